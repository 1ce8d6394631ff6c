/**
 * SGD against its mean flow, as the table of docs/explanation/mean-flow.md.
 *
 *   npx tsx bench/mean-flow.ts [--replicates R] [--write]
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { withPart } from '../properties/support/marked-part.js';
import { strayProblems, strays } from '../properties/support/mean-flow-strays.js';
import { wholeNumber } from '../src/cli/options.js';

const flags = new Command('mean-flow')
  .option('--replicates <R>', 'runs from each w_T', wholeNumber(10, 1e6), 1000)
  .option('--write', 'put the table into docs/explanation/mean-flow.md')
  .parse()
  .opts<{ replicates: number; write?: boolean }>();
const AT = [10_000, 100_000, 1_000_000];
const show = (value: number): string => value.toPrecision(2);
const rows = strayProblems.flatMap((problem) =>
  strays(problem, AT, flags.replicates, 1).map(
    ({ t, root, mean, average, standardError, bound }) =>
      `| ${problem.name} | ${problem.from} | ${problem.alpha} | ${t} | ${[root, mean, standardError, average, bound].map(show).join(' | ')} |`,
  ),
);
const table = [
  `${flags.replicates} runs from one w_T each, seed 1.`,
  '',
  '| rows | T | alpha | t | root of mean of \\|w_t - W\\|^2 | \\|mean of w_t - W\\| | its standard error | \\|mean of wbar_t - its flow\\| | bound |',
  '|---|---|---|---|---|---|---|---|---|',
  ...rows,
].join('\n');
process.stdout.write(`${table}\n`);
if (flags.write === true) {
  const file = fileURLToPath(new URL('../docs/explanation/mean-flow.md', import.meta.url));
  writeFileSync(file, withPart(readFileSync(file, 'utf8'), 'table', table));
}
