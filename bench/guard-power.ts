/** The guard's power: every check on every broken optimizer and every correct variant, written to docs/reference/guard-power.md. */

import { writeFileSync } from 'node:fs';
import { correct as classic } from '../properties/support/guard-correct.js';
import { correctModern } from '../properties/support/guard-correct-modern.js';
import { mutants } from '../properties/support/guard-mutants.js';
import { reportTwins } from '../properties/support/guard-report-twins.js';
import type { CheckOutcome } from '../src/guard/check.js';
import { CHECKS } from '../src/guard/checks/index.js';
import { judgeCheck } from '../src/guard/judge-check.js';
import { blockedBy, orderChecks } from '../src/guard/plan.js';
import { conventions } from '../src/guard/reference/published.js';
import { subjectOf } from '../src/guard/subject.js';
import type { OptimizerUnderTest } from '../src/optimizer/optimizer.js';

interface Row {
  readonly optimizer: OptimizerUnderTest;
  /** Check ids with their outcomes, in order. */
  readonly outcomes: ReadonlyMap<string, CheckOutcome>;
}

/** What a run reports: a check that comes after a broken one is skipped. */
function judged(optimizer: OptimizerUnderTest): Row {
  const subject = subjectOf(optimizer);
  const outcomes = new Map<string, CheckOutcome>();
  const verdicts = new Map<string, string>();
  for (const check of orderChecks(CHECKS.filter((one) => one.applies(subject)))) {
    if (blockedBy(check, verdicts) !== undefined) {
      verdicts.set(check.id, 'skipped');
      continue;
    }
    const outcome = judgeCheck(check, optimizer);
    if (outcome.verdict === 'inapplicable') continue;
    verdicts.set(check.id, outcome.verdict);
    outcomes.set(check.id, outcome);
  }
  process.stderr.write('.');
  return { optimizer, outcomes };
}

const brokenIn = ({ outcomes }: Row): string[] => [...outcomes].filter(([, { verdict }]) => verdict === 'broken').map(([id]) => id);

const cells = (row: readonly string[]): string => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [cells(head), cells(head.map(() => '---')), ...rows.map(cells)].join('\n');

/** Mutants of one algorithm against the checks that any of them breaks. */
function matrix(rows: readonly Row[]): string {
  const ids = CHECKS.map(({ id }) => id).filter((id) => rows.some((row) => brokenIn(row).includes(id)));
  const line = (row: Row): string[] => {
    const broken = new Set(brokenIn(row));
    return [row.optimizer.name, ...ids.map((id) => (broken.has(id) ? 'x' : ''))];
  };
  return table(['broken optimizer', ...ids.map((id) => `\`${id}\``)], rows.map(line));
}

const mutantRows = mutants.map(judged);
const correct = [...classic, ...correctModern, ...reportTwins.map(({ corrected }) => corrected)];
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

A cross is what a run reports. Checks that come after a broken one are skipped, so that one fault is named once.

${algorithms.map((algorithm) => `### ${algorithm}\n\n${matrix(mutantRows.filter(({ optimizer }) => optimizer.algorithm === algorithm))}`).join('\n\n')}

## Checks

How many of the broken optimizers each check reports, and how many it alone reports. A check that reports none here guards
against what no row above does, or restates an earlier one in the words of the paper.

${table(['check', 'what must hold', 'catches', 'alone'], breaking)}

## Correct variants

${table(['algorithm', 'variant', 'precision', 'recognised as'], recognised)}

## Conventions

The forms that count as correct, with the values of hyperparameters that are tried besides those given to \`create\`, under these
names (\`rho\` also as \`decay\`; RMSProp is given \`centered\` too). A subject may heed them or keep its own. With the options
momentum and dampening further forms are tried: the learning rate inside or outside the momentum buffer, the first gradient
entering it whole or dampened.

${table(['algorithm', 'form', 'published values'], forms)}
`;

writeFileSync(new URL('../docs/reference/guard-power.md', import.meta.url), text);
process.stderr.write(`\n${caught} of ${mutants.length} caught, ${blamed.length} of ${correct.length} blamed\n`);
if (caught < mutants.length || blamed.length > 0) process.exitCode = 1;
