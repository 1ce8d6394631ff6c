/** Sums of step sizes in files for Coq: the closed bounds are those that are proved, and above the sums. */

import { describe, expect, it } from 'vitest';
import { IntervalArithmetic, isAtLeast } from '../../../src/certify/arithmetic/interval.js';
import { closedSums, speltSums } from '../../../src/paper/stochastic/lemma-f1.coq.js';

describe.each([0.53125, 0.75, 0.96875])('for alpha = %d', (alpha) => {
  const arithmetic = new IntervalArithmetic(80);

  it.each([2, 8, 50])('closed bounds on the sums up to %i are those that coq/Lengths.v proves, and above the sums', (t) => {
    const [closed, spelt] = [closedSums(arithmetic, alpha, t), speltSums(arithmetic, alpha, t)];
    const bounds = {
      rates: (t ** (1 - alpha) - alpha) / (1 - alpha),
      ratesSum: ((t ** (2 - alpha) - 1) / (2 - alpha) - alpha * (t - 1)) / (1 - alpha),
    };

    for (const sum of ['rates', 'ratesSum'] as const) {
      expect(arithmetic.bounds(closed[sum]).low / bounds[sum]).toBeCloseTo(1, 12);
      expect(isAtLeast(closed[sum], spelt[sum])).toBe(true);
    }
  });

  it('all of them are exact after one step', () => {
    const [closed, spelt] = [closedSums(arithmetic, alpha, 1), speltSums(arithmetic, alpha, 1)];

    expect(arithmetic.bounds(closed.rates).high).toBeCloseTo(1, 14);
    expect(arithmetic.bounds(closed.ratesSum).high).toBeCloseTo(0, 14);
    expect(arithmetic.bounds(spelt.rates)).toEqual(arithmetic.bounds(arithmetic.one));
    expect(spelt.ratesSum).toEqual(arithmetic.zero);
  });
});
