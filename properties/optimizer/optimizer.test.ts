import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iterateAverage } from '../../src/optimizer/average.js';
import { gradientDescent, stochasticGradientDescent } from '../../src/optimizer/gradient-descent.js';
import { cyclicSampler, uniformSampler } from '../../src/optimizer/sampler.js';
import { powerSchedule } from '../../src/optimizer/schedule.js';
import { dyadic, fixed, toNumber } from '../support/high-precision.js';

const vector = (dimension: number) =>
  fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: dimension, maxLength: dimension });

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

describe.each([gradientDescent, stochasticGradientDescent])('$name', (optimizer) => {
  it('moves params by -eta g, to the bit, in any dimension', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 13 }).chain((dimension) => fc.tuple(vector(dimension), vector(dimension))),
        fc.double({ min: 1e-6, max: 10, noNaN: true }),
        ([params, gradient], eta) => {
          const w = Float64Array.from(params);
          const g = Float64Array.from(gradient);

          optimizer.create({ dimension: w.length, stepSize: eta }).step(w, g);

          expect(Array.from(w)).toEqual(params.map((value, j) => value - eta * gradient[j]!));
          expect(Array.from(g)).toEqual(gradient);
        },
      ),
    );
  });

  it('asks the schedule for k = 0, 1, 2, ... once a step', () => {
    const asked: number[] = [];
    const stepSize = (k: number): number => {
      asked.push(k);
      return 1 / (k + 1);
    };
    const state = optimizer.create({ dimension: 1, stepSize });
    const w = Float64Array.of(0);

    for (let k = 0; k < 4; k++) state.step(w, Float64Array.of(-12));

    expect(asked).toEqual([0, 1, 2, 3]);
    expect(w[0]).toBe(12 + 6 + 4 + 3);
  });

  it('keeps its states apart', () => {
    const stepSize = (k: number): number => 2 ** -k;
    const [first, second] = [optimizer.create({ dimension: 1, stepSize }), optimizer.create({ dimension: 1, stepSize })];
    const [w, v] = [Float64Array.of(0), Float64Array.of(0)];

    first.step(w, Float64Array.of(1));
    first.step(w, Float64Array.of(1));
    second.step(v, Float64Array.of(1));

    expect(w[0]).toBe(-1.5);
    expect(v[0]).toBe(-1);
  });
});

describe('power schedule', () => {
  it('starts at 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }), (alpha) => {
        expect(powerSchedule(alpha)(0)).toBe(1);
      }),
    );
  });

  it('is 2^(-alpha m) at k + 1 = 2^m, up to one ulp per unit of the exponent', () => {
    const schedule = powerSchedule(0.75);

    for (let m = 0; m <= 6; m++) {
      const exact = 2 ** (-3 * m);
      expect(Math.abs(schedule(2 ** (4 * m) - 1) / exact - 1)).toBeLessThanOrEqual((3 * m + 1) * Number.EPSILON);
    }
  });

  it('falls strictly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 51, max: 99 }), fc.integer({ min: 0, max: 10_000_000 }), (percent, k) => {
        const schedule = powerSchedule(percent / 100);

        expect(schedule(k + 1)).toBeLessThan(schedule(k));
      }),
    );
  });

  it.each([0.5, 1, Number.NaN])('refuses alpha = %d', (alpha) => {
    expect(() => powerSchedule(alpha)).toThrow(`alpha is ${alpha}, not in (0.5, 1)`);
  });
});

describe('cyclic sampler', () => {
  it('draws every sample once in each pass, always in one order', () => {
    const sampler = cyclicSampler(3);

    expect(Array.from({ length: 7 }, sampler)).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });
});

describe('uniform sampler', () => {
  const draws = (seed: number, n: number, count: number): number[] => {
    const sampler = uniformSampler(seed, n);
    return Array.from({ length: count }, sampler);
  };

  it('replays from its seed', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 50 }), (seed, n) => {
        expect(draws(seed, n, 100)).toEqual(draws(seed, n, 100));
      }),
    );
  });

  it('draws the recorded sequence, on any machine', () => {
    expect(draws(1, 10, 12)).toEqual([5, 2, 8, 0, 1, 0, 9, 9, 2, 6, 5, 8]);
  });

  it('keeps two samplers with one seed apart', () => {
    const [first, second] = [uniformSampler(3, 100), uniformSampler(3, 100)];

    const interleaved = Array.from({ length: 20 }, () => [first(), second()]);

    expect(interleaved.every(([a, b]) => a === b)).toBe(true);
  });

  it('draws every index of {0, ..., n-1} about equally often', () => {
    const n = 10;
    const count = 100_000;
    const frequency = new Array<number>(n).fill(0);

    for (const i of draws(7, n, count)) frequency[i]!++;

    const chiSquare = frequency.reduce((sum, seen) => sum + (seen - count / n) ** 2 / (count / n), 0);
    // The 1 - 1e-9 quantile of chi-square with 9 degrees of freedom is 60.3.
    expect(chiSquare).toBeLessThan(60);
    expect(frequency.reduce((sum, seen) => sum + seen, 0)).toBe(count);
  });
});

describe('iterate average', () => {
  it('is zero before the first iterate', () => {
    expect(Array.from(iterateAverage(2).mean())).toEqual([0, 0]);
  });

  it('is the mean of exactly the iterates taken in, up to two ulp', () => {
    const coordinate = fc.integer({ min: -(2 ** 40), max: 2 ** 40 }).map((k) => k / 2 ** 30);
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 30 }), (iterates) => {
        const average = iterateAverage(2);

        for (const w of iterates) average.add(Float64Array.from(w));

        const mean = average.mean();
        for (const j of [0, 1] as const) {
          const exact = toNumber(iterates.reduce((sum, w) => sum + fixed(w[j]), 0n) / BigInt(iterates.length));
          expect(Math.abs(mean[j]! - exact)).toBeLessThanOrEqual(2 * Number.EPSILON * Math.abs(exact));
        }
      }),
    );
  });

  it('takes in the iterate by value', () => {
    const average = iterateAverage(1);
    const w = Float64Array.of(1);

    average.add(w);
    w[0] = 100;

    expect(average.mean()[0]).toBe(1);
  });

  it('loses no digits over a million terms', () => {
    const average = iterateAverage(1);
    const w = new Float64Array(1);
    let exact = 0n;

    for (let k = 0; k < 1_000_000; k++) {
      w[0] = 1 / (k + 3);
      const { mantissa, exponent } = dyadic(w[0]);
      exact += mantissa << BigInt(exponent + 200);
      average.add(w);
    }

    const mean = Number(exact / 1_000_000n) / 2 ** 200;
    expect(Math.abs(average.mean()[0]! / mean - 1)).toBeLessThanOrEqual(2 * Number.EPSILON);
  });

  it('survives terms that cancel', () => {
    const average = iterateAverage(1);

    for (const value of [1e17, 1, -1e17, 1]) average.add(Float64Array.of(value));

    expect(average.mean()[0]).toBe(0.5);
  });
});
