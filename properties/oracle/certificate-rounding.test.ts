/** A double is taken for a root or a fraction only where it is next to it. */

import { expect, it } from 'vitest';
import { certainlyAbove, roundingDefect, roundsRoot } from '../../src/oracle/certificate-rounding.js';

it('a root of 0 is 0 alone, and 0 is no other root', () => {
  expect(roundsRoot(0, 0n, 7n, 3)).toBe(true);
  expect(roundsRoot(1, 0n, 7n, 3)).toBe(false);
  expect(roundsRoot(0, 1n, 7n, 3)).toBe(false);
});

it('a root lies between the neighbours of its double', () => {
  // sqrt(2) 2^3.
  const root = Math.SQRT2 * 8;

  expect(roundsRoot(root, 2n, 1n, 3)).toBe(true);
  for (const off of [1 - 2 ** -50, 1 + 2 ** -50]) expect(roundsRoot(root * off, 2n, 1n, 3)).toBe(false);
  expect(roundsRoot(-root, 2n, 1n, 3)).toBe(false);
});

it('fractions lie between the neighbours of their doubles', () => {
  // Of 1/2 the doubles on either side, and none beyond.
  for (const near of [0.5 - 2 ** -54, 0.5 + 2 ** -53]) expect(roundingDefect('share', Float64Array.of(near), [1n], 2n)).toBeUndefined();
  for (const off of [0.5 - 2 ** -53, 0.5 + 2 ** -52])
    expect(roundingDefect('share', Float64Array.of(off), [1n], 2n)).toBe(`share 0 is not ${off}`);
  expect(roundingDefect('share', Float64Array.of(0, 1 / 3), [0n, 1n], 3n)).toBeUndefined();
  expect(roundingDefect('share', Float64Array.of(0, 1 / 3), [1n, 1n], 3n)).toBe('share 0 is not 0');
  expect(roundingDefect('share', Float64Array.of(0, 0.3333), [0n, 1n], 3n)).toBe('share 1 is not 0.3333');
});

it('a product is certainly above a level only where underflow cannot hide that it is not', () => {
  expect(certainlyAbove([1, 1], Float64Array.of(1, 1), 1)).toBe(true);
  // Exactly 1.5 and 1.5 units of 2^-1074 are next to 2 and 1 of them, and their difference is 0.
  expect(certainlyAbove([2 ** 1000, -(2 ** 1000)], Float64Array.of(2 ** -1073, 2 ** -1074), 0)).toBe(false);
  // Two units are next to one and a half.
  for (const j of [0, 1, 2]) {
    const only = (x: number): Float64Array => Float64Array.of(0, 0, 0).with(j, x);
    expect(certainlyAbove(only(2 ** 1000), only(2 ** -1073), 0.8 * 2 ** -73)).toBe(false);
    expect(certainlyAbove(only(2 ** 1000), only(2 ** -800), 0.8 * 2 ** 200)).toBe(true);
  }
});
