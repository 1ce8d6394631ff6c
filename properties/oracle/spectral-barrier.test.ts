import { describe, expect, it } from 'vitest';
import { spectralBarrier } from '../../src/oracle/spectral-barrier.js';

/** Twice an orthogonal matrix, which is symmetric. */
const HADAMARD = [
  [1, 1, 1, 1],
  [1, -1, 1, -1],
  [1, 1, -1, -1],
  [1, -1, -1, 1],
] as const;

/** H D H / 4, whose singular values are those of the diagonal D. */
const turned = (values: readonly number[]): number[] =>
  HADAMARD.flatMap((row) => HADAMARD.map((other) => values.reduce((sum, value, k) => sum + (value * row[k]! * other[k]!) / 4, 0)));

describe('the unit ball of the spectral norm', () => {
  const isWithin = (matrix: readonly number[], rows: number, columns: number): boolean =>
    spectralBarrier(rows, columns).enter(Float64Array.of(...matrix, 0));

  it('is open', () => {
    expect(isWithin([1 - 2 ** -53], 1, 1)).toBe(true);
    expect(isWithin([1], 1, 1)).toBe(false);
    expect(isWithin([1, 0, 0, 0], 2, 2)).toBe(false);
    expect(isWithin([0, 0, 0, 1], 2, 2)).toBe(false);
  });

  it.each([0, 1, 2, 3])('holds matrices of four columns whose singular values are below 1, number %i the largest', (k) => {
    const values = [1 / 8, -1 / 2, 1 / 4, 3 / 8];

    expect(isWithin(turned(values.with(k, 7 / 8)), 4, 4)).toBe(true);
    expect(isWithin(turned(values.with(k, 9 / 8)), 4, 4)).toBe(false);
  });
});
