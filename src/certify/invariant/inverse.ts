/** Inverses of small matrices of doubles, enclosed. */

import { type Interval, type IntervalArithmetic, isNegative } from '../arithmetic/interval.js';

/** A square matrix by rows. */
export type Matrix<Entry> = readonly (readonly Entry[])[];

/** The inverse of a matrix of two rows, or of the identity of any other number. @throws RangeError where it may have none. */
export function inverseOf(arithmetic: IntervalArithmetic, matrix: Matrix<number>): Matrix<Interval> {
  const entries = matrix.map((row) => row.map((entry) => arithmetic.double(entry)));
  if (matrix.length !== 2) return entries;
  const [[a, b], [c, d]] = entries as [[Interval, Interval], [Interval, Interval]];
  const determinant = arithmetic.subtract(arithmetic.multiply(a, d), arithmetic.multiply(b, c));
  const isTurned = isNegative(determinant);
  const inverse = arithmetic.reciprocal(isTurned ? arithmetic.negate(determinant) : determinant);
  const over = (x: Interval): Interval => arithmetic.multiply(isTurned ? arithmetic.negate(x) : x, inverse);
  return [
    [over(d), over(arithmetic.negate(b))],
    [over(arithmetic.negate(c)), over(a)],
  ];
}
