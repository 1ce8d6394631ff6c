import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, dataset } from '../../src/data/dataset.js';
import { workspace } from '../../src/model/model.js';
import { network } from '../../src/model/network.js';
import { leakyRelu, linear, relu } from '../../src/model/neuron.js';
import { gradientDescent, stochasticGradientDescent } from '../../src/optimizer/gradient-descent.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { uniformSampler } from '../../src/optimizer/sampler.js';
import { powerSchedule } from '../../src/optimizer/schedule.js';
import { type RunOptions, run } from '../../src/trajectory/run.js';

const pair = dataset({
  x: [
    [1, 0.5],
    [-1, 0.25],
    [0.5, -1],
  ],
  y: [1, -1, 1],
});

/** One negative sample: GD pushes it below the kink, and then nothing acts. */
const negative = dataset({ x: [[1]], y: [-1] });

const descend = (options: Partial<RunOptions> & Pick<RunOptions, 'data' | 'start'>) =>
  run({ model: relu, optimizer: gradientDescent, stepSize: 0.1, steps: 100, ...options });

/** Gradient descent with heavy-ball momentum 1/2. */
const heavyBall: OptimizerUnderTest = {
  name: 'heavy ball',
  algorithm: 'momentum',
  create: ({ dimension, stepSize }) => {
    const velocity = new Float64Array(dimension);
    return {
      step(params, gradient) {
        for (let j = 0; j < dimension; j++) {
          velocity[j] = velocity[j]! / 2 - (stepSize as number) * gradient[j]!;
          params[j]! += velocity[j]!;
        }
      },
    };
  },
};

describe('run', () => {
  it('is the recursion w_{k+1} = w_k - eta grad L(w_k), to the bit', () => {
    const w = Float64Array.of(0.3, 0.4);
    const evaluation = workspace(relu, pair);
    for (let k = 0; k < 50; k++) {
      relu.evaluate(pair, w, evaluation);
      for (let j = 0; j < 2; j++) w[j]! -= 0.1 * evaluation.gradient[j]!;
    }

    const result = descend({ data: pair, start: [0.3, 0.4], steps: 50 });

    expect(result).toEqual({ end: 'horizon', steps: 50, w });
  });

  it('takes steps at once that nobody looks at, with the bits of steps one by one, however it ends', () => {
    const number = fc.integer({ min: -96, max: 96 }).map((value) => value / 32);
    const problem = fc.record({
      d: fc.integer({ min: 1, max: 5 }),
      n: fc.integer({ min: 1, max: 9 }),
      numbers: fc.array(number, { minLength: 50, maxLength: 50 }),
      labels: fc.array(fc.constantFrom(1 as const, -1 as const), { minLength: 9, maxLength: 9 }),
      size: fc.constantFrom(1, 2 ** 10),
      eta: fc.constantFrom(0.125, 3, 2 ** 10, 1e300),
      model: fc.constantFrom(relu, linear, leakyRelu(0.25), network([1, -1]), network([0.5, -2, 1])),
    });
    const ends = new Set<string>();
    const observed = [0, 7, 8, 150, 400];
    for (const { d, n, numbers, labels, size, eta, model } of fc.sample(problem, { seed: 3, numRuns: 300 })) {
      const options = {
        data: dataset({ x: Array.from({ length: n }, (_, i) => numbers.slice(i * d, (i + 1) * d)), y: labels.slice(0, n) }),
        model,
        start: numbers.slice(-d * model.neurons).map((value) => size * value),
        stepSize: eta,
        steps: 200,
      };
      const [every, few]: [Float64Array[], Float64Array[]] = [[], []];

      const oneByOne = descend({ ...options, observe: ({ k, w }) => void (observed.includes(k) && every.push(w.slice())) });
      const atOnce = descend(options);
      const seen = descend({ ...options, observe: ({ w }) => void few.push(w.slice()), observeAt: observed });

      expect(atOnce).toEqual(oneByOne);
      expect(seen).toEqual(oneByOne);
      expect(few).toEqual(every);
      ends.add(oneByOne.end);
    }
    expect([...ends].sort()).toEqual(['diverged', 'horizon', 'terminated']);
  });

  it('takes no steps at once of a model in which a part was replaced', () => {
    let evaluations = 0;
    const counted = {
      ...relu,
      evaluate: (...[data, w, into]: Parameters<typeof relu.evaluate>) => {
        evaluations++;
        relu.evaluate(data, w, into);
      },
    };

    const { w } = descend({ data: pair, start: [0.3, 0.4], model: counted });

    expect(evaluations).toBe(101);
    expect(w).toEqual(descend({ data: pair, start: [0.3, 0.4] }).w);
  });

  it('under SGD follows the drawn samples, to the bit', () => {
    const schedule = powerSchedule(0.75);
    const draw = uniformSampler(5, pair.n);
    const w = Float64Array.of(0.3, 0.4);
    const evaluation = workspace(linear, pair);
    for (let k = 0; k < 50; k++) {
      linear.evaluateSample(pair, draw(), w, evaluation);
      for (let j = 0; j < 2; j++) w[j]! -= schedule(k) * evaluation.gradient[j]!;
    }

    const result = descend({
      data: pair,
      start: [0.3, 0.4],
      steps: 50,
      model: linear,
      optimizer: stochasticGradientDescent,
      stepSize: schedule,
      sampler: uniformSampler(5, pair.n),
    });

    expect(result).toEqual({ end: 'horizon', steps: 50, w });
  });

  it('leaves the start alone', () => {
    const start = Float64Array.of(0.3, 0.4);

    descend({ data: pair, start });

    expect(Array.from(start)).toEqual([0.3, 0.4]);
  });

  it('refuses a start of the wrong length', () => {
    expect(() => descend({ data: pair, start: [1] })).toThrow('start has 1 numbers, the model has 2 parameters');
    expect(() => descend({ data: pair, start: [1, 2], model: network([1, -1]) })).toThrow(
      'start has 2 numbers, the model has 4 parameters',
    );
  });

  it('refuses an optimizer that steps asynchronously', () => {
    const asynchronous: OptimizerUnderTest = { name: 'slow', algorithm: 'other', create: () => ({ step: async () => {} }) };

    expect(() => descend({ data: pair, start: [1, 1], optimizer: asynchronous })).toThrow('optimizer slow steps asynchronously');
  });
});

describe('observer', () => {
  const visits = (options: Partial<RunOptions>): { k: number; w: number; sample: number }[] => {
    const seen: { k: number; w: number; sample: number }[] = [];
    descend({ data: pair, start: [0.3, 0.4], ...options, observe: ({ k, w, sample }) => void seen.push({ k, w: w[0]!, sample }) });
    return seen;
  };

  it('sees k = 0, 1, ..., steps, from the start to the result', () => {
    const seen = visits({ steps: 20 });

    expect(seen.map(({ k }) => k)).toEqual(Array.from({ length: 21 }, (_, k) => k));
    expect(seen[0]!.w).toBe(0.3);
    expect(seen[20]!.w).toBe(descend({ data: pair, start: [0.3, 0.4], steps: 20 }).w[0]);
  });

  it('sees the index of each draw under SGD, and -1 where nothing is drawn', () => {
    const draw = uniformSampler(9, pair.n);

    const seen = visits({ steps: 20, optimizer: stochasticGradientDescent, sampler: uniformSampler(9, pair.n) });

    expect(seen.slice(0, 20).map(({ sample }) => sample)).toEqual(Array.from({ length: 20 }, draw));
    expect(seen[20]!.sample).toBe(-1);
    expect(visits({ steps: 2 }).map(({ sample }) => sample)).toEqual([-1, -1, -1]);
  });

  it('sees the evaluation at w_k: preactivations, weights, loss and gradient', () => {
    const fresh = workspace(relu, pair);

    descend({
      data: pair,
      start: [0.3, 0.4],
      observe: ({ w, evaluation }) => {
        relu.evaluate(pair, w, fresh);
        expect(evaluation).toStrictEqual(fresh);
      },
    });

    expect.assertions(101);
  });

  it('stops the run by returning false, before the step', () => {
    const result = descend({ data: pair, start: [0.3, 0.4], observe: ({ k }) => k < 7 });

    expect(result).toEqual({ end: 'stopped', steps: 7, w: descend({ data: pair, start: [0.3, 0.4], steps: 7 }).w });
  });

  it('goes on where the observer returns nothing', () => {
    expect(descend({ data: pair, start: [0.3, 0.4], steps: 3, observe: () => {} }).end).toBe('horizon');
  });
});

describe('termination', () => {
  /** First k at which w_k.x <= 0 for the one negative sample. */
  const firstSilent = (data: Dataset, start: number, stepSize: number): number => {
    const evaluation = workspace(relu, data);
    const w = Float64Array.of(start);
    for (let k = 0; ; k++) {
      relu.evaluate(data, w, evaluation);
      if (!(evaluation.preactivation[0]! > 0)) return k;
      w[0]! -= stepSize * evaluation.gradient[0]!;
    }
  };

  it('reports the first step at which no sample acts', () => {
    fc.assert(
      fc.property(fc.integer({ min: -8, max: 64 }), fc.integer({ min: 1, max: 16 }), (start, eta) => {
        const stepSize = eta / 64;

        const result = descend({ data: negative, start: [start / 16], stepSize, steps: 10_000 });

        expect(result.end).toBe('terminated');
        expect(result.steps).toBe(firstSilent(negative, start / 16, stepSize));
      }),
    );
  });

  it('at the start takes no step and leaves w as it was', () => {
    expect(descend({ data: negative, start: [-1] })).toEqual({ end: 'terminated', steps: 0, w: Float64Array.of(-1) });
  });

  it('under SGD reports the step after which no draw moved w', () => {
    const data = dataset({
      x: [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      y: [-1, -1, -1],
    });
    const moved: number[] = [];
    let previous = [Number.NaN, Number.NaN];

    const result = descend({
      data,
      start: [0.4, 0.3],
      stepSize: 0.2,
      steps: 100_000,
      optimizer: stochasticGradientDescent,
      sampler: uniformSampler(2, data.n),
      observe: ({ k, w }) => {
        if (w[0] !== previous[0] || w[1] !== previous[1]) moved.push(k);
        previous = Array.from(w);
      },
    });

    expect(result.end).toBe('terminated');
    expect(result.steps).toBe(moved.at(-1));
  });

  it('under SGD does not mistake silent draws for the end while another sample acts', () => {
    const data = dataset({ x: [[-1], [-1], [-1], [1]], y: [-1, -1, -1, 1] });
    const draws = [...new Array<number>(12).fill(0), 3];
    let at = 0;

    const result = descend({ data, start: [1], steps: 13, optimizer: stochasticGradientDescent, sampler: () => draws[at++]! });

    expect(result.end).toBe('horizon');
    expect(result.w[0]).toBeGreaterThan(1);
  });

  it('is not claimed where weights merely underflow', () => {
    const positive = dataset({ x: [[1]], y: [1] });

    const result = descend({ data: positive, start: [800], model: linear });

    expect(result).toEqual({ end: 'horizon', steps: 100, w: Float64Array.of(800) });
  });

  it('waits until momentum is spent', () => {
    const result = descend({ data: negative, start: [0.01], optimizer: heavyBall, steps: 5000 });

    expect(result.end).toBe('terminated');
    expect(result.w[0]).toBeLessThan(-0.1);
  });
});

describe('divergence', () => {
  it('is reported at the step that leaves the range of doubles', () => {
    const data = dataset({ x: [[1], [-1]], y: [1, 1] });
    const finite: number[] = [];

    const result = descend({
      data,
      start: [1],
      model: linear,
      stepSize: 10,
      observe: ({ k, w }) => void finite.push(w.every(Number.isFinite) ? k : -1),
    });

    expect(result.end).toBe('diverged');
    expect(result.steps).toBe(finite.at(-1)! + 1);
    expect(finite).not.toContain(-1);
    expect(result.w.every(Number.isFinite)).toBe(false);
  });

  it('is not claimed of large parameters whose sum overflows', () => {
    const data = dataset({ x: [[0, 0]], y: [1] });

    const result = descend({ data, start: [1.5e308, 1.5e308], model: linear, steps: 3 });

    expect(result.end).not.toBe('diverged');
  });
});
