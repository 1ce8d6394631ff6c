import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp } from '../../src/numerics/elementary.js';
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

  it('are those of all rows, also where there are too many for one stretch', () => {
    const [rows, columns] = [23, 300];
    const matrix = Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => ((7 * i + j) % 11) - 5));
    const sums = loaded({ matrix, columns });
    const outer = new Float64Array(columns ** 2);
    const factors = Float64Array.from(matrix, (_, i) => i + 1);
    sums.outer(
      Int32Array.from(matrix, (_, i) => i),
      rows,
      factors,
      outer,
    );

    for (const [j, k] of [
      [0, 0],
      [299, 0],
      [17, 200],
    ] as const)
      expect(outer[j * columns + k]).toBe(matrix.reduce((sum, row, i) => sum + (i + 1) * row[j]! * row[k]!, 0));
  });

  it('of forces and their corrections are those of the plain form, to the bit', () => {
    const multiple = fc.constantFrom(1, -1, 0.25, 0);
    const byRow = fc.array(multiple, { minLength: 13, maxLength: 13 });
    fc.assert(
      fc.property(drawn, byRow, fc.option(byRow, { nil: undefined }), ({ matrix, columns, chosen, v }, above, below = above) => {
        const sums = loaded({ matrix, columns });
        const list = Int32Array.from(chosen);
        const [f, z, third] = [new Float64Array(columns), new Float64Array(columns), new Float64Array(columns)];
        // Forces from e^-130 to e^130.
        const small = v.map((value) => value / 2000);
        const other = Float64Array.from(v).reverse();
        const multiples = chosen.map((i) => (alternating(matrix[i]!.map((value, j) => value * small[j]!)) > 0 ? above[i]! : below[i]!));
        const along = (u: Float64Array): number[] =>
          chosen.map((i, at) => multiples[at]! * alternating(matrix[i]!.map((value, j) => value * u[j]!)));
        const sumOf = (weights: readonly number[], j: number): number =>
          alternating(chosen.map((i, at) => weights[at]! * multiples[at]! * matrix[i]![j]!));

        const given = { multiples: Float64Array.from(chosen, (i) => above[i]!), below: Float64Array.from(chosen, (i) => below[i]!) };
        sums.forces(list, list.length, below === above ? { multiples: given.multiples } : given, 1.5, small, f);
        sums.corrections(2, list.length, 0.125, v, z);
        sums.corrections(3, list.length, 0.125, other, third);

        const c = along(small).map((margin, at) => (multiples[at] === 0 || 1.5 - margin < -80 ? 0 : exp(1.5 - margin)));
        const a = along(v).map((value) => 0.125 * value);
        const b = along(other).map((value) => 0.125 * value);
        for (const [what, expected] of [
          ['multiple', multiples],
          ['force', c],
          ['change', a],
        ] as const) {
          const kept = new Float64Array(chosen.length);
          sums.kept(what, chosen.length, kept);
          expect(Array.from(kept, (value) => value + 0)).toEqual(expected.map((value) => value + 0));
        }
        for (let j = 0; j < columns; j++) {
          expect(f[j]! + 0).toBe(sumOf(c, j) + 0);
          expect(z[j]! + 0).toBe(
            sumOf(
              c.map((value, at) => value * a[at]!),
              j,
            ) + 0,
          );
          const weights = c.map((value, at) => value * ((1 / 12) * (a[at]! * a[at]!) + (1 / 3) * b[at]!));
          expect(third[j]! + 0).toBe(sumOf(weights, j) + 0);
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
