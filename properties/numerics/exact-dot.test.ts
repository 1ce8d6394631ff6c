/** Signs of inner products that a float64 sum gets wrong. */

import { describe, expect, it } from 'vitest';
import { isWithinRounding, separates, signOfDot } from '../../src/numerics/exact-dot.js';

describe('the sign of an inner product', () => {
  // 1, then twenty numbers that are lost in it one by one, then a little less than all of them off.
  const terms = [1, ...Array<number>(20).fill(2 ** -53), -1 - 2 ** -50];
  const ones = terms.map(() => 1);

  it.each([0, 20, -20, 400])('is exact where a float64 sum has the other one: 12 2^-53 in units of 2^%d', (exponent) => {
    const scaled = terms.map((term) => term * 2 ** exponent);

    expect(scaled.reduce((sum, term) => sum + term, 0)).toBeLessThan(0);
    expect(signOfDot(scaled, ones)).toBe(1);
    expect(
      signOfDot(
        scaled.map((term) => -term),
        ones,
      ),
    ).toBe(-1);
  });

  it('is that of products which vanish in float64', () => {
    expect(signOfDot([2 ** -600, 0], [2 ** -600, 1])).toBe(1);
    expect(signOfDot([2 ** -600, 2 ** -600], [2 ** -600, -(2 ** -600)])).toBe(0);
    expect(signOfDot([0, 3], [5, 0])).toBe(0);
  });
});

describe('a sum within rounding', () => {
  it('is so by the sizes of its own terms, however small', () => {
    expect(isWithinRounding(1e-20, [1e-10], [1e-10])).toBe(false);
    expect(isWithinRounding(1e-36, [1e-10, -1e-10], [1e-10, 1e-10])).toBe(true);
  });
});

describe('a vector that separates', () => {
  it('has a positive product with every row', () => {
    expect(
      separates(
        [1, 0],
        [
          [1, 5],
          [0.5, -3],
        ],
      ),
    ).toBe(true);
    expect(
      separates(
        [1, 0],
        [
          [1, 5],
          [-1, 0],
        ],
      ),
    ).toBe(false);
    expect(
      separates(
        [1, 0],
        [
          [1, 5],
          [0, 1],
        ],
      ),
    ).toBe(false);
  });
});
