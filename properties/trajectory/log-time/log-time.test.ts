import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataset } from '../../../src/data/dataset.js';
import { leakyRelu, linear, relu } from '../../../src/model/neuron.js';
import { log } from '../../../src/numerics/elementary.js';
import { distance, norm } from '../../../src/numerics/vector.js';
import { gradientDescent } from '../../../src/optimizer/gradient-descent.js';
import {
  continueInLogTime,
  flowModel,
  gradientDescentTrajectory,
  type LogTimeResult,
  limitReport,
} from '../../../src/trajectory/log-time/index.js';
import { run } from '../../../src/trajectory/run.js';
import {
  leakyConflict,
  leaving,
  linearConflict,
  networkConflict,
  oneKink,
  type Problem,
  reluConflict,
  threeKinks,
  twoKinks,
  unequalPair,
  zeroDual,
} from '../../support/log-time-problems.js';

function stepByStep({ model, data, start, eta }: Problem, steps: number): Float64Array {
  return run({ data: dataset(data), model, start, optimizer: gradientDescent, stepSize: eta, steps }).w;
}

function reached(result: LogTimeResult | undefined): Extract<LogTimeResult, { kind: 'reached' }> {
  if (result?.kind !== 'reached') throw new Error(`the engine did not reach the horizon: ${JSON.stringify(result)}`);
  return result;
}

/** Largest distance in w between both engines at the given steps. */
function disagreement(input: Problem, marks: readonly number[], impacts = 1000): number {
  const { model, data, start, eta } = input;
  const trajectory = gradientDescentTrajectory({
    data: dataset(data),
    model,
    start,
    eta,
    until: log(marks.at(-1)!),
    checkpoints: marks.map((t) => log(t)),
    impacts,
  });
  const { checkpoints } = reached(trajectory.logTime);
  expect(checkpoints).toHaveLength(marks.length);
  return Math.max(...marks.map((t, at) => distance(checkpoints[at]!.w, stepByStep(input, t))));
}

describe('closed forms', () => {
  test('one sample: w.x - ln(eta |x|^2 t / n) tends to 0', () => {
    const x = [0.6, -1.1];
    const eta = 0.3;

    const { logTime } = gradientDescentTrajectory({
      data: dataset({ x: [x], y: [1] }),
      model: linear,
      start: [0.1, 0.2],
      eta,
      until: 1e4,
      checkpoints: [20, 100],
    });

    for (const { s, w } of reached(logTime).checkpoints) {
      const exact = log(eta * (0.36 + 1.21)) + s;
      expect(Math.abs(w[0]! * x[0]! + w[1]! * x[1]! - exact)).toBeLessThan(1e-7);
    }
  });

  test('samples (1,1), (1,-3), step size 0.1 for the sum of losses: w - (1,0) ln t tends to (-1.7402500, -0.2746531)', () => {
    const { logTime } = gradientDescentTrajectory({
      ...unequalPair,
      data: dataset(unequalPair.data),
      until: 1e4,
    });

    const { s, w } = reached(logTime).checkpoints.at(-1)!;
    expect(Math.abs(w[0]! - s + 1.74025)).toBeLessThan(1e-6);
    expect(Math.abs(w[1]! + 0.2746531)).toBeLessThan(1e-7);
  });

  test('on a kink: the direction tends to x1 less its part along x2, at loss 1/2', () => {
    const { logTime } = gradientDescentTrajectory({
      ...oneKink,
      data: dataset(oneKink.data),
      until: 1e4,
      checkpoints: [5e3],
    });

    const limit = limitReport(logTime!)!;
    const along = (1 * 0.5 + 0.5 * 1.5) / (0.25 + 2.25);
    const exact = [1 - along * 0.5, 0.5 - along * 1.5];
    expect(
      distance(
        limit.direction,
        exact.map((value) => value / norm(exact)),
      ),
    ).toBeLessThan(1e-8);
    expect(limit.sliding).toEqual([1]);
    expect(limit.loss).toBe(0.5);
  });

  test('a support vector with zero dual makes the direction error fall like ln ln t / ln t, with constant 1 here', () => {
    // w_1 = ln t + ..., and the second sample's force on w_2 is exp(ln t - w_1 - w_2): w_2 = ln ln t + ...
    const { logTime } = gradientDescentTrajectory({
      ...zeroDual,
      data: dataset(zeroDual.data),
      until: 1e5,
      checkpoints: [5e4],
    });

    const { rate, direction } = limitReport(logTime!)!;
    expect(rate.kind).toBe('log-log');
    expect(Math.abs(rate.constant - 1)).toBeLessThan(0.01);
    expect(distance(direction, [1, 0])).toBeLessThan(1e-6);
  });

  test('without zero duals it falls like 1 / ln t, with the size of the residual across the limit as constant', () => {
    const { logTime } = gradientDescentTrajectory({
      ...unequalPair,
      data: dataset(unequalPair.data),
      until: 1e4,
      checkpoints: [5e3],
    });

    const { rate } = limitReport(logTime!)!;
    expect(rate.kind).toBe('log');
    expect(Math.abs(rate.constant - 0.2746531)).toBeLessThan(1e-6);
  });

  test('where the margin is thin, so that velocities are differences of huge forces, limit and rate agree with the iterates', () => {
    const { logTime, checkpoints } = gradientDescentTrajectory({
      data: dataset({
        x: [
          [1, 1],
          [1, 1.0001],
        ],
        y: [1, -1],
      }),
      model: linear,
      start: [0, 0],
      eta: 0.01,
      until: 1000,
      checkpoints: [200, 500],
    });

    const { direction, rate } = limitReport(logTime!)!;

    const { s, w } = checkpoints.at(-1)!;
    const error = distance(
      w.map((value) => value / norm(w)),
      direction,
    );
    expect(rate.kind).toBe('log');
    expect(error * s).toBeGreaterThan(0.9 * rate.constant);
    expect(error * s).toBeLessThan(1.1 * rate.constant);
  });
});

describe('agreement with step-by-step gradient descent', () => {
  const marks = [1e5, 1e6];
  const smooth: Record<string, Problem> = {
    'linear model': linearConflict,
    'ReLU model': reluConflict,
    'leaky ReLU': leakyConflict,
    'leaky ReLU on data where ReLU sticks to a kink': { ...oneKink, model: leakyRelu(0.2) },
    'network of two neurons': networkConflict,
    'a kink that is struck again and again': oneKink,
    'the same with a step size of 1': { ...oneKink, eta: 1 },
    'two kinks struck in turns': twoKinks,
    'a kink that is left again': leaving,
  };
  for (const [name, input] of Object.entries(smooth)) {
    test(`${name}: same w at 1e5 and 1e6 steps to 1e-7`, () => {
      expect(disagreement(input, marks)).toBeLessThan(1e-7);
    });
  }

  test('averaged chatter stays within one strike of the iterates, and closer to second order beside the kink', () => {
    const input: Problem = { ...oneKink, eta: 0.02 };
    const strike = (0.02 / 2) * Math.sqrt(2.5);

    const total = disagreement(input, [1e6], 0);

    const { checkpoints } = reached(
      gradientDescentTrajectory({ ...input, data: dataset(input.data), until: log(1e6), impacts: 0 }).logTime,
    );
    const difference = checkpoints.at(-1)!.w.map((value, j) => value - stepByStep(input, 1e6)[j]!);
    const beside = Math.abs(difference[0]! * 3 - difference[1]!) / Math.sqrt(10);
    expect(total).toBeLessThan(strike);
    expect(beside).toBeLessThan(strike ** 2);
  });

  test('kinks of several neurons at once, whose pulls fall like 1/t, are followed to 1e-4', () => {
    expect(disagreement(threeKinks, marks)).toBeLessThan(1e-4);
  });

  test('on random lattice data under ReLU both engines agree at 3e4 steps to 1e-4', () => {
    const coordinate = fc.integer({ min: -64, max: 64 }).map((value) => value / 64);
    const sample = fc.tuple(fc.tuple(coordinate, coordinate, coordinate), fc.constantFrom(-1, 1));
    const cases = fc.record({
      samples: fc.array(sample, { minLength: 2, maxLength: 6 }),
      start: fc.tuple(coordinate, coordinate, coordinate),
      eta: fc.constantFrom(0.05, 0.3),
    });
    let compared = 0;

    fc.assert(
      fc.property(cases, ({ samples, start, eta }) => {
        const data = { x: samples.map(([x]) => [...x]), y: samples.map(([, y]) => y) };
        const { logTime } = gradientDescentTrajectory({ data: dataset(data), model: relu, start, eta, until: log(3e4) });
        if (logTime?.kind !== 'reached') return;
        compared++;
        expect(distance(logTime.checkpoints.at(-1)!.w, stepByStep({ model: relu, data, start, eta }, 3e4))).toBeLessThan(1e-4);
      }),
      { numRuns: 60, seed: 5 },
    );
    expect(compared).toBeGreaterThan(30);
  });
});

describe('modes', () => {
  test('a kink struck early is not among the kinks of the limit once another sample draws away from it', () => {
    const { data, model, start, eta } = leaving;

    const { logTime } = gradientDescentTrajectory({ data: dataset(data), model, start, eta, until: 1e4, checkpoints: [10, 5e3] });

    const { checkpoints } = reached(logTime);
    expect(checkpoints[0]!.sliding).toEqual([2]);
    expect(limitReport(logTime!)!.sliding).toEqual([]);
  });

  test('sliding ends by leaving when the pull that it needs turns negative', () => {
    const { data, model, start, eta } = leaving;

    const { logTime } = gradientDescentTrajectory({ data: dataset(data), model, start, eta, until: 100, impacts: 0 });

    expect(reached(logTime).modes.map(({ change }) => change)).toEqual(['slides', 'leaves']);
  });

  test('a sample that wakes up at ln t = 1000 pulls at once, and joins the active set', () => {
    // x2 is inactive with w.x2 = -700 and drifts up at 0.7 per unit of ln t.
    const data = dataset({
      x: [
        [1, 0],
        [0.7, 1],
      ],
      y: [1, 1],
    });

    const result = reached(
      continueInLogTime({
        data,
        model: { outputWeights: [1], slope: 0 },
        eta: 0.1,
        start: [9, -706.3],
        from: 1e4,
        until: 2000,
        checkpoints: [900],
      }),
    );

    expect(result.checkpoints.map(({ active }) => active)).toEqual([[0], [0, 1]]);
    const [change] = result.modes;
    expect(change).toMatchObject({ unit: 1, change: 'activated' });
    expect(Math.abs(change!.s - 1000)).toBeLessThan(15);
    const { s, w } = result.checkpoints[1]!;
    expect(w[0]! * 0.7 + w[1]!).toBeGreaterThan(s - 10);
  });

  test('a start exactly on the kink of a positive sample stays there: its gradient is zero by convention', () => {
    const data = dataset({
      x: [
        [1, 0],
        [0, 1],
      ],
      y: [1, 1],
    });

    const result = reached(
      continueInLogTime({ data, model: { outputWeights: [1], slope: 0 }, eta: 0.1, start: [8, 0], from: 1e4, until: 1e3 }),
    );

    const { w, active, constantLoss } = result.checkpoints.at(-1)!;
    expect(w[1]).toBe(0);
    expect(active).toEqual([0]);
    expect(constantLoss).toBe(0.5);
  });

  test('duplicates of a negative sample strike together, as in step-by-step runs', () => {
    const input: Problem = {
      model: relu,
      data: {
        x: [
          [1, 0.5],
          [0.5, 1.5],
          [0.5, 1.5],
        ],
        y: [1, -1, -1],
      },
      start: [1, -1],
      eta: 0.1,
    };

    expect(disagreement(input, [1e5])).toBeLessThan(1e-7);
    const { checkpoints } = reached(gradientDescentTrajectory({ ...input, data: dataset(input.data), until: 1e4 }).logTime);
    const { w, s } = checkpoints.at(-1)!;
    expect(
      distance(
        w.map((value) => value / s),
        [1.2, -0.4],
      ),
    ).toBeLessThan(1e-3);
  });

  test('both engines report in one list: whole steps first, then log time', () => {
    const wanted = [0, 5, 9, 12, 500];
    const { checkpoints } = gradientDescentTrajectory({ ...oneKink, data: dataset(oneKink.data), until: 1e3, checkpoints: wanted });

    expect(checkpoints.map(({ engine }) => engine)).toEqual(['step', 'step', 'step', 'log-time', 'log-time', 'log-time']);
    const off = checkpoints.map(({ s }, at) => Math.abs(s - [...wanted, 1e3][at]!));
    expect(Math.max(...off)).toBeLessThan(0.004);
    expect(Array.from(checkpoints[1]!.w)).toEqual(Array.from(stepByStep(oneKink, 148)));
  });

  test('a trajectory without active samples is terminated where it stands', () => {
    const data = dataset({
      x: [
        [1, 0],
        [0, 1],
      ],
      y: [1, -1],
    });

    const result = reached(
      continueInLogTime({ data, model: { outputWeights: [1], slope: 0 }, eta: 0.1, start: [-1, -1], from: 1e4, until: 1e4 }),
    );

    expect(result.end).toBe('terminated');
    expect(Array.from(result.checkpoints.at(-1)!.w)).toEqual([-1, -1]);
    expect(result.checkpoints.at(-1)!.constantLoss).toBe(1);
  });
});

describe('planted defects are seen by the comparison', () => {
  const T = 10_000;
  const horizon = 1e5;
  const input = oneKink;
  const atT = stepByStep(input, T);
  const exact = stepByStep(input, horizon);
  const error = (options: Partial<Parameters<typeof continueInLogTime>[0]>): number => {
    const sound = { data: dataset(input.data), model: flowModel(relu), eta: input.eta, start: atT, from: T, until: log(horizon) };
    return distance(reached(continueInLogTime({ ...sound, ...options })).checkpoints.at(-1)!.w, exact);
  };

  test('the sound flow agrees', () => {
    expect(error({})).toBeLessThan(1e-7);
  });

  test('a flow that ignores the kink of the negative sample does not', () => {
    expect(error({ data: dataset({ x: [[1, 0.5]], y: [1] }), eta: input.eta / 2 })).toBeGreaterThan(0.1);
  });

  test('a flow in which inactive samples pull does not', () => {
    expect(error({ model: { outputWeights: [1], slope: 1 } })).toBeGreaterThan(0.1);
  });

  test('a flow that starts its clock at the wrong step does not', () => {
    expect(error({ from: T + 100 })).toBeGreaterThan(1e-4);
  });

  test('a flow with the pull of the sum instead of the mean does not', () => {
    expect(error({ eta: 2 * input.eta })).toBeGreaterThan(1e-3);
  });
});

describe('refusals', () => {
  const data = dataset(oneKink.data);
  const model = flowModel(relu);

  test('two samples that contradict each other leave the linear model at a finite minimiser: stationary or unknown, never a direction', () => {
    const result = continueInLogTime({
      data: dataset({ x: [[1], [1], [1]], y: [1, 1, -1] }),
      model: flowModel(linear),
      eta: 0.1,
      start: [0.3],
      from: 1e4,
      until: 1e4,
    });

    if (result.kind === 'reached') expect(result.end).toBe('stationary');
    expect(limitReport(result)?.rate.kind ?? 'bounded').toBe('bounded');
  });

  test.each([
    ['from', { from: 0 }, /from is 0/],
    ['eta', { eta: -1 }, /eta is -1/],
    ['until', { until: 2 }, /until is 2/],
    ['start', { start: [1] }, /start has 1 numbers/],
  ])('a bad %s is named', (_, options, message) => {
    expect(() => continueInLogTime({ data, model, eta: 0.1, start: [1, -1], from: 1e4, until: 20, ...options })).toThrow(message);
  });
});
