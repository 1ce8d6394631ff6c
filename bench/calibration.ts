/**
 * How often the confidence limits on means of SGD miss the exact mean, and how often a planted violation of the stated size is
 * found: trials on means that enumeration gives. `--write` puts the table into docs/explanation/long-runs.md.
 *
 * usage: tsx bench/calibration.ts [--trials N] [--seed S] [--write]
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { calibrationTrials, clopperPearson, quantities, type Trial } from '../properties/support/calibration.js';
import { withPart } from '../properties/support/marked-part.js';
import { CASE_ALLOWANCE } from '../src/monte-carlo/alpha-ledger.js';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const trials = Number(values.trials);
const seed = Number(values.seed);
const LEVELS = [0.05, CASE_ALLOWANCE] as const;
/** Replicates of one trial. */
const REPLICATES = 100;
const CONFIDENCE = 0.95;

const percent = (rate: number): string => (rate === 0 ? '0' : `${(100 * rate).toPrecision(3)}%`);

function cell(of: readonly Trial[], event: 'falseAlarm' | 'foundBelow' | 'foundAbove'): string {
  const count = of.filter((one) => one[event]).length;
  const [low, high] = clopperPearson(count, of.length, 1 - CONFIDENCE);
  return `${percent(count / of.length)} (${percent(low)} to ${percent(high)})`;
}

function table(level: number): string {
  const all = calibrationTrials(trials, { level, replicates: REPLICATES, seed });
  const rows = [...quantities.map(({ name }) => name), 'all'].map((name) => {
    const of = name === 'all' ? all : all.filter(({ quantity }) => quantity === name);
    return `| ${name.replaceAll('|', '\\|')} | ${of.length} | ${cell(of, 'falseAlarm')} | ${cell(of, 'foundBelow')} | ${cell(of, 'foundAbove')} |`;
  });
  return [
    `Level ${level}, ${REPLICATES} replicates, seed ${seed}; in brackets Clopper-Pearson intervals at ${100 * CONFIDENCE}%.`,
    '',
    '| mean of | runs | false alarms | found below | found above |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

const text = LEVELS.map(table).join('\n\n');
if (values.write) {
  const page = new URL('../docs/explanation/long-runs.md', import.meta.url);
  writeFileSync(page, withPart(readFileSync(page, 'utf8'), 'calibration', text));
} else {
  process.stdout.write(`${text}\n`);
}
