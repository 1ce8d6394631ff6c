/**
 * Measures the log-time engine against step-by-step gradient descent and writes docs/explanation/log-time.md's tables.
 *
 * Usage: tsx bench/log-time-agreement.ts [--steps 1e7] [--keep-speed] [--write]. Without --write the tables go to the terminal; with
 * --keep-speed the table of times is not measured anew.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import seedrandom from 'seedrandom';
import {
  fourKinks,
  leakyConflict,
  linearConflict,
  networkConflict,
  oneKink,
  type Problem,
  reluConflict,
  threeAcute,
  threeKinks,
  threeObtuse,
  twoKinks,
  unequalPair,
  zeroDual,
} from '../properties/support/log-time-problems.js';
import { withPart } from '../properties/support/marked-part.js';
import { randomRun } from '../properties/support/striking-runs.js';
import { dataset, type LabelledData, radius, sample } from '../src/data/dataset.js';
import type { Model } from '../src/model/model.js';
import { linear, relu } from '../src/model/neuron.js';
import { log } from '../src/numerics/elementary.js';
import { distance, dot, norm } from '../src/numerics/vector.js';
import { gradientDescent } from '../src/optimizer/gradient-descent.js';
import { followEvents } from '../src/trajectory/events/index.js';
import { flowModel, gradientDescentTrajectory, type LogTimeResult } from '../src/trajectory/log-time/index.js';
import { run } from '../src/trajectory/run.js';

/** Random cases whose processor time is measured. */
interface SpeedGroup {
  readonly model: Model;
  readonly n: number;
  readonly d: number;
  readonly cases: number;
  /** Index of the first case. */
  readonly first: number;
  /** Horizon ln t. */
  readonly until: number;
}

const speedGroups: readonly SpeedGroup[] = [
  { model: linear, n: 20, d: 10, cases: 60, first: 0, until: 1e4 },
  { model: linear, n: 20, d: 10, cases: 60, first: 0, until: 1e6 },
  { model: relu, n: 20, d: 10, cases: 60, first: 0, until: 1e4 },
  { model: relu, n: 20, d: 10, cases: 60, first: 0, until: 1e6 },
  { model: relu, n: 20, d: 10, cases: 200, first: 1000, until: 1e4 },
  { model: relu, n: 30, d: 10, cases: 60, first: 0, until: 1e4 },
  { model: relu, n: 20, d: 14, cases: 60, first: 0, until: 1e4 },
];

interface Row extends Problem {
  readonly name: string;
  readonly impacts?: number;
}

const rows: readonly Row[] = [
  { name: 'linear', ...linearConflict },
  { name: 'linear, (1,1) and (1,-3)', ...unequalPair },
  { name: 'linear, a support vector with zero dual', ...zeroDual },
  { name: 'ReLU', ...reluConflict },
  { name: 'leaky ReLU, a = 0.2', ...leakyConflict },
  { name: 'network, v = (1, -1)', ...networkConflict },
  { name: 'ReLU, one kink struck, eta = 1', ...oneKink, eta: 1 },
  { name: 'ReLU, one kink struck, eta = 0.1', ...oneKink },
  { name: 'the same, chatter averaged at once', ...oneKink, impacts: 0 },
  { name: 'ReLU, one kink, eta = 0.001 (1000 strikes, then averaged)', ...oneKink, eta: 0.001 },
  { name: 'ReLU, two kinks struck in turns', ...twoKinks },
  { name: 'the same, chatter averaged at once', ...twoKinks, impacts: 0 },
  { name: 'ReLU, three kinks at obtuse angles', ...threeObtuse },
  { name: 'the same, chatter averaged at once', ...threeObtuse, impacts: 0 },
  { name: 'ReLU, three kinks at acute angles', ...threeAcute },
  { name: 'the same, chatter averaged at once', ...threeAcute, impacts: 0 },
  { name: 'ReLU, four kinks', ...fourKinks },
  { name: 'the same, chatter averaged at once', ...fourKinks, impacts: 0 },
  { name: 'network, v = (1, -1, 0.5), three kinks', ...threeKinks },
];

function reached(result: LogTimeResult | undefined): Extract<LogTimeResult, { kind: 'reached' }> {
  if (result?.kind !== 'reached') throw new Error(`not reached: ${JSON.stringify(result)}`);
  return result;
}

/** Values of ln t at which chatter is averaged, whatever its number of strikes. */
const FAR = [30, 50, 100];
/** Steps before either engine takes over. */
const FROM = 10_000;

/** What two ways are apart in strikes of the longest sample, at ln t = 30, 50 and 100: log time, which averages there, and events. */
function farCells({ model, data: labelled, start, eta, impacts = 1000 }: Row): string[] {
  const data = dataset(labelled);
  const { outputWeights, slope } = flowModel(model);
  if (outputWeights.length > 1) return FAR.map(() => '');
  const first = run({ data, model, start, optimizer: gradientDescent, stepSize: eta, steps: FROM });
  const until = FAR.at(-1)!;
  const events = followEvents({ data, slope, eta, start: first.w, from: FROM, until, checkpoints: FAR });
  const { logTime } = gradientDescentTrajectory({ data, model, start, eta, until, checkpoints: FAR, impacts });
  const { checkpoints } = reached(logTime);
  return FAR.map((s, at) => {
    const other = events.checkpoints.find((checkpoint) => checkpoint.s === s);
    if (other === undefined) return 'events give up';
    return (distance(other.w, checkpoints[at]!.w) / ((eta / data.n) * radius(data))).toExponential(0);
  });
}

/** A vector less its parts along the normals of some kinks. */
function beside(vector: Float64Array, data: LabelledData, neurons: number, units: readonly number[]): Float64Array {
  const points = dataset(data);
  const out = Float64Array.from(vector);
  const basis: Float64Array[] = [];
  const remove = (from: Float64Array): void => {
    for (const q of basis) {
      const along = dot(q, from);
      for (let j = 0; j < from.length; j++) from[j]! -= along * q[j]!;
    }
  };
  for (const unit of units) {
    const q = new Float64Array(vector.length);
    q.set(sample(points, Math.floor(unit / neurons)), (unit % neurons) * points.d);
    remove(q);
    const length = norm(q);
    if (length > 1e-9) basis.push(q.map((value) => value / length));
  }
  remove(out);
  return out;
}

function agreementTable(steps: number): string[] {
  const marks = [1e5, 1e6, 1e7, 1e8].filter((mark) => mark <= steps);
  const lines = [
    `| case | ${marks.map((mark) => `t = ${power(mark)}`).join(' | ')} | flow steps | descent steps | kinks | strikes, ${FAR.map((s) => `ln t = ${s}`).join(' | ')} |`,
    `|---|${marks.map(() => '---').join('|')}|---|---|---|${FAR.map(() => '---').join('|')}|`,
  ];
  for (const row of rows) {
    const { name, model, data, start, eta, impacts = 1000 } = row;
    const seen = new Map<number, Float64Array>();
    const observe = ({ k, w }: { k: number; w: Float64Array }): void => {
      if (marks.includes(k)) seen.set(k, Float64Array.from(w));
    };
    run({ data: dataset(data), model, start, optimizer: gradientDescent, stepSize: eta, steps: marks.at(-1)!, observe });
    const until = log(marks.at(-1)!);
    const { logTime } = gradientDescentTrajectory({ data: dataset(data), model, start, eta, until, checkpoints: marks.map(log), impacts });
    const { checkpoints, flowSteps, descentSteps } = reached(logTime);
    const cells = marks.map((mark, at) => {
      const { w, sliding } = checkpoints[at]!;
      const difference = w.map((value, j) => value - seen.get(mark)![j]!);
      const total = norm(difference).toExponential(0);
      return sliding.length === 0 ? total : `${total} (${norm(beside(difference, data, model.neurons, sliding)).toExponential(0)})`;
    });
    const kinks = checkpoints.at(-1)!.sliding.length;
    const far = kinks === 0 ? FAR.map(() => '') : farCells(row);
    lines.push(`| ${[name, ...cells, flowSteps, descentSteps, kinks, ...far].join(' | ')} |`);
  }
  return lines;
}

/** Step sizes of random runs, how many runs with each, and which of them go on beyond 10^6 steps: one in so many. */
const ETAS = [1 / 512, 1 / 64, 1 / 8, 1 / 2];
const EACH = 50;
const FURTHER = 5;

/** Largest distances from the iterates over random runs that strike, in strikes: while every strike is resolved, and averaged, per kink. */
function randomTable(steps: number): string[] {
  const marks = [1e5, 1e6, 1e7].filter((mark) => mark <= steps);
  const head = marks.flatMap((mark) => [`t = ${power(mark)}, resolved`, 'averaged']);
  const lines = [
    `| runs that strike | eta | strikes, median | given up | ${head.join(' | ')} |`,
    `|---|---|---|---|${head.map(() => '---').join('|')}|`,
  ];
  for (const eta of ETAS) {
    const worst = marks.map(() => ({ resolved: { count: 0, most: 0 }, averaged: { count: 0, most: 0 } }));
    const strikes: number[] = [];
    let givenUp = 0;
    for (let index = 0; strikes.length < EACH; index++) {
      const { data, start } = randomRun(index);
      const { logTime } = gradientDescentTrajectory({
        data,
        model: relu,
        start,
        eta,
        until: log(marks.at(-1)!),
        checkpoints: marks.map(log),
      });
      if (logTime?.kind === 'unknown') givenUp++;
      if (logTime?.kind !== 'reached') continue;
      const { modes, checkpoints } = logTime;
      const struck = modes.reduce((sum, { change, count }) => sum + (change === 'strikes' ? count : 0), 0);
      if (struck < 10) continue;
      const last = strikes.length % FURTHER === 0 ? marks.at(-1)! : Math.min(1e6, marks.at(-1)!);
      strikes.push(struck);
      const observe = ({ k, w }: { k: number; w: Float64Array }): void => {
        const at = marks.indexOf(k);
        if (at < 0) return;
        const slid = new Set(modes.filter(({ change, s }) => change === 'slides' && s <= log(k)).map(({ unit }) => unit)).size;
        const place = slid === 0 ? worst[at]!.resolved : worst[at]!.averaged;
        place.count++;
        const apart = distance(w, checkpoints[at]!.w) / ((eta / data.n) * radius(data));
        place.most = Math.max(place.most, apart / Math.max(1, slid));
      };
      run({ data, model: relu, start, optimizer: gradientDescent, stepSize: eta, steps: last, observe });
    }
    const cell = ({ count, most }: { count: number; most: number }): string => (count === 0 ? '' : `${most.toExponential(0)} (${count})`);
    const cells = worst.flatMap(({ resolved, averaged }) => [cell(resolved), cell(averaged)]);
    lines.push(`| ${[EACH, `1/${1 / eta}`, quantile(strikes, 0.5), givenUp, ...cells].join(' | ')} |`);
  }
  return lines;
}

function power(t: number): string {
  return `10^${Math.round(Math.log10(t))}`;
}

/** Random separable data, and a start that separates it or, every other time, a random one. */
function speedCase({ n, d }: SpeedGroup, index: number): Pick<Row, 'data' | 'start'> {
  const random = seedrandom(`log-time relu ${index}`);
  const draw = (): number => random() + random() + random() - 1.5;
  const vector = (): number[] => Array.from({ length: d }, draw);
  const separator = vector();
  const x = Array.from({ length: n }, vector);
  return { data: { x, y: x.map((row) => (dot(row, separator) > 0 ? 1 : -1)) }, start: index % 2 === 0 ? separator : vector() };
}

/** The value below which a share of the others lie. */
function quantile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(0);
}

/** Milliseconds of processor time (this machine may have other work) of the best of five rounds, flow steps, descent steps and kinks of a case. */
function timed({ data, start }: Pick<Row, 'data' | 'start'>, { model, until }: SpeedGroup): readonly number[] {
  const options = { data: dataset(data), model, start, eta: 0.3, until };
  const rounds = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    const { flowSteps, descentSteps, checkpoints } = reached(gradientDescentTrajectory(options).logTime);
    const { user, system } = process.cpuUsage(before);
    return [(user + system) / 1000, flowSteps, descentSteps, checkpoints.at(-1)!.sliding.length];
  });
  return rounds.reduce((best, round) => (round[0]! < best[0]! ? round : best));
}

function speedTable(): string[] {
  const lines = [
    '| random cases | n | d | horizon ln t | flow steps | descent steps | kinks | processor ms, median | 90 % | largest |',
    '|---|---|---|---|---|---|---|---|---|---|',
  ];
  for (const group of speedGroups) {
    const { model, n, d, cases, first, until } = group;
    const results = Array.from({ length: cases }, (_, index) => timed(speedCase(group, first + index), group));
    const column = (at: number): number[] => results.map((result) => result[at]!);
    const median = [1, 2, 3].map((at) => quantile(column(at), 0.5));
    const times = [0.5, 0.9, 1].map((share) => quantile(column(0), share));
    const name = `${cases}${first > 0 ? ' others' : ''}, ${model.name === 'relu' ? 'ReLU' : model.name}`;
    lines.push(`| ${[name, n, d, power(until), ...median, ...times].join(' | ')} |`);
  }
  return lines;
}

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '1e6' },
    'keep-speed': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const page = new URL('../docs/explanation/log-time.md', import.meta.url);

/** The table of times as the page has it. */
function writtenSpeedTable(): string[] {
  const lines = readFileSync(page, 'utf8').split('\n');
  const first = lines.findIndex((line) => line.startsWith('| random cases |'));
  return lines.slice(first, lines.indexOf('', first));
}

const tables = [
  ...agreementTable(Number(values.steps)),
  '',
  ...randomTable(Number(values.steps)),
  '',
  ...(values['keep-speed'] ? writtenSpeedTable() : speedTable()),
].join('\n');
if (values.write) {
  writeFileSync(page, withPart(readFileSync(page, 'utf8'), 'tables', tables));
} else {
  process.stdout.write(`${tables}\n`);
}
