import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorLu, solveLu } from '../../src/numerics/lu.js';

/** Entries k/8, so that products with small integers are exact. */
const entry = fc.integer({ min: -64, max: 64 }).map((k) => k / 8);
const square = fc
  .integer({ min: 1, max: 6 })
  .chain((n) => fc.record({ n: fc.constant(n), a: fc.array(entry, { minLength: n * n, maxLength: n * n }) }));

const product = (a: ArrayLike<number>, n: number, x: readonly number[]): number[] =>
  Array.from({ length: n }, (_, i) => x.reduce((sum, value, j) => sum + a[i * n + j]! * value, 0));

function solved(a: readonly number[], n: number, b: readonly number[]): number[] | undefined {
  const lu = Float64Array.from(a);
  const pivots = new Int32Array(n);
  if (!factorLu(lu, n, pivots)) return undefined;
  const x = Float64Array.from(b);
  solveLu(lu, n, pivots, x);
  return Array.from(x);
}

/** 1 + |A|: what rounding is measured by, as pivoting keeps factors small. */
const size = (a: readonly number[]): number => 1 + Math.max(...a.map(Math.abs));

describe('a linear system', () => {
  it('has the first of the largest entries of a column for a pivot', () => {
    const pivots = new Int32Array(3);

    expect(factorLu(Float64Array.of(1, 5, 0, -2, 1, 1, 2, 1, 3), 3, pivots)).toBe(true);
    expect(Array.from(pivots)).toEqual([1, 1, 2]);
  });

  it('is solved up to rounding', () => {
    fc.assert(
      fc.property(square, fc.array(entry, { minLength: 6, maxLength: 6 }), ({ n, a }, values) => {
        const x = solved(a, n, values.slice(0, n));
        fc.pre(x !== undefined);
        const back = product(a, n, x);

        back.forEach((value, i) => {
          expect(Math.abs(value - values[i]!)).toBeLessThan(1e-12 * size(a) * size(x));
        });
      }),
    );
  });

  it('gives back what its right-hand side was made of, where it is well-conditioned', () => {
    fc.assert(
      fc.property(square, fc.array(entry, { minLength: 6, maxLength: 6 }), ({ n, a }, values) => {
        const dominant = a.map((value, at) => value + (at % (n + 1) === 0 ? 100 : 0));
        const x = values.slice(0, n);

        solved(dominant, n, product(dominant, n, x))?.forEach((value, j) => {
          expect(Math.abs(value - x[j]!)).toBeLessThan(1e-12);
        });
        expect(solved(dominant, n, x)).toBeDefined();
      }),
    );
  });

  it('is solved where the first pivots vanish, for any order of the rows', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
        const a = order.flatMap((place) => order.map((_, j) => (j === place ? place + 1 : 0)));

        expect(
          solved(
            a,
            5,
            order.map((place) => (place + 1) * 10 * place),
          ),
        ).toEqual([0, 10, 20, 30, 40]);
      }),
    );
  });

  it('has factors of size 1 at most below the diagonal, so that small pivots do no harm', () => {
    fc.assert(
      fc.property(square, ({ n, a }) => {
        const lu = Float64Array.from(a);
        fc.pre(factorLu(lu, n, new Int32Array(n)));

        for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) expect(Math.abs(lu[i * n + j]!)).toBeLessThanOrEqual(1);
      }),
    );
    // Without pivoting 1 - 1e20 loses the 1, and x is (0, 1).
    expect(solved([1e-20, 1, 1, 1], 2, [1, 2])).toEqual([1, 1]);
  });

  it.each([
    ['a row twice', [1, 2, 1, 2], 2],
    ['a row of zeros', [1, 2, 0, 0], 2],
    ['a column of zeros', [0, 1, 0, 2], 2],
    ['a zero', [0], 1],
    ['NaN', [Number.NaN, 1, 1, 1], 2],
    ['NaN in a later column', [1, Number.NaN, 1, 1], 2],
    ['an infinite entry', [1, 1, Number.POSITIVE_INFINITY, 1], 2],
  ])('with %s has no factors', (_, a, n) => {
    expect(solved(a, n, new Array(n).fill(1))).toBeUndefined();
  });
});
