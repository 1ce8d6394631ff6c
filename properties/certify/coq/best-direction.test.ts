/** The max-margin direction in exact fractions. */

import { describe, expect, it } from 'vitest';
import { exactBest } from '../../../src/certify/coq/best-direction.js';
import { type Fraction, fraction, ofDouble } from '../../../src/certify/coq/fraction.js';
import { claimedDirection } from '../../../src/certify/coq/lock-directions.js';

const vector = (entries: readonly number[]): readonly Fraction[] => entries.map(ofDouble);
const bestOf = (rows: readonly (readonly number[])[]) => exactBest(rows.map(vector));

describe('the max-margin direction of samples', () => {
  it('is held by samples with positive weights alone', () => {
    // (1, -1) has products 1, 1 and 3/2, but is not the shortest: -1 is the second weight.
    const { u, weights } = bestOf([
      [1, 0],
      [2, 1],
      [0.5, -1],
    ]);

    expect(u).toEqual(vector([1, -0.5]));
    expect(weights).toEqual(vector([0.75, 0, 0.5]));
  });

  it('may be held by three samples, and is not sought where it takes four', () => {
    const axes = (d: number) => Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => Number(i === j)));

    expect(bestOf(axes(3)).u).toEqual(vector([1, 1, 1]));
    expect(() => bestOf(axes(4))).toThrow('no support of at most three samples');
  });
});

describe('the limit that is claimed of a lock', () => {
  const claimed = (a: readonly number[], b: readonly number[], c: readonly number[], r: readonly number[]) =>
    claimedDirection({ a: vector(a), b: vector(b), c: vector(c), r: vector(r) });

  it('makes no negative active: the projection beside x_b alone would have v.x_c = 1', () => {
    expect(claimed([1, 1], [1, 0], [2, 1], [0, -1])).toEqual({
      v: [fraction(-1n, 5n), fraction(2n, 5n)],
      weights: [fraction(0n), fraction(3n, 5n)],
    });
  });
});
