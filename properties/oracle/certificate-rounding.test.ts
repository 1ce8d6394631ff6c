/** A double is taken for a root or a fraction only where it is next to it. */

import { expect, it } from 'vitest';
import { certainlyAbove, roundingDefect, roundsRoot } from '../../src/oracle/certificate-rounding.js';

it('a root of 0 is 0 alone, and 0 is no other root', () => {
  expect(roundsRoot(0, 0n, 7n, 3)).toBe(true);
  expect(roundsRoot(1, 0n, 7n, 3)).toBe(false);
  expect(roundsRoot(0, 1n, 7n, 3)).toBe(false);
});

it('a root that is beyond the least double is 0', () => {
  expect(roundsRoot(0, 1n, 2n ** 4000n, 0)).toBe(true);
});

it('a root may be a neighbour of its double', () => {
  for (const near of [1 - 2 ** -53, 1 + 2 ** -52]) expect(roundsRoot(near, 1n, 1n, 0)).toBe(true);
  for (const off of [1 - 2 ** -52, 1 + 2 ** -51]) expect(roundsRoot(off, 1n, 1n, 0)).toBe(false);
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
  expect(roundingDefect('share', Float64Array.of(1), [0n], 3n)).toBe('share 0 is not 1');
  // Three times the next double above 1/3 is 1 + 2^-53, above 1 by a single unit of the double's last bit.
  const above = 1 / 3 + 2 ** -54;
  expect(roundingDefect('share', Float64Array.of(above), [1n], 3n)).toBeUndefined();
  expect(roundingDefect('share', Float64Array.of(above + 2 ** -54), [1n], 3n)).toBe(`share 0 is not ${above + 2 ** -54}`);
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

it('a product of few bits is certainly above 0, unless it is so small that underflow may have made it', () => {
  expect(certainlyAbove([1], Float64Array.of(2 ** -900), 0)).toBe(true);
  expect(certainlyAbove([1], Float64Array.of(2 ** -901), 0)).toBe(false);
});

it('a sum of many terms that rounding lifts above a level is not certainly above it', () => {
  // Each of a thousand terms is rounded up to two units of 2^-53: the sum is about 1 + 500 2^-52, and comes out as 1 + 1000 2^-52.
  const row = [1, ...new Array<number>(1000).fill(2 ** -53 * (1 + 2 ** -52))];
  const ones = new Float64Array(1001).fill(1);

  expect(row.reduce((sum, term) => sum + term, 0)).toBe(1 + 1000 * 2 ** -52);
  expect(certainlyAbove(row, ones, 1 + 700 * 2 ** -52)).toBe(false);
  expect(certainlyAbove(row, ones, 1 - 10_000 * 2 ** -52)).toBe(true);
});
