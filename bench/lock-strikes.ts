/**
 * Counts the strikes of the lock per unit of ln t, by the event engine, and writes them into docs/explanation/log-time.md.
 *
 * Usage: tsx bench/lock-strikes.ts [--write]. Half a minute of processor time.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lock } from '../properties/support/limit-cases.js';
import { withPart } from '../properties/support/marked-part.js';
import { dataset } from '../src/data/dataset.js';
import { relu } from '../src/model/neuron.js';
import { log } from '../src/numerics/elementary.js';
import { gradientDescent } from '../src/optimizer/gradient-descent.js';
import { followEvents } from '../src/trajectory/events/index.js';
import { run } from '../src/trajectory/run.js';

const PAGE = 'docs/explanation/log-time.md';
const FROM = 10_000;
const MARKS = [10, 20, 30, 40, 60, 80];

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
if (lock.steps.kind !== 'constant') throw new Error('the lock has a constant step');
const { eta } = lock.steps;
const data = dataset(lock.data);
const { w } = run({ data, model: relu, start: lock.start, optimizer: gradientDescent, stepSize: eta, steps: FROM });
const followed = followEvents({
  data,
  slope: 0,
  eta,
  start: w,
  from: FROM,
  until: MARKS.at(-1) ?? log(FROM),
  checkpoints: MARKS,
  mostEvents: 10_000_000,
});
const table = ['| up to ln t | samples made active | per unit of ln t since the line before |', '|---|---|---|'];
let before = { s: log(FROM), met: 0 };
for (const { s, activated } of followed.checkpoints) {
  if (!MARKS.includes(s)) continue;
  const met = activated.reduce((sum, count) => sum + count, 0);
  table.push(`| ${s} | ${met} | ${Math.round((met - before.met) / (s - before.s))} |`);
  before = { s, met };
}
if (followed.kind === 'unknown') table.push(`| ${followed.s.toFixed(1)} | gives up: ${followed.reason} | |`);
const text = table.join('\n');
process.stdout.write(`${text}\n`);
if (values.write) writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), 'lock', text));
