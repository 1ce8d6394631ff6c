import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowSums } from '../../src/numerics/row-sums.js';

const entry = fc.integer({ min: -1000, max: 1000 }).map((k) => k / 7);

/** A matrix, some of its rows, a vector and factors. */
const drawn = fc
  .record({
    rows: fc.integer({ min: 1, max: 13 }),
    columns: fc.integer({ min: 1, max: 11 }),
    seed: fc.array(entry, { minLength: 200, maxLength: 200 }),
  })
  .chain(({ rows, columns, seed }) =>
    fc.record({
      columns: fc.constant(columns),
      matrix: fc.constant(Array.from({ length: rows }, (_, i) => seed.slice(i * columns, (i + 1) * columns))),
      chosen: fc.subarray(Array.from({ length: rows }, (_, i) => i)),
      v: fc.constant(Float64Array.from(seed.slice(150, 150 + columns))),
      factors: fc.constant(Float64Array.from(seed.slice(170, 170 + rows))),
    }),
  );

/** Even and odd terms apart, as the kernel adds. */
function alternating(terms: readonly number[]): number {
  const sum = (parity: number): number => terms.filter((_, k) => k % 2 === parity).reduce((total, term) => total + term, 0);
  return sum(0) + sum(1);
}

function loaded({ matrix, columns }: { matrix: readonly (readonly number[])[]; columns: number }): RowSums {
  const sums = new RowSums(matrix.length, columns);
  matrix.forEach((row, i) => {
    sums.set(i, row);
  });
  return sums;
}

describe('sums over chosen rows', () => {
  it('are those of the plain form, to the bit', () => {
    fc.assert(
      fc.property(drawn, ({ matrix, columns, chosen, v, factors }) => {
        const sums = loaded({ matrix, columns });
        const list = Int32Array.from(chosen);
        const dots = new Float64Array(matrix.length);
        const combined = new Float64Array(columns);
        const outer = new Float64Array(columns * columns);

        sums.dots(list, list.length, v, dots);
        sums.combine(list, list.length, factors, combined);
        sums.outer(list, list.length, factors, outer);

        chosen.forEach((i, a) => {
          expect(dots[a]).toBe(alternating(matrix[i]!.map((value, j) => value * v[j]!)));
        });
        for (let j = 0; j < columns; j++) {
          expect(combined[j]).toBe(alternating(chosen.map((i, a) => factors[a]! * matrix[i]![j]!)));
          for (let k = 0; k <= j; k++) {
            const sum = chosen.reduce((total, i, a) => total + factors[a]! * matrix[i]![j]! * matrix[i]![k]!, 0);
            expect(outer[j * columns + k]).toBe(sum);
            expect(outer[k * columns + j]).toBe(sum);
          }
        }
      }),
    );
  });

  it('are of the matrix that is asked, by turns, and of rows that were replaced', () => {
    const [first, second] = [
      loaded({
        matrix: [
          [1, 2],
          [3, 4],
        ],
        columns: 2,
      }),
      loaded({ matrix: [[5, 6, 7]], columns: 3 }),
    ];
    const into = new Float64Array(2);
    const both = Int32Array.of(0, 1);

    second.dots(both, 1, Float64Array.of(1, 1, 1), into);
    expect(into[0]).toBe(18);
    first.dots(both, 2, Float64Array.of(1, 10), into);
    expect([...into]).toEqual([21, 43]);
    first.set(1, [0, 1]);
    first.dots(both, 2, Float64Array.of(1, 10), into);
    expect([...into]).toEqual([21, 10]);
    second.dots(both, 1, Float64Array.of(1, 0, 0), into);
    expect(into[0]).toBe(5);
  });

  it('take nothing of rows that are not chosen, which may be infinite', () => {
    const rows = Array.from({ length: 4 }, (_, i) => new Array<number>(4).fill(i === 3 ? 2 : Number.POSITIVE_INFINITY));
    const sums = loaded({ matrix: rows, columns: 4 });
    const into = new Float64Array(4);

    sums.combine(Int32Array.of(3), 1, Float64Array.of(1.5), into);

    expect(Array.from(into)).toEqual([3, 3, 3, 3]);
  });

  it('grow with the matrix', () => {
    const [rows, columns] = [3000, 40];
    const sums = new RowSums(rows, columns);
    sums.set(rows - 1, new Float64Array(columns).fill(2));
    const into = new Float64Array(1);

    sums.dots(Int32Array.of(rows - 1), 1, new Float64Array(columns).fill(1), into);

    expect(into[0]).toBe(80);
  });
});
