/**
 * Compares log time with events, and with plain steps, on runs that strike many kinks, and writes a table of docs/explanation/log-time.md.
 *
 * Usage: tsx bench/log-time-kinks.ts [--runs 40] [--write]
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withPart } from '../properties/support/marked-part.js';
import { edgeRun, type StrikingRun } from '../properties/support/striking-runs.js';
import { radius } from '../src/data/dataset.js';
import { relu } from '../src/model/neuron.js';
import { log } from '../src/numerics/elementary.js';
import { distance } from '../src/numerics/vector.js';
import { gradientDescent } from '../src/optimizer/gradient-descent.js';
import { followEvents } from '../src/trajectory/events/index.js';
import { gradientDescentTrajectory } from '../src/trajectory/log-time/index.js';
import { run } from '../src/trajectory/run.js';

/** Steps before either engine takes over. */
const FROM = 10_000;
/** ln t of the comparison with events, where chatter is averaged, and t of that with plain steps. */
const FAR = [30, 50, 100];
const STEPS = [1e5, 1e6];
/** Kinks that chatter is averaged on. */
const MOST = 4;

/** Largest distance in strikes, and of how many runs. */
interface Cell {
  most: number;
  runs: number;
}

const cells = (columns: readonly number[]): Cell[][] => Array.from({ length: MOST + 1 }, () => columns.map(() => ({ most: 0, runs: 0 })));

/** Enters how far the iterates at some moments are from log time's checkpoints of the same moments. */
function enter(table: Cell[][], one: StrikingRun, moments: readonly number[], others: readonly Float64Array[], impacts: number): string {
  const { data, start, eta } = one;
  const until = moments.at(-1)!;
  const { logTime } = gradientDescentTrajectory({ data, model: relu, start, eta, until, checkpoints: moments, impacts });
  if (logTime === undefined) return 'diverged';
  if (logTime.kind === 'unknown') return logTime.reason.replace(/sample \d+/, 'a sample').replace(/\d{2,} /g, '... ');
  others.forEach((w, at) => {
    const checkpoint = logTime.checkpoints.find(({ s }) => s === moments[at]);
    const cell = checkpoint === undefined ? undefined : table[checkpoint.sliding.length]?.[at];
    if (checkpoint === undefined || cell === undefined) return;
    cell.runs++;
    cell.most = Math.max(cell.most, distance(w, checkpoint.w) / ((eta / data.n) * radius(data)));
  });
  return 'reached';
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '40' }, write: { type: 'boolean', default: false } } });
const [byEvents, bySteps] = [cells(FAR), cells(STEPS)];
const ends = new Map<string, number>();
let followed = 0;
for (let index = 0; followed < Number(values.runs); index++) {
  const one = edgeRun(index);
  const { data, start, eta } = one;
  const first = run({ data, model: relu, start, optimizer: gradientDescent, stepSize: eta, steps: FROM });
  if (first.end !== 'horizon') continue;
  followed++;
  const { checkpoints } = followEvents({ data, slope: 0, eta, start: first.w, from: FROM, until: FAR.at(-1)!, checkpoints: FAR });
  const events = FAR.flatMap((s) => checkpoints.filter((at) => at.s === s).map(({ w }) => w));
  const end = enter(byEvents, one, FAR, events, 1000);
  ends.set(end, (ends.get(end) ?? 0) + 1);
  const seen: Float64Array[] = [];
  const observe = ({ k, w }: { k: number; w: Float64Array }): void => {
    if (STEPS.includes(k)) seen.push(Float64Array.from(w));
  };
  run({ data, model: relu, start, optimizer: gradientDescent, stepSize: eta, steps: STEPS.at(-1)!, observe, observeAt: STEPS });
  enter(bySteps, one, STEPS.map(log), seen, 0);
}
const shown = ({ most, runs }: Cell): string => (runs === 0 ? '' : `${most.toExponential(0)} (${runs})`);
const table = [
  `| kinks averaged | ${FAR.map((s) => `events, ln t = ${s}`).join(' | ')} | ${STEPS.map((t) => `steps, t = 10^${Math.round(Math.log10(t))}`).join(' | ')} |`,
  `|---|${[...FAR, ...STEPS].map(() => '---').join('|')}|`,
  ...byEvents.map((row, kinks) => `| ${[kinks, ...row.map(shown), ...bySteps[kinks]!.map(shown)].join(' | ')} |`),
  '',
  `Of ${followed} runs, to ln t = ${FAR.at(-1)}:`,
  '',
  ...[...ends].sort(([, a], [, b]) => b - a).map(([end, count]) => `- ${count}: ${end}`),
].join('\n');
if (values.write) {
  const page = new URL('../docs/explanation/log-time.md', import.meta.url);
  writeFileSync(page, withPart(readFileSync(page, 'utf8'), 'kinks', table));
} else {
  process.stdout.write(`${table}\n`);
}
