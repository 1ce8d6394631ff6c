/** Bounds on rounding errors are bounds, and no wider than they are said to be. */

import { expect, it } from 'vitest';
import { gamma } from '../../src/numerics/rounding.js';

it('gamma_k is k u / (1 - k u)', () => {
  // k u = 1/2, 1/4 and 1/8.
  expect([52, 51, 50].map((e) => gamma(2 ** e))).toEqual([1, 1 / 3, 1 / 7]);
});

it.each([1, 2, 50, 1000])('gamma_k covers %i roundings upwards in a row', (k) => {
  // (1 + u)^k - 1 <= gamma_k, times 2^(53 k).
  const unit = 2n ** 53n;
  const whole = unit ** BigInt(k);
  const error = (unit + 1n) ** BigInt(k) - whole;

  expect(Number((error * 2n ** 120n) / whole) / 2 ** 120).toBeLessThanOrEqual(gamma(k));
});
