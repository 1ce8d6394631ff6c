import { describe, expect, it } from 'vitest';
import { atLeast, atMost } from '../../src/numerics/binomial.js';

/** The tail by addition of all terms, with whole numbers for the coefficients. */
function byAddition(n: number, p: number, k: number): number {
  let sum = 0;
  let coefficient = 1n;
  for (let j = 0; j <= n; j++) {
    if (j >= k) sum += Number(coefficient) * p ** j * (1 - p) ** (n - j);
    coefficient = (coefficient * BigInt(n - j)) / BigInt(j + 1);
  }
  return sum;
}

describe('tails of the binomial distribution', () => {
  it.each([
    [24, 0.05, 2],
    [24, 0.05, 9],
    [300, 0.05, 15],
    [300, 0.05, 40],
    [60, 0.1, 1],
    [10, 0.5, 10],
  ])('P(Bin(%i, %f) >= %i) is what addition gives', (n, p, k) => {
    expect(atLeast(n, p, k) / byAddition(n, p, k)).toBeCloseTo(1, 9);
    expect(atMost(n, p, k - 1)).toBeCloseTo(1 - byAddition(n, p, k), 9);
  });

  it('keeps its digits where the tail is small', () => {
    expect(atMost(300, 0.05, 0) / 0.95 ** 300).toBeCloseTo(1, 9);
    expect(atLeast(200, 0.05, 200) / 0.05 ** 200).toBeCloseTo(1, 6);
  });

  it('is 1 and 0 beyond the ends', () => {
    expect([atLeast(5, 0.5, 0), atLeast(5, 0.5, 6), atMost(5, 0.5, 5), atMost(5, 0.5, -1)]).toEqual([1, 0, 1, 0]);
  });

  it('counts no success in no trial', () => {
    expect([atLeast(0, 0.5, 0), atLeast(0, 0.5, 1)]).toEqual([1, 0]);
  });

  it.each([
    [5, 0],
    [5, 1],
    [5, 1.5],
    [-1, 0.5],
    [0.5, 0.5],
  ])('refuses %f trials of probability %f', (n, p) => {
    for (const k of [0, 1, 6]) expect(() => atLeast(n, p, k)).toThrow(RangeError);
  });
});
