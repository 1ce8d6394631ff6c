/** Singular values of small matrices: the factors multiply to the matrix, and are orthogonal. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { singularValues } from '../../src/numerics/singular-values.js';
import { dot } from '../../src/numerics/vector.js';

const entries = fc.array(fc.oneof(fc.integer({ min: -8, max: 8 }), fc.constantFrom(2 ** -40, -(2 ** -20), 0)), {
  minLength: 12,
  maxLength: 12,
});

describe.each([
  [3, 3],
  [4, 3],
  [2, 3],
  [1, 3],
  [3, 1],
])('singular values of %i x %i matrices', (rows, columns) => {
  it('have factors that multiply to the matrix, with orthogonal vectors of length 1, whatever the rank', () => {
    const factors = singularValues(rows, columns);
    const rank = Math.min(rows, columns);
    fc.assert(
      fc.property(entries, fc.constantFrom(1, 2 ** 300, 2 ** -600), (drawn, scale) => {
        const matrix = drawn.slice(0, rows * columns).map((x) => x * scale);
        factors.decompose(matrix);
        const largest = Math.max(...factors.values);
        const vector = (of: Float64Array, c: number, length: number): Float64Array => of.slice(c * length, (c + 1) * length);

        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            let sum = 0;
            for (let c = 0; c < rank; c++)
              sum += (factors.values[c] ?? 0) * (factors.left[c * rows + i] ?? 0) * (factors.right[c * columns + j] ?? 0);
            expect(Math.abs(sum - (matrix[i * columns + j] ?? 0))).toBeLessThanOrEqual(2 ** -46 * largest);
          }
        }
        for (let c = 0; c < rank; c++) {
          for (let k = 0; k <= c; k++) {
            const same = k === c && (factors.values[c] ?? 0) > 0 ? 1 : 0;
            const [left, right] = [
              dot(vector(factors.left, c, rows), vector(factors.left, k, rows)),
              dot(vector(factors.right, c, columns), vector(factors.right, k, columns)),
            ];
            // Where a singular value is 0, so is the vector on the side of the longer columns.
            if (k !== c || same === 1) for (const product of [left, right]) expect(Math.abs(product - same)).toBeLessThan(2 ** -45);
          }
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('scale with the matrix by powers of two, to the bit', () => {
    const factors = singularValues(rows, columns);
    fc.assert(
      fc.property(entries, fc.integer({ min: -600, max: 300 }), (drawn, power) => {
        const decomposed = (scale: number) => {
          factors.decompose(drawn.slice(0, rows * columns).map((x) => x * scale));
          return { values: Array.from(factors.values), left: Array.from(factors.left), right: Array.from(factors.right) };
        };
        const plain = decomposed(1);

        expect(decomposed(2 ** power)).toEqual({ ...plain, values: plain.values.map((value) => value * 2 ** power) });
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});

it('takes a singular value below 2^-49 of the largest for 0, whatever the largest is', () => {
  const factors = singularValues(2, 2);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), fc.integer({ min: -64, max: 64 }), fc.integer({ min: 1, max: 63 }), (k, power, share) => {
      const largest = k * 2 ** power;
      factors.decompose([largest, 0, 0, (share / 64) * 2 ** -49 * largest]);

      expect(Array.from(factors.values)).toEqual([largest, 0]);
    }),
    { numRuns: 500, seed: 1 },
  );
});
