/** A case as the certifiers read it: signs and inner products of the given doubles, all exact. */
import type { Case } from '../../data/case.js';
import { type Dataset, dataset } from '../../data/dataset.js';
import { commonExponent } from '../../numerics/dyadic.js';
import { type Interval, IntervalArithmetic, signOf } from '../arithmetic/interval.js';
import { mustHold } from '../undecided.js';

/** More bits than any product of two doubles has after the binary point. */
const MOST_BITS = 2200;

/** The data of a case, for any number of neurons; the intervals are points. */
export interface DataSetting {
  readonly arithmetic: IntervalArithmetic;
  readonly input: Case;
  readonly data: Dataset;
  readonly rows: readonly (readonly number[])[];
  /** gram[i][j] = x_i.x_j. */
  readonly gram: readonly (readonly Interval[])[];
}

/** The data and the start of one neuron. */
export interface Setting extends DataSetting {
  /** w_0.x_i. */
  readonly products: readonly Interval[];
  /** The sign of w_0.x_i. */
  readonly signs: readonly (-1 | 0 | 1)[];
}

/** Reads a case's data at the given precision, or as many bits more as its inner products, those with the start among them, need to be exact. */
export function dataSettingOf(input: Case, precision: number): DataSetting {
  const data = dataset(input.data);
  const rows = input.data.x;
  const ofRows = commonExponent(rows);
  const ofStart = commonExponent([input.start]);
  const bits = Math.max(precision, -ofRows, -2 * ofRows, -ofStart, -ofStart - ofRows);
  mustHold(bits <= MOST_BITS, 'the inner products have too many digits');
  const arithmetic = new IntervalArithmetic(bits);
  // Many cases consist of copies of few samples.
  const keys = rows.map((row) => row.join());
  const kinds = [...new Set(keys)].map((key) => rows[keys.indexOf(key)]!);
  const products = new Map(
    kinds.map((row) => [row.join(), new Map(kinds.map((other) => [other.join(), dot(arithmetic, row, other)]))] as const),
  );
  const gram = keys.map((key) => keys.map((other) => products.get(key)!.get(other)!));
  return { arithmetic, input, data, rows, gram };
}

/** The case's start, or that part of it which is the start of one neuron. */
export function neuronOf(at: DataSetting, start: readonly number[] = at.input.start): Setting {
  mustHold(start.length === at.data.d, 'the start has not one number for each feature');
  const products = at.rows.map((row) => dot(at.arithmetic, start, row));
  return { ...at, products, signs: products.map((product) => signOf(product)!) };
}

/** Reads a case of one neuron. */
export function settingOf(input: Case, precision: number): Setting {
  return neuronOf(dataSettingOf(input, precision));
}

/** The inner product of two vectors of doubles: a point if the precision suffices for its terms. */
export function dot(arithmetic: IntervalArithmetic, a: readonly number[], b: readonly number[]): Interval {
  return a.reduce((sum, entry, j) => arithmetic.add(sum, arithmetic.scale(arithmetic.double(entry), b[j]!)), arithmetic.zero);
}

/** |sum a_i x_i|^2 over some samples i, with a in their order. */
export function lengthSquare({ arithmetic, gram }: DataSetting, of: readonly number[], a: readonly Interval[]): Interval {
  let sum = arithmetic.zero;
  of.forEach((i, p) => {
    of.forEach((j, q) => {
      sum = arithmetic.add(sum, arithmetic.multiply(arithmetic.multiply(a[p]!, a[q]!), gram[i]![j]!));
    });
  });
  return sum;
}
