/** A case as the certifiers read it: signs and inner products of the given doubles, all exact. */
import type { Case } from '../data/case.js';
import { type Dataset, dataset } from '../data/dataset.js';
import { commonExponent } from '../numerics/dyadic.js';
import { type Interval, IntervalArithmetic, signOf } from './interval.js';
import { mustHold } from './undecided.js';

/** More bits than any product of two doubles has after the binary point. */
const MOST_BITS = 2200;

/** Data and start of a case; the intervals are points. */
export interface Setting {
  readonly arithmetic: IntervalArithmetic;
  readonly input: Case;
  readonly data: Dataset;
  readonly rows: readonly (readonly number[])[];
  /** gram[i][j] = x_i.x_j. */
  readonly gram: readonly (readonly Interval[])[];
  /** w_0.x_i. */
  readonly products: readonly Interval[];
  /** The sign of w_0.x_i. */
  readonly signs: readonly (-1 | 0 | 1)[];
}

/** Reads a case at the given precision, or as many bits more as its inner products need to be exact. */
export function settingOf(input: Case, precision: number): Setting {
  const data = dataset(input.data);
  const rows = input.data.x;
  mustHold(input.start.length === data.d, 'the start has not one number for each feature');
  const ofRows = commonExponent(rows);
  const ofStart = commonExponent([input.start]);
  const bits = Math.max(precision, -ofRows, -2 * ofRows, -ofStart, -ofStart - ofRows);
  mustHold(bits <= MOST_BITS, 'the inner products have too many digits');
  const arithmetic = new IntervalArithmetic(bits);
  const products = rows.map((row) => dot(arithmetic, input.start, row));
  const gram = rows.map((row) => rows.map((other) => dot(arithmetic, row, other)));
  return { arithmetic, input, data, rows, gram, products, signs: products.map((product) => signOf(product)!) };
}

/** The inner product of two vectors of doubles: a point if the precision suffices for its terms. */
export function dot(arithmetic: IntervalArithmetic, a: readonly number[], b: readonly number[]): Interval {
  return a.reduce((sum, entry, j) => arithmetic.add(sum, arithmetic.scale(arithmetic.double(entry), b[j]!)), arithmetic.zero);
}
