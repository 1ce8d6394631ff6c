import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  extendBasis,
  removeSpan,
  removeSpanFromColumns,
  removeSpanFromRows,
  rowProducts,
  symmetricProducts,
} from '../../src/numerics/span.js';
import { dot, norm } from '../../src/numerics/vector.js';

const entry = fc.integer({ min: -40, max: 40 });
const vector = (n: number) => fc.array(entry, { minLength: n, maxLength: n }).map((list) => Float64Array.from(list));
const matrix = (rows: number, columns: number) => vector(rows * columns);
const rowOf = (a: Float64Array, i: number, length: number) => a.slice(i * length, (i + 1) * length);
const columnOf = (a: Float64Array, j: number, n: number) => Float64Array.from({ length: n }, (_, i) => a[i * n + j]!);

function basisOf(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const each of vectors) extendBasis(basis, each.slice());
  return basis;
}

const drawn = fc
  .integer({ min: 1, max: 4 })
  .chain((n) => fc.record({ n: fc.constant(n), vectors: fc.array(vector(n), { maxLength: n }), a: matrix(n, n), b: matrix(n, n) }));

describe('a basis', () => {
  it('is orthonormal, and spans what it was made of', () => {
    fc.assert(
      fc.property(drawn, ({ vectors }) => {
        const basis = basisOf(vectors);

        basis.forEach((q, i) => {
          basis.forEach((other, j) => {
            expect(dot(q, other)).toBeCloseTo(i === j ? 1 : 0, 12);
          });
        });
        for (const each of vectors) {
          const rest = each.slice();
          removeSpan(basis, rest);
          expect(norm(rest)).toBeLessThan(1e-8 * (1 + norm(each)));
        }
      }),
    );
  });

  it('does not grow by what it spans, and grows by what it does not, however nearly', () => {
    const basis = basisOf([Float64Array.of(3, 4, 0)]);
    extendBasis(basis, Float64Array.of(-6, -8, 0));
    extendBasis(basis, new Float64Array(3));
    expect(basis).toHaveLength(1);
    extendBasis(basis, Float64Array.of(3, 4, 1e-7));
    expect(basis).toHaveLength(2);
    expect(Math.abs(dot(basis[0]!, basis[1]!))).toBeLessThan(1e-15);
    expect(Math.abs(basis[1]![2]!)).toBeCloseTo(1, 12);
  });
});

describe('what lies in a span', () => {
  it('is removed from a vector, and from every row or column of a matrix, and nothing else is', () => {
    fc.assert(
      fc.property(drawn, ({ n, vectors, a }) => {
        const basis = basisOf(vectors);
        const [rows, columns] = [a.slice(), a.slice()];
        removeSpanFromRows(basis, rows);
        removeSpanFromColumns(basis, columns);

        for (let i = 0; i < n; i++) {
          for (const [before, after] of [
            [rowOf(a, i, n), rowOf(rows, i, n)],
            [columnOf(a, i, n), columnOf(columns, i, n)],
          ] as const) {
            for (const q of basis) expect(dot(q, after)).toBeCloseTo(0, 10);
            // What is gone is in the span.
            const gone = before.map((value, j) => value - after[j]!);
            removeSpan(basis, gone);
            expect(norm(gone)).toBeLessThan(1e-10);
          }
        }
      }),
    );
  });
});

const double = fc.double({ min: -4, max: 4, noNaN: true });

/** Two matrices of n rows and m columns. */
const matrices = (shape: fc.Arbitrary<readonly [n: number, m: number]>) =>
  shape.chain(([n, m]) => {
    const matrix = fc.array(double, { minLength: n * m, maxLength: n * m }).map((entries) => Float64Array.from(entries));
    return fc.tuple(fc.constant(n), fc.constant(m), matrix, matrix);
  });

/** A B', each entry summed from the first product to the last. */
function plainly(n: number, m: number, a: Float64Array, b: Float64Array): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, k] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let j = 0; j < m; j++) sum += a[i * m + j]! * b[k * m + j]!;
    return sum;
  });
}

describe('products of rows', () => {
  it('are sums from the first to the last, to the bit, for even and odd sizes', () => {
    const square = fc.integer({ min: 1, max: 7 }).map((n) => [n, n] as const);
    fc.assert(
      fc.property(matrices(square), ([n, m, a, b]) => {
        const into = new Float64Array(n * n);

        rowProducts(n, a, b, into);

        expect(into).toEqual(plainly(n, m, a, b));
      }),
    );
  });

  it('are these where they are known to be symmetric, for odd and even numbers of rows', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(
        sizes.chain(([n, m]) => fc.record({ n: fc.constant(n), m: fc.constant(m), a: matrix(n, m), weights: vector(m) })),
        ({ n, m, a, weights }) => {
          // A D and A, D diagonal: A D A' is symmetric.
          const scaled = a.map((value, at) => value * weights[at % m]!);
          const into = new Float64Array(n * n).fill(Number.NaN);
          symmetricProducts(n, m, scaled, a, into);

          for (let i = 0; i < n; i++)
            for (let k = 0; k < n; k++) expect(into[i * n + k]! + 0).toBe(dot(rowOf(scaled, i, m), rowOf(a, k, m)) + 0);
        },
      ),
    );
  });
});
