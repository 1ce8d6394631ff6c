/** What stands in the inequalities of appendices D to F, on data and expectations that are written down: each amount by its definition. */

import { describe, expect, it } from 'vitest';
import { dataset } from '../../../src/data/dataset.js';
import type { StepExpectations } from '../../../src/expectation/quantities.js';
import { UNIT_ROUNDOFF } from '../../../src/numerics/rounding.js';
import {
  budget,
  comparison,
  comparisonLength,
  comparisonSquare,
  lossOf,
  startAlong,
  startSquare,
  tail,
} from '../../../src/paper/stochastic/amounts.js';
import {
  alongDirection,
  averageError,
  averageLength,
  averageLossAt,
  distanceTerms,
  lossAt,
  weightedLosses,
} from '../../../src/paper/stochastic/enumerated-amounts.js';
import type { EnumeratedCase } from '../../../src/paper/stochastic/enumeration.js';
import { lossBound, lossBoundWithoutSum } from '../../../src/paper/stochastic/loss-bound.js';
import { divisor, enlargement } from '../../../src/paper/stochastic/normalisation.js';
import { gradientSquaresAfter, variances } from '../../../src/paper/stochastic/settled-amounts.js';
import type { SettledEnd } from '../../../src/paper/stochastic/settling.js';
import { side, type Term, UNDERFLOW } from '../../../src/paper/stochastic/sides.js';

/** Expectations at step k: losses 2^-k, E w_k = (1 + k, 2), and bounds that grow up to step 1. */
const expectationsAt = (k: number): StepExpectations => ({
  k,
  loss: { full: 1, excess: 2 ** -k, reduced: 1.5 * 2 ** -k },
  averageLoss: { full: 1, excess: 3 ** -k, reduced: 1.5 * 3 ** -k },
  normSquare: 5 + k,
  gradientSquare: 4 ** -k,
  descent: 0,
  iterate: Float64Array.of(1 + k, 2),
  average: Float64Array.of(3 * k, 4 * k),
  gradient: new Float64Array(2),
  bounds: {
    loss: k === 1 ? 1 / 4 : 1 / 8,
    normSquare: 1 / 2,
    gradientSquare: 1 / 16,
    descent: 0,
    iterate: k === 1 ? 1 / 4 : 1 / 8,
    gradient: 0,
  },
});

const NOTHING = { full: 0, excess: 0, reduced: 0 };

/** x_1 = (3, 4) and x_2 = (0, 1/2) are active, x_3 is not; gamma = 1/2, w^+ = (3/5, 4/5), and eta_k = 2^-k. */
const at: EnumeratedCase = {
  data: dataset({
    x: [
      [3, 4],
      [0, 1 / 2],
      [-1, 0],
    ],
    y: [1, 1, -1],
  }),
  region: 'separable',
  active: [0, 1],
  reach: 5,
  gamma: 1 / 2,
  direction: Float64Array.of(0.6, 0.8),
  alpha: 3 / 4,
  start: Float64Array.of(1, 2),
  vector: () => new Float64Array(2),
  eta: (k) => 2 ** -k,
  expectations: { at: [0, 1, 2, 3].map(expectationsAt) } as unknown as EnumeratedCase['expectations'],
};
const values = (terms: readonly Term[]): number[] => terms.map(([value]) => value);
/** |w_0|^2, ln^2 t / gamma^2 and 2 t^(-alpha) / (1 - alpha) at t = 16. */
const AT_16 = [5, (2 * Math.log(16)) ** 2, 1];

/** Expects an error between so many and a hundred units in the last place of a size. */
function expectUlps(error: number, least: number, size: number): void {
  expect(error).toBeGreaterThanOrEqual(least * UNIT_ROUNDOFF * size);
  expect(error).toBeLessThanOrEqual(100 * UNIT_ROUNDOFF * size);
}

describe('amounts that speak of no run', () => {
  it('are those of the comparison vector, of the start and of the tail', () => {
    expect(comparisonLength(at, 1)).toBe(0);
    expect(comparisonLength(at, 16)).toBeCloseTo(2 * Math.log(16), 12);
    expect(comparison(at, 16)[0]).toBeCloseTo(1.2 * Math.log(16), 12);
    expect(comparisonSquare(at, 16)[0]).toBeCloseTo(AT_16[1]!, 12);
    expect(startSquare(at)[0]).toBe(5);
    expect(startAlong(at)[0]).toBeCloseTo(2.2, 12);
    expectUlps(startAlong({ ...at, start: Float64Array.of(300, 400) })[1], 2, 500);
    expect(tail(at, 16)[0]).toBeCloseTo(1, 12);
    expect(values(budget(at, 16))).toEqual(AT_16.map((value) => expect.closeTo(value, 12)));
  });

  it('are losses in either normalisation, to within the rounding of an exponent', () => {
    const far = [-60, 80];

    expect([divisor(at, 'excess'), divisor(at, 'reduced')]).toEqual([3, 2]);
    expect([enlargement(at, 'excess'), enlargement(at, 'reduced')]).toEqual([1, 1.5]);
    expect(lossOf(at, [0, 0], 'excess')[0]).toBeCloseTo(2 / 3, 12);
    expect(lossOf(at, [0, 0], 'reduced')[0]).toBe(1);
    expect(lossOf(at, [1, 0], 'reduced')[0]).toBeCloseTo((Math.exp(-3) + 1) / 2, 12);
    // The exponent 140 = -180 + 320 of x_1 is right to so many units in the last place of 100 x 5.
    const [value, error] = lossOf(at, far, 'excess');
    expect(value / Math.exp(-140)).toBeGreaterThan(1);
    expectUlps(error, 2, (100 / 2) * (Math.exp(-40) / 3));
  });
});

describe('amounts of expectations', () => {
  it('are losses with the largest bound so far for averages', () => {
    expect(lossAt(at, 2, 'excess')).toEqual([1 / 4, 1 / 8]);
    expect(lossAt(at, 2, 'reduced')).toEqual([3 / 8, 3 / 16]);
    expect(averageLossAt(at, 0, 'excess')).toEqual([1, 1 / 8]);
    expect(averageLossAt(at, 1, 'reduced')).toEqual([1 / 2, 3 / 8]);
    expect(averageLossAt(at, 2, 'excess')).toEqual([1 / 9, 1 / 4]);
    expect([averageError(at, 0), averageError(at, 1), averageError(at, 2)]).toEqual([1 / 8, 1 / 4, 1 / 4]);
  });

  it('are right to so many of the smallest numbers for each sample where losses underflow', () => {
    const lost = { ...expectationsAt(0), loss: NOTHING, averageLoss: NOTHING, bounds: { ...expectationsAt(0).bounds, loss: 0 } };
    const under = { ...at, expectations: { at: [lost] } } as unknown as EnumeratedCase;

    for (const amountAt of [lossAt, averageLossAt]) expect(amountAt(under, 0, 'excess')).toEqual([0, 3 * UNDERFLOW]);
    // exp(-3000) is 0.
    expect(lossOf({ ...at, active: [0] }, [1000, 0], 'excess')).toEqual([0, 3 * UNDERFLOW]);
  });

  it('are sums over the steps before t', () => {
    // Bounds: 1/8 + (1/2) (1/4) + (1/4) (1/8).
    expect(weightedLosses(at, 3, 'excess')).toEqual([1 + 1 / 4 + 1 / 16, expect.closeTo(9 / 32, 12)]);
    expect(weightedLosses(at, 3, 'reduced')[0]).toBe(1.5 * (1 + 1 / 4 + 1 / 16));
    expect(alongDirection(at, 2, 'excess')).toEqual([
      expect.closeTo(2.2 + (1 + 1 / 4) / 2 - 2 * Math.log(2), 12),
      expect.closeTo((1 / 8 + 1 / 8) / 2, 12),
    ]);
    const [, inexact] = alongDirection({ ...at, start: Float64Array.of(30_000, 40_000) }, 1, 'excess');
    expectUlps(inexact - 1 / 16, 12, 50_000);
  });

  it('are |w_t|^2, -2 E w_t.u and |u|^2 for the distance from u', () => {
    const [square, cross, own] = distanceTerms(at, 1, [3, 4]);

    expect(square).toEqual([6, 1 / 2]);
    expect(cross).toEqual([-2 * (6 + 8), expect.closeTo(2 * 5 * Math.SQRT2 * (1 / 4), 12)]);
    expect(own![0]).toBe(25);
    // Without bounds on the entries what is left is the rounding of an inner product.
    const exact = {
      ...at,
      expectations: { at: [{ ...expectationsAt(1), bounds: { ...expectationsAt(1).bounds, iterate: 0 } }] },
    } as unknown as EnumeratedCase;
    const [, [, rounding] = [0, 0]] = distanceTerms(exact, 0, [300, 400]);
    expectUlps(rounding, 2, 500 * Math.sqrt(8));
    expect(averageLength(at, 2)).toEqual([10, expect.closeTo(Math.SQRT2 / 4, 12)]);
  });
});

describe("appendix E's bound at t = 16 and B = 5", () => {
  it('has 1/t, half the squares by t, and the budget by (4 t)^(alpha - 1), besides the sum', () => {
    const without = 1 / 16 + (5 + AT_16[1]!) / 32 + 64 ** (-1 / 4) * (5 + AT_16[1]! + 1);

    expect(lossBoundWithoutSum(at, 16).value).toBeCloseTo(without, 12);
    expect(lossBound(at, 2, 'excess').value - lossBoundWithoutSum(at, 2).value).toBeCloseTo((25 / 4) * (1 + 1 / 4), 12);
  });
});

describe('amounts from T on', () => {
  const end = { ...at, probability: 1, squareSum: 0 } as unknown as SettledEnd;

  it('are B^2 (|J|/n) sum eta_k^2, and the squares of the gradients that were drawn', () => {
    expect(variances(end, 2)[0]).toBeCloseTo(25 * (2 / 3) * (1 + 1 / 4), 12);
    expect(gradientSquaresAfter(end, 2)).toEqual([1 + 1 / 16, expect.closeTo(1 / 16 + 1 / 64, 12)]);
    expect(side(variances(end, 0)).value).toBe(0);
  });
});
