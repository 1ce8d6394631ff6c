/** Closed bounds on SGD along one direction, against exact expectations and against bounds carried from step to step. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { sgdExpectations } from '../../src/expectation/expectations.js';
import { type Bounds, oneDirectionBounds } from '../../src/expectation/one-direction.js';
import { oneDirectionFarOut } from '../../src/expectation/one-direction-far.js';
import { relu } from '../../src/model/neuron.js';
import { powerSchedule } from '../../src/optimizer/schedule.js';

const meets = (a: Bounds, b: Bounds): boolean => a.low <= b.high && b.low <= a.high;

/** One positive x and some negatives behind it. */
const drawn = fc.record({
  length: fc.integer({ min: 1, max: 11 }).map((eighths) => eighths / 8),
  silent: fc.integer({ min: 1, max: 6 }),
  alpha: fc.integer({ min: 33, max: 63 }).map((exponent) => exponent / 64),
  begin: fc.integer({ min: 1, max: 32 }).map((sixteenths) => sixteenths / 16),
});

describe('closed bounds along one direction', () => {
  it('hold the exact expectations of ten steps', () => {
    fc.assert(
      fc.property(drawn, ({ length, silent, alpha, begin }) => {
        const data = dataset({
          x: [[length], ...Array.from({ length: silent }, () => [-1])],
          y: [1, ...new Array<number>(silent).fill(-1)],
        });
        const stepSize = powerSchedule(alpha);
        const exact = sgdExpectations({ data, model: relu, start: [begin], stepSize, steps: 10, active: [0] }).at;

        const { moved, averageMoved, weightedLosses } = oneDirectionFarOut(1 / (1 + silent), length ** 2, length * begin, alpha, 10);

        const along = (w: Float64Array): number => (w[0]! - begin) / length;
        const losses = exact.slice(0, 10).reduce((sum, { loss }, k) => sum + stepSize(k) * loss.reduced, 0);
        for (const [value, { low, high }] of [
          [along(exact[10]!.iterate), moved],
          [along(exact[10]!.average), averageMoved],
          [losses, weightedLosses],
        ] as const) {
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('hold a run whose every draw is of x, and are narrow by its end', () => {
    fc.assert(
      fc.property(drawn, ({ length, alpha, begin }) => {
        const eta = powerSchedule(alpha);
        const steps = 200_000;
        let a = 0;
        let sum = 0;
        for (let k = 0; k < steps; k++) {
          sum += a;
          a += eta(k) * Math.exp(-length * begin - a * length ** 2);
        }

        const { moved, averageMoved } = oneDirectionFarOut(1, length ** 2, length * begin, alpha, steps);

        expect(moved.low <= a && a <= moved.high).toBe(true);
        expect(averageMoved.low <= sum / steps && sum / steps <= averageMoved.high).toBe(true);
      }),
      { seed: 4, numRuns: 12 },
    );
  });

  it('meet those that are carried along to 10^4 steps, and are narrower than a millionth at 10^300', () => {
    fc.assert(
      fc.property(drawn, ({ length, silent, alpha, begin }) => {
        const given = [1 / (1 + silent), length ** 2, length * begin] as const;
        const carried = oneDirectionBounds(...given, powerSchedule(alpha), 10_000)[10_000]!;

        const found = oneDirectionFarOut(...given, alpha, 10_000);
        const { averageMoved } = oneDirectionFarOut(...given, Math.min(alpha, 60 / 64), 1e300);

        expect(meets(found.moved, carried.moved)).toBe(true);
        expect(meets(found.averageMoved, carried.averageMoved)).toBe(true);
        expect(meets(found.weightedLosses, carried.weightedLosses)).toBe(true);
        expect(averageMoved.high).toBeLessThan(averageMoved.low * (1 + 1e-6));
      }),
      { seed: 5, numRuns: 30 },
    );
  });

  it('refuses what it has no bounds for', () => {
    expect(() => oneDirectionFarOut(1, 2, 1, 0.75, 10)).toThrow('|x|^2 = 2');
    expect(() => oneDirectionFarOut(0, 1, 1, 0.75, 10)).toThrow('share 0');
    expect(() => oneDirectionFarOut(1, 1, 0, 0.75, 10)).toThrow('w_0.x = 0');
    expect(() => oneDirectionFarOut(1, 1, 1, 0.5, 10)).toThrow('alpha = 0.5');
    expect(() => oneDirectionFarOut(1, 1, 1, 0.75, 1e301)).toThrow('t = 1e+301');
  });
});
