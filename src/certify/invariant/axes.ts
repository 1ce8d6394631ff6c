/** Axes along which a linear map of few dimensions acts plainly, and coordinates along them. */

import { nth } from '../../numerics/lists.js';
import type { Interval, IntervalArithmetic } from '../arithmetic/interval.js';

/** A square matrix by rows. */
export type Matrix<Entry> = readonly (readonly Entry[])[];

/** The columns are eigenvectors of a map of two dimensions with two real eigenvalues, whose largest entry is 1; else the usual axes. */
export function axesOf(map: Matrix<number>): Matrix<number> {
  const usual = map.map((_, i) => map.map((__, k) => (i === k ? 1 : 0)));
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = map;
  const half = (a + d) / 2;
  const square = half * half - (a * d - b * c);
  if (map.length !== 2 || !(square > 1e-12) || b === 0) return usual;
  const columns = [Math.sqrt(square), -Math.sqrt(square)].map((root) => {
    const column = [b, half + root - a];
    const largest = Math.max(...column.map(Math.abs));
    return column.map((entry) => entry / largest);
  });
  return [0, 1].map((i) => columns.map((column) => nth(column, i)));
}

/** The inverse of such axes, enclosed. @throws RangeError where they are dependent. */
export function inverseOf(arithmetic: IntervalArithmetic, axes: Matrix<number>): Matrix<Interval> {
  const entries = axes.map((row) => row.map((entry) => arithmetic.double(entry)));
  if (axes.length !== 2) return entries;
  const [[a, b], [c, d]] = entries as [[Interval, Interval], [Interval, Interval]];
  const determinant = arithmetic.subtract(arithmetic.multiply(a, d), arithmetic.multiply(b, c));
  const isNegative = determinant.high < 0n;
  const inverse = arithmetic.reciprocal(isNegative ? arithmetic.negate(determinant) : determinant);
  const over = (x: Interval): Interval => arithmetic.multiply(isNegative ? arithmetic.negate(x) : x, inverse);
  return [
    [over(d), over(arithmetic.negate(b))],
    [over(arithmetic.negate(c)), over(a)],
  ];
}
