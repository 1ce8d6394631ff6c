/** Integers, and quotients and roots of them as correctly rounded doubles. */

import { describe, expect, it } from 'vitest';
import { absolute, bitLength, greatest, largestSize, least, nearestQuotient, nearestRoot } from '../../src/numerics/rational.js';

const TWO_53 = 2n ** 53n;

describe('integers', () => {
  it('have as many bits as they are written with', () => {
    expect([0n, 1n, 2n, 3n, 4n, 255n, 256n].map(bitLength)).toEqual([0, 1, 2, 2, 3, 8, 9]);
  });

  it('are compared by value and by size', () => {
    expect([-3n, 0n, 2n].map(absolute)).toEqual([3n, 0n, 2n]);
    expect([least([1n, -3n, 2n]), greatest([-3n, 2n, 1n])]).toEqual([-3n, 2n]);
    expect([largestSize([0n]), largestSize([]), largestSize([2n, -5n])]).toEqual([1n, 1n, 5n]);
  });
});

describe('the nearest double', () => {
  // JavaScript rounds an integer to the nearest double, ties to even.
  const halfway = Array.from({ length: 300 }, (_, k) => TWO_53 + 2n * BigInt(k * k) + 1n);

  it.each([1n, 3n, 10n ** 40n])('to the root of a square that is halfway between doubles is the even one, over %d squared', (scale) => {
    for (const m of halfway) expect(nearestRoot(m * m * scale * scale, scale * scale)).toBe(Number(m));
  });

  it.each([1n, 3n])('to a root that is nearly halfway is the one on its side, over %d squared', (scale) => {
    for (const m of halfway) {
      const square = m * m * scale * scale;
      expect(nearestRoot(square - 1n, scale * scale)).toBe(Number(m - 1n));
      expect(nearestRoot(square + 1n, scale * scale)).toBe(Number(m + 1n));
    }
  });

  it('to a root that is an integer of 65 bits, but for less than one, is that of the integer below and some more', () => {
    for (const m of halfway.flatMap((one) => [one, one + TWO_53 / 2n])) {
      const tie = m * 2n ** 11n;
      expect(nearestRoot((tie + 1n) ** 2n - 1n, 1n)).toBe(Number(tie + 1n));
      expect(nearestRoot(tie ** 2n - 1n, 1n)).toBe(Number(tie - 1n));
    }
  });

  it('to small quotients and roots, and to those of 65 bits', () => {
    expect([nearestQuotient(1n, 3n), nearestQuotient(0n, 3n), nearestQuotient(2n ** 64n, 1n)]).toEqual([1 / 3, 0, 2 ** 64]);
    expect([nearestRoot(1n, 4n), nearestRoot(0n, 4n), nearestRoot(2n, 1n)]).toEqual([0.5, 0, Math.SQRT2]);
  });

  it('to a quotient halfway is the even one, and nearly halfway the one on its side', () => {
    for (const m of halfway) {
      expect(nearestQuotient(m * 7n, 7n)).toBe(Number(m));
      expect(nearestQuotient(m * 7n - 1n, 7n)).toBe(Number(m - 1n));
      expect(nearestQuotient(-(m * 7n + 1n), 7n)).toBe(-Number(m + 1n));
    }
  });
});
