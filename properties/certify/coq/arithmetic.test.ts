import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  double,
  fraction,
  isAtMost,
  isBelowTwo,
  larger,
  literal,
  minus,
  ofDouble,
  plus,
  smaller,
  times,
} from '../../../src/certify/coq/fraction.js';
import { squaresOf } from '../../../src/certify/coq/squares.js';

describe('fractions', () => {
  it.each([
    [2, '2'],
    [-1, '(-1)'],
    [-0, '0'],
    [0.5, '(1 / 2)'],
    [-0.75, '(-3 / 4)'],
    [0.1, '(3602879701896397 / 36028797018963968)'],
    [2 ** 60, '1152921504606846976'],
  ])('%d is written %s', (x, text) => {
    expect(double(x)).toBe(text);
  });

  it('of doubles are those doubles, added and multiplied exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 26), max: 2 ** 26 }), fc.integer({ min: -(2 ** 26), max: 2 ** 26 }), (m, n) => {
        const [a, b] = [m / 64, n / 1024];

        expect(plus(ofDouble(a), ofDouble(b))).toEqual(ofDouble(a + b));
        expect(times(ofDouble(m), ofDouble(b))).toEqual(ofDouble(m * b));
      }),
    );
  });

  it('have a positive denominator, in lowest terms', () => {
    expect(literal(fraction(6n, -4n))).toBe('(-3 / 2)');
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
  });

  it('are compared exactly', () => {
    const [third, more] = [fraction(1n, 3n), fraction(334n, 1001n)];

    expect([isAtMost(third, more), isAtMost(more, third), isAtMost(third, third)]).toEqual([true, false, true]);
    expect([smaller(third, more), smaller(more, third)]).toEqual([third, third]);
    expect([larger(third, more), larger(more, third)]).toEqual([more, more]);
    expect([isAtMost(minus(more), minus(third)), isAtMost(minus(third), third)]).toEqual([true, true]);
    expect([fraction(2001n, 1001n), fraction(2n), fraction(-5n)].map(isBelowTwo)).toEqual([true, false, true]);
  });
});

describe('sums of squares', () => {
  const matrix = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map(ofDouble));

  it('add up to the form', () => {
    const small = fc.integer({ min: -6, max: 6 });
    const vector = fc.tuple(small, small, small);
    fc.assert(
      fc.property(fc.array(vector, { minLength: 3, maxLength: 5 }), vector, (rows, u) => {
        // I + sum of x x^T, which is positive definite.
        const form = [0, 1, 2].map((a) => [0, 1, 2].map((b) => (a === b ? 1 : 0) + rows.reduce((sum, x) => sum + x[a]! * x[b]!, 0)));
        const squares = squaresOf(matrix(form)) ?? [];
        const value = form.reduce((sum, row, a) => sum + row.reduce((inner, entry, b) => inner + entry * u[a]! * u[b]!, 0), 0);

        const added = squares.reduce((sum, { weight, form: row }) => {
          const inner = row.reduce((total, factor, j) => plus(total, times(factor, ofDouble(u[j]!))), fraction(0n));
          return plus(sum, times(weight, times(inner, inner)));
        }, fraction(0n));

        expect(plus(added, minus(ofDouble(value)))).toEqual(fraction(0n));
      }),
    );
  });

  it.each([
    [
      [
        [1, 2],
        [2, 1],
      ],
    ],
    [
      [
        [0, 0],
        [0, 1],
      ],
    ],
    [
      [
        [1, 0],
        [0, -1],
      ],
    ],
  ])('do not exist for %j', (rows) => {
    expect(squaresOf(matrix(rows))).toBeUndefined();
  });
});
