import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { nth } from '../../src/numerics/lists.js';
import { symmetricEigen } from '../../src/numerics/symmetric-eigen.js';

const ENTRIES = [0, 1, -1, 0.5, 5e-324, 1e-310, 1e-200, 1e-160, 1e-150, 1e-140, 1e100, -1e150, 1e300];

/** A symmetric matrix of some of these entries, with its trace and the size of its largest entry. */
function drawn(random: () => number, n: number, entries: readonly number[]): { h: number[]; trace: number; size: number } {
  const h = new Array<number>(n * n).fill(0);
  let [trace, size] = [0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = nth(entries, Math.floor(random() * entries.length));
      h[i * n + j] = entry;
      h[j * n + i] = entry;
      if (i === j) trace += entry;
      size = Math.max(size, Math.abs(entry));
    }
  }
  return { h, trace, size };
}

describe('eigenvalues of a symmetric matrix', () => {
  it('are as large as the entries let them be and add up to the trace, however large and small the entries are', () => {
    const random = seedrandom('symmetric-eigen');
    for (let round = 0; round < 4000; round++) {
      const n = 1 + (round % 5);
      const from = round % 3 === 0 ? 4 : 0;
      const { h, trace, size } = drawn(random, n, ENTRIES.slice(from, from + 1 + (round % (ENTRIES.length - from))));

      const values = symmetricEigen(h, n)?.values ?? [];

      expect(values).toHaveLength(n);
      for (const value of values) expect(Math.abs(value), h.join()).toBeLessThanOrEqual(n * size * (1 + 1e-12));
      expect(Math.abs(values.reduce((sum, value) => sum + value, 0) - trace), h.join()).toBeLessThanOrEqual(1e-12 * n * size);
    }
  });

  it('are of an ordinary matrix what they are', () => {
    expect(symmetricEigen([2, 1, 1, 2], 2)?.values.map((value) => value.toFixed(12))).toEqual(['1.000000000000', '3.000000000000']);
  });

  it('are 0 where an entry is below 2^-300 of the largest, and not where it is that share', () => {
    expect(symmetricEigen([1, 0, 0, 2 ** -300], 2)?.values).toEqual([2 ** -300, 1]);
    expect(symmetricEigen([1, 0, 0, (1 - 2 ** -53) * 2 ** -300], 2)?.values).toEqual([0, 1]);
  });

  it.each([
    ['beyond float64', Number.POSITIVE_INFINITY],
    ['no number', Number.NaN],
  ])('are none where an entry is %s', (_, entry) => {
    expect(symmetricEigen([1, entry, entry, 1], 2)).toBeUndefined();
  });
});
