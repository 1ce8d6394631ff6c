/** The guard's power: every check on every broken optimizer and every correct variant, written to docs/reference/guard-power.md. */

import { writeFileSync } from 'node:fs';
import { correct } from '../properties/support/guard-correct.js';
import { outcomesOf } from '../properties/support/guard-matrix.js';
import { mutants } from '../properties/support/guard-mutants.js';
import type { CheckOutcome } from '../src/guard/check.js';
import { CHECKS } from '../src/guard/checks/index.js';
import { conventions } from '../src/guard/reference/published.js';
import type { OptimizerUnderTest } from '../src/optimizer/optimizer.js';

interface Row {
  readonly optimizer: OptimizerUnderTest;
  /** Check ids with their outcomes, in order. */
  readonly outcomes: ReadonlyMap<string, CheckOutcome>;
}

function judged(optimizer: OptimizerUnderTest): Row {
  const outcomes = new Map<string, CheckOutcome>();
  for (const { check, outcome } of outcomesOf(optimizer)) outcomes.set(check.id, outcome);
  process.stderr.write('.');
  return { optimizer, outcomes };
}

const brokenIn = ({ outcomes }: Row): string[] => [...outcomes].filter(([, { verdict }]) => verdict === 'broken').map(([id]) => id);

/** Checks that say something when none that they come after is broken. */
function namedIn(row: Row): string[] {
  const broken = new Set(brokenIn(row));
  const skipped = new Set<string>();
  for (const { id, after } of CHECKS) if (after?.some((one) => broken.has(one) || skipped.has(one))) skipped.add(id);
  return [...broken].filter((id) => !skipped.has(id));
}

const cells = (row: readonly string[]): string => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [cells(head), cells(head.map(() => '---')), ...rows.map(cells)].join('\n');

/** Mutants of one algorithm against the checks that any of them breaks. */
function matrix(rows: readonly Row[]): string {
  const ids = CHECKS.map(({ id }) => id).filter((id) => rows.some((row) => brokenIn(row).includes(id)));
  const line = (row: Row): string[] => {
    const [broken, named] = [new Set(brokenIn(row)), new Set(namedIn(row))];
    return [row.optimizer.name, ...ids.map((id) => (named.has(id) ? '**x**' : broken.has(id) ? 'x' : ''))];
  };
  return table(['broken optimizer', ...ids.map((id) => `\`${id}\``)], rows.map(line));
}

const mutantRows = mutants.map(judged);
const correctRows = correct.map(judged);
const algorithms = [...new Set(mutants.map(({ algorithm }) => algorithm))];
const caught = mutantRows.filter((row) => brokenIn(row).length > 0).length;
const blamed = correctRows.filter((row) =>
  [...row.outcomes.values()].some(({ verdict }) => verdict === 'broken' || verdict === 'undecided'),
);
const breaking = CHECKS.map(({ id, title }) => {
  const rows = mutantRows.filter((row) => brokenIn(row).includes(id));
  const alone = rows.filter((row) => brokenIn(row).length === 1).length;
  return [`\`${id}\``, title, String(rows.length), String(alone)];
});
const recognised = correctRows.map(({ optimizer, outcomes }) => [
  optimizer.algorithm,
  optimizer.name,
  optimizer.precision ?? 'float64',
  [...new Set([...outcomes.values()].flatMap((outcome) => outcome.conventions ?? []))].join('; '),
]);

const forms = Object.entries(conventions).flatMap(([algorithm, list]) =>
  list.map(({ name, published }) => [
    algorithm,
    name,
    Object.entries(published)
      .map(([hyperparameter, values]) => `\`${hyperparameter}\` ${values.join(', ')}`)
      .join('; '),
  ]),
);

const text = `# The guard's power

Written by \`npx tsx bench/guard-power.ts\`; do not edit. The optimizers are in \`properties/support/guard-*.ts\`, and
\`properties/guard/power.test.ts\` holds the guard to this.

**${caught} of ${mutants.length} broken optimizers are caught; ${blamed.length} of ${correct.length} correct variants are blamed.**

## Broken optimizers

Every check was judged by itself. A bold cross is what a run reports; the plain ones are skipped there, because a check that
they come after is broken already.

${algorithms.map((algorithm) => `### ${algorithm}\n\n${matrix(mutantRows.filter(({ optimizer }) => optimizer.algorithm === algorithm))}`).join('\n\n')}

## Checks

How many of the broken optimizers each check catches, and how many it alone catches. A check that catches none here guards
against what no row above does, or restates a stronger one in the words of the paper.

${table(['check', 'what must hold', 'catches', 'alone'], breaking)}

## Correct variants

${table(['algorithm', 'variant', 'precision', 'recognised as'], recognised)}

## Conventions

The forms that count as correct, with the values of hyperparameters that are tried besides those given to \`create\`, under these
names (\`rho\` also as \`decay\`; RMSProp is given \`centered\` too). A subject may heed them or keep its own.

${table(['algorithm', 'form', 'published values'], forms)}
`;

writeFileSync(new URL('../docs/reference/guard-power.md', import.meta.url), text);
process.stderr.write(`\n${caught} of ${mutants.length} caught, ${blamed.length} of ${correct.length} blamed\n`);
if (caught < mutants.length || blamed.length > 0) process.exitCode = 1;
