/** A double is taken for a root or a fraction only where it is next to it. */

import { expect, it } from 'vitest';
import { roundingDefect, roundsRoot } from '../../src/oracle/certificate-rounding.js';

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
  expect(roundingDefect('share', Float64Array.of(0, 1 / 3), [0n, 1n], 3n)).toBeUndefined();
  expect(roundingDefect('share', Float64Array.of(0, 1 / 3), [1n, 1n], 3n)).toBe('share 0 is not 0');
  expect(roundingDefect('share', Float64Array.of(0, 0.3333), [0n, 1n], 3n)).toBe('share 1 is not 0.3333');
});
