import { describe, expect, it } from 'vitest';
import { dataset, radius, sample } from '../../../src/data/dataset.js';
import { relu } from '../../../src/model/neuron.js';
import { log } from '../../../src/numerics/elementary.js';
import { distance, dot } from '../../../src/numerics/vector.js';
import { gradientDescent } from '../../../src/optimizer/gradient-descent.js';
import { followEvents } from '../../../src/trajectory/events/index.js';
import { gradientDescentTrajectory, type LogTimeResult } from '../../../src/trajectory/log-time/index.js';
import { meanHeights } from '../../../src/trajectory/log-time/sawtooth.js';
import { run } from '../../../src/trajectory/run.js';
import { blindAverage } from '../../support/blind-average.js';
import { fourKinks, threeAcute, threeObtuse } from '../../support/log-time-problems.js';
import { randomRun, type StrikingRun } from '../../support/striking-runs.js';

type Reached = Extract<LogTimeResult, { kind: 'reached' }>;

/** Log time to t, or undefined where it gives up. */
function follow({ data, start, eta }: StrikingRun, t: number, impacts: number): Reached | undefined {
  const { logTime } = gradientDescentTrajectory({ data, model: relu, start, eta, until: log(t), impacts });
  return logTime?.kind === 'reached' ? logTime : undefined;
}

/** Its distance from the iterate at t, in strikes of the longest sample. */
function strikesOff({ data, start, eta }: StrikingRun, t: number, { checkpoints }: Reached): number {
  const { w } = run({ data, model: relu, start, optimizer: gradientDescent, stepSize: eta, steps: t });
  return distance(checkpoints.at(-1)!.w, w) / ((eta / data.n) * radius(data));
}

const slid = ({ modes }: Reached): number => new Set(modes.filter(({ change }) => change === 'slides').map(({ unit }) => unit)).size;
const struck = ({ modes }: Reached): number => modes.reduce((sum, { change, count }) => sum + (change === 'strikes' ? count : 0), 0);

describe('strikes so short that some take several steps', () => {
  it.each([16, 72])('are followed one by one without drift: run %i is within 1e-6 of a strike after a thousand of them', (index) => {
    const one = randomRun(index, [1 / 512]);

    const result = follow(one, 1e5, Number.POSITIVE_INFINITY)!;

    expect(struck(result)).toBeGreaterThan(1000);
    expect(slid(result)).toBe(0);
    expect(strikesOff(one, 1e5, result)).toBeLessThan(1e-6);
  });
});

describe('averaged chatter', () => {
  it('stays within one strike for each kink that was averaged, on 20 random runs', () => {
    const ratios: number[] = [];
    let several = 0;

    for (let index = 0; ratios.length < 20; index++) {
      const one = randomRun(index, [1 / 512, 1 / 64, 1 / 8]);
      const result = follow(one, 1e5, 0);
      if (result === undefined || slid(result) === 0) continue;
      if (slid(result) > 1) several++;
      ratios.push(strikesOff(one, 1e5, result) / slid(result));
    }

    expect(several).toBeGreaterThan(2);
    expect(Math.max(...ratios)).toBeLessThan(1);
  });

  it('is where the iterates are on average: two kinks half a million steps later', () => {
    const one = randomRun(52, [1 / 512]);

    const result = follow(one, 1e6, 1000)!;

    expect(result.checkpoints.at(-1)!.sliding.length).toBe(2);
    expect(strikesOff(one, 1e6, result)).toBeLessThan(1);
  });
});

describe('averaged chatter on two kinks, as late as one likes', () => {
  const inside: StrikingRun = {
    name: 'slides inside',
    data: dataset({
      x: [
        [0, 0.1875, -0.4375, -1],
        [0.5, 0.5625, -0.5, 0.4375],
        [0.8125, 0.0625, -0.6875, -0.9375],
        [1.4375, 0.875, -1.6875, -0.9375],
        [1.8125, 0.0625, -0.9375, -1.5],
      ],
      y: [-1, -1, 1, 1, 1],
    }),
    start: [1.2154693603515625, -0.9567413330078125, 0.7405242919921875, -0.3621826171875],
    eta: 1 / 2,
  };
  // Both positives are active, and act alike: whatever shakes w shakes their forces.
  const held: StrikingRun = {
    name: 'held by two positives',
    data: dataset({
      x: [
        [-0.9375, 0.56640625, -0.0625, 0.25],
        [-0.24609375, -0.94140625, 0.25, 0],
        [-1.8125, -2.00390625, 0, 0],
        [-0.69140625, 1.12109375, 0, 0],
      ],
      y: [1, 1, -1, -1],
    }),
    start: [2.4296875, -0.64453125, 0.015625, 40],
    eta: 1 / 2,
  };

  it.each([
    [inside.name, inside, 0, 1],
    [held.name, held, 2, 3],
  ])('of a run, %s, keeps within a strike below each kink to ln t = 10^6, beyond the range of a step in float64', (_, one, a, b) => {
    const { data, start, eta } = one;

    const { checkpoints, logTime } = gradientDescentTrajectory({ data, model: relu, start, eta, until: 1e6, checkpoints: [600, 730, 800] });

    expect(logTime).toMatchObject({ kind: 'reached', end: 'horizon' });
    expect(checkpoints.map(({ sliding }) => [...sliding].sort())).toEqual(checkpoints.map(() => [a, b]));
    for (const { w } of checkpoints) {
      for (const j of [a, b]) {
        const x = sample(data, j);
        const height = dot(w, x) / ((eta / data.n) * dot(x, x));
        expect(height).toBeGreaterThan(-0.75);
        expect(height).toBeLessThan(-0.25);
      }
    }
  });
});

describe('forces that are strong for millions of steps', () => {
  it('are followed to where a flow can go on, for one neuron on few numbers', () => {
    const data = dataset({
      x: [
        [-1.96875, 1],
        [-2.03125, 1],
      ],
      y: [1, -1],
    });

    const { logTime } = gradientDescentTrajectory({ data, model: relu, start: [32, 65], eta: 1 / 2, until: 1e6 });

    expect(logTime).toMatchObject({ kind: 'reached', end: 'horizon' });
    if (logTime?.kind === 'reached') expect(logTime.descentSteps).toBeGreaterThan(3_000_000);
  });
});

describe('averaged chatter on a kink that several samples share', () => {
  /** The run with copies of the sample whose kink it slides along, each a multiple of it, and the strike of them all in lengths of `radius`. */
  const shared = (one: StrikingRun, unit: number, factors: readonly number[]): StrikingRun & { readonly joint: number } => {
    const { n, d, x, y } = one.data;
    const rows = Array.from({ length: n }, (_, i) => [...x.subarray(i * d, (i + 1) * d)]);
    const sample = rows[unit]!;
    const data = dataset({
      x: [...rows, ...factors.map((factor) => sample.map((value) => factor * value))],
      y: [...y, ...factors.map(() => y[unit]! as 1 | -1)],
    });
    const length = Math.sqrt(sample.reduce((sum, value) => sum + value * value, 0));
    const together = length * factors.reduce((sum, factor) => sum + factor, 1);
    return { ...one, data, joint: together / radius(data) };
  };

  it.each([[[1]], [[1, 1]], [[2]], [[0.5, 1]]])('stays within 0.6 of their joint strike, with copies of %j times the sample', (factors) => {
    const ratios: number[] = [];

    for (let index = 0; ratios.length < 6; index++) {
      const one = randomRun(index, [1 / 64, 1 / 8]);
      const alone = follow(one, 1e5, 0);
      const unit = alone?.checkpoints.at(-1)?.sliding[0];
      if (alone === undefined || unit === undefined || slid(alone) !== 1) continue;
      const several = shared(one, unit, factors);
      const result = follow(several, 1e5, 0);
      if (result === undefined || slid(result) !== 1 + factors.length) continue;
      ratios.push(strikesOff(several, 1e5, result) / several.joint);
    }

    expect(Math.max(...ratios)).toBeLessThan(0.6);
  });
});

describe('chatter on three kinks of a neuron and more', () => {
  it.each([
    ['three at obtuse angles', threeObtuse],
    ['three at acute angles', threeAcute],
    ['four', fourKinks],
  ])('is averaged where nothing else is in reach, within a strike for each of events: %s', (_, { data: labelled, start, eta }) => {
    const data = dataset(labelled);
    const marks = [20, 24, 30, 50, 100];
    const first = run({ data, model: relu, start, optimizer: gradientDescent, stepSize: eta, steps: 10_000 });

    const { logTime, checkpoints } = gradientDescentTrajectory({ data, model: relu, start, eta, until: 1e6, checkpoints: marks });
    const events = followEvents({ data, slope: 0, eta, start: first.w, from: 10_000, until: 100, checkpoints: marks });

    expect(logTime).toMatchObject({ kind: 'reached', end: 'horizon' });
    expect(events.kind).toBe('reached');
    const kinks = data.n - 1;
    expect(checkpoints.at(-1)!.sliding).toHaveLength(kinks);
    for (const { s, w } of events.checkpoints) {
      const apart = distance(w, checkpoints.find((one) => one.s === s)!.w) / ((eta / data.n) * radius(data));
      // Strikes are resolved until there are a thousand of them, or ln t = 25.
      expect(apart).toBeLessThan(s > 25 ? kinks : 1e-5);
    }
  });

  it('is not averaged where strikes are so long that they lift others without end: all are resolved, as long as there are not too many', () => {
    const { data: labelled, start } = threeObtuse;
    const [data, eta] = [dataset(labelled), 1];
    const first = run({ data, model: relu, start, optimizer: gradientDescent, stepSize: eta, steps: 10_000 });
    const follow = (until: number) => gradientDescentTrajectory({ data, model: relu, start, eta, until, checkpoints: [100] });

    const [near, far] = [follow(100), follow(1e5)];
    const [event] = followEvents({ data, slope: 0, eta, start: first.w, from: 10_000, until: 100 }).checkpoints;

    expect(near.logTime).toMatchObject({ kind: 'reached', end: 'horizon' });
    expect(near.checkpoints.at(-1)!.blur).toBe(0);
    expect(distance(near.checkpoints.at(-1)!.w, event!.w) / ((eta / data.n) * radius(data))).toBeLessThan(1e-5);
    expect(far.logTime?.kind).toBe('unknown');
  });

  /** A positive that sleeps at a distance from its kink: strikes lift it as they throw the others back, its last coordinate holds it. */
  const sleeper = (far: number): StrikingRun => {
    const obtuse = threeObtuse.data.x;
    const sum = [1, 2, 3].map((j) => obtuse[j]!).reduce((a, b) => a.map((value, at) => value + b[at]!));
    const x = [...obtuse.map((row) => [...row, 0]), [...sum.map((value) => -value), -far]];
    const data = dataset({ x, y: [1, -1, -1, -1, 1] });
    return { name: 'sleeper', data, start: [1, 0.5625, 0.640625, 0.59375, 1], eta: 1 / 4 };
  };

  it.each([
    ['within the bound of that chatter', 0.25, 'unknown'],
    ['beyond it', 1, 'reached'],
  ] as const)('is averaged only if no positive sleeps in reach: %s', (_, far, kind) => {
    const { data, start, eta } = sleeper(far);

    const { logTime } = gradientDescentTrajectory({ data, model: relu, start, eta, until: 1e6 });

    expect(logTime?.kind).toBe(kind);
    if (logTime?.kind === 'unknown') expect(logTime.reason).toMatch(/can carry sample 5 over its kink, so that no average holds/);
  });

  it('is resolved where it wakes a positive; an engine blind to that is hundreds of strikes off', () => {
    const { data, start, eta } = sleeper(0.19);
    const input = { data, model: relu, start, eta, until: 50, checkpoints: [50] };
    const first = run({ data, model: relu, start, optimizer: gradientDescent, stepSize: eta, steps: 10_000 });

    const [sound, blind] = [gradientDescentTrajectory(input), blindAverage.trajectory(input)].map(
      ({ checkpoints }) => checkpoints.at(-1)!.w,
    );
    const [event] = followEvents({ data, slope: 0, eta, start: first.w, from: 10_000, until: 50 }).checkpoints;

    expect(event!.activated[4]).toBeGreaterThan(0);
    const strike = (eta / data.n) * radius(data);
    expect(distance(sound!, event!.w)).toBeLessThan(1e-6 * strike);
    expect(distance(blind!, event!.w)).toBeGreaterThan(100 * strike);
  });
});

describe('the mean of a sawtooth', () => {
  /** The same by plain steps. */
  function bySteps(throws: readonly number[], drift: readonly number[], steps: number): number[] {
    const m = drift.length;
    const height = drift.map(() => 0);
    const sum = drift.map(() => 0);
    for (let k = 0; k < steps; k++) {
      const struckNow = height.map((value) => value > 0);
      height.forEach((value, j) => {
        sum[j]! += value;
        height[j] = value + drift[j]! - struckNow.reduce((off, is, l) => off + (is ? throws[j * m + l]! : 0), 0);
      });
    }
    return sum.map((value, j) => value / steps - drift[j]!);
  }

  it.each([
    ['one kink', [0.7], [0.0123]],
    ['two at right angles', [1, 0, 0, 2], [0.011, 0.017]],
    ['two at an obtuse angle', [1, -0.4, -0.3, 1.3], [0.011, 0.0071]],
    ['two at an acute angle', [1, 0.4, 0.3, 1.3], [0.011, 0.0091]],
    ['three', [1, -0.4, 0.2, -0.3, 1.3, 0.1, 0.2, -0.1, 0.9], [0.011, 0.0071, 0.0133]],
  ])('is that of plain steps: %s', (_, throws, drift) => {
    const mean = meanHeights(Float64Array.from(throws), Float64Array.from(drift));
    const plain = bySteps(throws, drift, 400_000);

    for (const [j, value] of mean.entries()) expect(Math.abs(value - plain[j]!)).toBeLessThan(0.01 * throws[j * drift.length + j]!);
  });
});
