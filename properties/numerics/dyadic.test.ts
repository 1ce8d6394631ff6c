/** Doubles as integers times powers of two, at the ends of their range. */

import { expect, it } from 'vitest';
import { adjacent, commonExponent, lowestExponent, scaledInteger } from '../../src/numerics/dyadic.js';

it('the lowest bit of a double is found among normal numbers and below them', () => {
  const exponents = [0, 52, -1021, -1022, -1023, -1042, -1043, -1074, 1023];

  expect(exponents.map((e) => lowestExponent(2 ** e))).toEqual(exponents);
  expect(exponents.slice(0, 4).map((e) => lowestExponent(1.5 * 2 ** e))).toEqual([-1, 51, -1022, -1023]);
  expect([lowestExponent(0), lowestExponent(-0)]).toEqual([undefined, undefined]);
});

it('numbers have a common exponent, which is 0 where all are 0', () => {
  expect(commonExponent([[0, 0], [0]])).toBe(0);
  expect(commonExponent([[8, 0], [12]])).toBe(2);
  expect(commonExponent([[2 ** 1023]])).toBe(1023);
});

it('a double in units of a power of two is that integer, however far the unit', () => {
  for (const unit of [-1074, -1001, -1000, -999, -1, 0, 999, 1000, 1001]) {
    for (const factor of [0, 1, -1, 3, -5, 2 ** 22 - 1]) {
      const x = factor * 2 ** Math.trunc(unit / 2) * 2 ** (unit - Math.trunc(unit / 2));
      expect(scaledInteger(x, unit), `${factor} 2^${unit}`).toBe(BigInt(factor));
    }
  }
  expect(scaledInteger(Number.MAX_SAFE_INTEGER, 0)).toBe(2n ** 53n - 1n);
});

it('the next double is one bit away, on either side', () => {
  expect([adjacent(0, 1), adjacent(0, -1)]).toEqual([5e-324, -5e-324]);
  expect([adjacent(1, 1), adjacent(1, -1)]).toEqual([1 + 2 ** -52, 1 - 2 ** -53]);
  expect([adjacent(-1, 1), adjacent(-1, -1)]).toEqual([2 ** -53 - 1, -1 - 2 ** -52]);
  expect(adjacent(5e-324, -1)).toBe(0);
});
