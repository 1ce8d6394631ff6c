import { describe, expect, it } from 'vitest';
import { dataset, radius } from '../../../src/data/dataset.js';
import { relu } from '../../../src/model/neuron.js';
import { distance } from '../../../src/numerics/vector.js';
import { gradientDescent } from '../../../src/optimizer/gradient-descent.js';
import { followEvents } from '../../../src/trajectory/events/index.js';
import { flowModel, gradientDescentTrajectory, type LogTimeResult, type Trajectory } from '../../../src/trajectory/log-time/index.js';
import { samePath } from '../../../src/trajectory/log-time/same-path.js';
import { run } from '../../../src/trajectory/run.js';
import { blindAverage } from '../../support/blind-average.js';
import { edgeRun, randomRun, type StrikingRun } from '../../support/striking-runs.js';

const FROM = 10_000;

/** Where events lead a run at some moments. */
function byEvents(
  { data, start, eta }: StrikingRun,
  marks: readonly number[],
): readonly { readonly s: number; readonly w: Float64Array }[] {
  const first = run({ data, model: relu, start, optimizer: gradientDescent, stepSize: eta, steps: FROM });
  const events = followEvents({ data, slope: 0, eta, start: first.w, from: FROM, until: marks.at(-1)!, checkpoints: marks });
  expect(events.kind).toBe('reached');
  return events.checkpoints;
}

/** How far a trajectory is from there, in strikes of the longest sample, and on how many kinks it is averaged. */
function apart({ data, eta }: StrikingRun, { checkpoints }: Trajectory, { s, w }: { readonly s: number; readonly w: Float64Array }) {
  const checkpoint = checkpoints.find((one) => one.s === s)!;
  return {
    strikes: distance(checkpoint.w, w) / ((eta / data.n) * radius(data)),
    averaged: checkpoint.blur > 0 ? checkpoint.sliding.length : 0,
  };
}

describe('an average that comes within reach of another kink', () => {
  it.each([27, 202])('is taken back to where it began, soon after ln t = 25: run %i at the edge', (index) => {
    const one = edgeRun(index);
    const { data, start, eta } = one;
    const marks = [26, 30, 50, 100];

    const trajectory = gradientDescentTrajectory({ data, model: relu, start, eta, until: 1e4, checkpoints: marks });

    expect(trajectory.logTime).toMatchObject({ kind: 'reached', end: 'horizon' });
    const found = byEvents(one, marks).map((checkpoint) => apart(one, trajectory, checkpoint));
    expect(found[0]!.averaged).toBe(0);
    for (const { strikes, averaged } of found) expect(strikes).toBeLessThan(averaged === 0 ? 1e-5 : averaged);
  });

  it.each([
    ['a hundred units of ln t later', randomRun(129), 1 / 512, [50, 100, 200], 1e5],
    ['thousands of strikes later', randomRun(163), 1 / 512, [16, 20], 1e3],
    ['while it is on two kinks', randomRun(30), 1 / 64, [16, 30], 100],
  ] as const)(
    'is left before, where it began too long ago; an engine that is blind to that kink is far off: %s',
    (_, drawn, eta, marks, far) => {
      const one = { ...drawn, eta };
      const input = { data: one.data, model: relu, start: one.start, eta, until: marks.at(-1)!, checkpoints: marks };
      const events = byEvents(one, marks);

      const [sound, blind] = [gradientDescentTrajectory(input), blindAverage.trajectory(input)];

      for (const checkpoint of events) expect(apart(one, sound, checkpoint).strikes).toBeLessThan(1);
      expect(apart(one, blind, events.at(-1)!).strikes).toBeGreaterThan(far / 2);
    },
  );

  it('tells each checkpoint once, as the result has it', () => {
    const { data, start, eta } = edgeRun(202);
    const told: number[] = [];
    const marks = [20, 25.05, 25.2, 30, 50];

    const { checkpoints } = gradientDescentTrajectory({
      data,
      model: relu,
      start,
      eta,
      until: 100,
      checkpoints: marks,
      onCheckpoint: ({ s, w }) => told.push(s, ...w),
    });

    expect(told).toEqual(checkpoints.filter(({ engine }) => engine === 'log-time').flatMap(({ s, w }) => [s, ...w]));
    expect(told.length).toBeGreaterThan(0);
  });

  it('is given up where strikes go on to reach that kink, after 10,000 of them', () => {
    const { data, start } = randomRun(148);

    const { logTime } = gradientDescentTrajectory({ data, model: relu, start, eta: 1 / 8, until: 1e4 });

    expect(logTime).toMatchObject({ kind: 'unknown', reason: expect.stringMatching(/no average holds after 10000 strikes/) });
  });
});

describe('continuations from several phases of averaged chatter', () => {
  const data = dataset({
    x: [
      [1, 0],
      [0, 1],
    ],
    y: [1, -1],
  });
  const eta = 1 / 2;
  const options = { data, model: flowModel(relu), eta, start: [1, 0], from: FROM, until: 100 };
  type Reached = Extract<LogTimeResult, { kind: 'reached' }>;
  const ended = (w: readonly number[], active: readonly number[], sliding: readonly number[]): Reached => ({
    kind: 'reached',
    end: 'horizon',
    flowSteps: 1,
    descentSteps: 0,
    modes: [{ s: 20, unit: 1, change: 'slides', count: 1 }],
    checkpoints: [
      { s: 100, w: Float64Array.from(w), velocity: new Float64Array(2), constantLoss: 0, logExcess: -100, active, sliding, blur: 0.125 },
    ],
  });
  const one = ended([100, 0], [0], [1]);
  // A strike is eta/n = 1/4.
  it.each([
    ['a strike apart, in one mode', ended([100, 0.25], [0], [1]), true],
    ['two strikes apart', ended([100, 0.5], [0], [1]), false],
    ['on another side of a kink', ended([100, 0], [0, 1], []), false],
    ['at rest', { ...one, end: 'terminated' }, false],
    ['given up', { kind: 'unknown', reason: 'strikes', s: 30 }, false],
  ] as const)('count as one only within a strike for each kink, and in one mode: %s', (_, other, same) => {
    expect(samePath(options, one, other as LogTimeResult)).toBe(same);
  });
});
