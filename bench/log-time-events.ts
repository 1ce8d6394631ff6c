/**
 * Measures the event engine and the log-time engine against steps on runs that strike, and writes a table of docs/explanation/log-time.md.
 *
 * Usage: tsx bench/log-time-events.ts [--runs 20] [--steps 1e7] [--far 1e8] [--write]. `--far` is for lock and its like alone.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lock, obtuse, slidesInside } from '../properties/support/limit-cases.js';
import { withPart } from '../properties/support/marked-part.js';
import { randomRun, type StrikingRun } from '../properties/support/striking-runs.js';
import { dataset, radius } from '../src/data/dataset.js';
import { relu } from '../src/model/neuron.js';
import { log } from '../src/numerics/elementary.js';
import { distance } from '../src/numerics/vector.js';
import { gradientDescent } from '../src/optimizer/gradient-descent.js';
import { followEvents } from '../src/trajectory/events/index.js';
import { gradientDescentTrajectory } from '../src/trajectory/log-time/index.js';
import { run } from '../src/trajectory/run.js';

const FROM = 10_000;
const PAGE = 'docs/explanation/log-time.md';

/** A row, with the largest distances from the iterates in strikes: of events, and of log time; NaN where that gives up. */
interface Row {
  readonly name: string;
  readonly crossings: number;
  readonly events: readonly number[];
  readonly logTime: readonly number[];
}

/** undefined where few kinks are met, or the event engine gives up. */
function measured({ name, data, start, eta }: StrikingRun, marks: readonly number[]): Row | 'unknown' | undefined {
  const first = run({ data, model: relu, start, optimizer: gradientDescent, stepSize: eta, steps: FROM });
  if (first.end !== 'horizon') return undefined;
  const at = marks.map((t) => log(t));
  const until = at.at(-1)!;
  const events = followEvents({ data, slope: 0, eta, start: first.w, from: FROM, until, checkpoints: at, mostSteps: 300_000 });
  if (events.kind === 'unknown') return 'unknown';
  if (events.crossings < 10) return undefined;
  const { logTime } = gradientDescentTrajectory({ data, model: relu, start, eta, until, checkpoints: at });
  const iterates: Float64Array[] = [];
  const observe = ({ k, w }: { k: number; w: Float64Array }): void => {
    if (marks.includes(k)) iterates.push(w.slice());
  };
  run({ data, model: relu, start, optimizer: gradientDescent, stepSize: eta, steps: marks.at(-1)!, observe });
  const strike = (eta / data.n) * radius(data);
  return {
    name,
    crossings: events.crossings,
    events: iterates.map((w, mark) => distance(w, events.checkpoints[mark]!.w) / strike),
    logTime: iterates.map((w, mark) => (logTime?.kind === 'reached' ? distance(w, logTime.checkpoints[mark]!.w) / strike : Number.NaN)),
  };
}

const number = (value: number): string => (Number.isNaN(value) ? 'gives up' : value.toExponential(0));

const power = (t: number): string => `10^${Math.round(log(t) / log(10))}`;

function line({ name, crossings, events, logTime }: Row): string {
  return `| ${[name, crossings, ...events.map(number), ...logTime.map(number)].join(' | ')} |`;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '20' },
      steps: { type: 'string', default: '1e7' },
      far: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const last = Number(values.steps);
  const named = Object.entries({ lock, 'within the region': slidesInside, 'obtuse kinks': obtuse }).map(
    ([name, { data, start, steps }]): StrikingRun => ({
      name,
      data: dataset(data),
      start,
      eta: steps.kind === 'constant' ? steps.eta : Number.NaN,
    }),
  );
  const marks = [last / 10, last];
  const rows = named.flatMap((one) => measured(one, marks) ?? []);
  if (values.far !== undefined) {
    const far = Number(values.far);
    rows.push(measured({ ...named[0]!, name: `lock, at ${far / 10} and ${far}` }, [far / 10, far]) ?? 'unknown');
  }
  const random: Row[] = [];
  let unknown = 0;
  for (let index = 0; random.length < Number(values.runs); index++) {
    const row = measured(randomRun(index), marks);
    if (row === 'unknown') unknown++;
    else if (row !== undefined) random.push(row);
  }
  const most = (pick: (row: Row) => readonly number[], mark: number): number =>
    Math.max(...random.map((row) => pick(row)[mark]!).filter((value) => !Number.isNaN(value)));
  const givenUp = random.filter(({ logTime }) => logTime.some(Number.isNaN)).length;
  const table = [
    `| run | kinks met | events, t = ${power(marks[0]!)} | t = ${power(last)} | log time, t = ${power(marks[0]!)} | t = ${power(last)} |`,
    '|---|---|---|---|---|---|',
    ...rows.map((row) => (row === 'unknown' ? '' : line(row))).filter((text) => text !== ''),
    line({
      name: `${random.length} random runs, largest (log time gives up on ${givenUp}, events on ${unknown} others)`,
      crossings: Math.max(...random.map(({ crossings }) => crossings)),
      events: [0, 1].map((mark) => most(({ events }) => events, mark)),
      logTime: [0, 1].map((mark) => most(({ logTime }) => logTime, mark)),
    }),
  ].join('\n');
  process.stdout.write(`${table}\n${random.map(line).join('\n')}\n`);
  if (values.write) writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), 'events', table));
}

main();
