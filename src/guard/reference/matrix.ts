/** Matrices of numbers with error bounds, row by row. */

import type { Arithmetic, Rounded } from './arithmetic.js';

/** A matrix by its rows. */
export type Matrix = readonly (readonly Rounded[])[];

/** Entries in the order of the rows as a matrix. */
export function matrixOf(entries: readonly Rounded[], columns: number): Matrix {
  return Array.from({ length: entries.length / columns }, (_, i) => entries.slice(i * columns, (i + 1) * columns));
}

/** Rows as columns. */
export function transposed(matrix: Matrix): Matrix {
  return (matrix[0] ?? []).map((_, j) => matrix.map((row) => row[j]!));
}

/** a b. */
export function product({ exact, add, multiply }: Arithmetic, a: Matrix, b: Matrix): Matrix {
  const columns = transposed(b);
  return a.map((row) => columns.map((column) => row.reduce((sum, x, i) => add(sum, multiply(x, column[i]!)), exact(0))));
}

/** factor a + other b. */
export function combined({ add, multiply }: Arithmetic, factor: Rounded, a: Matrix, other: Rounded, b: Matrix): Matrix {
  return a.map((row, i) => row.map((x, j) => add(multiply(factor, x), multiply(other, b[i]![j]!))));
}
