/** A case as the certifiers read it: signs and inner products of the given doubles, all exact. */

import type { Case } from '../../data/case.js';
import { type Dataset, dataset, everySample, labelOf } from '../../data/dataset.js';
import { commonExponent } from '../../numerics/dyadic.js';
import { nth, pairs } from '../../numerics/lists.js';
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
  /** x_i.x_j, and the same in units of the arithmetic. @throws RangeError where there is no such sample. */
  readonly inner: (i: number, j: number) => Interval;
  readonly units: (i: number, j: number) => bigint;
}

/** All x_i.x_j. */
export function gramOf({ data, inner }: Pick<DataSetting, 'data' | 'inner'>): readonly (readonly Interval[])[] {
  const all = everySample(data);
  return all.map((i) => all.map((j) => inner(i, j)));
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
  const bits = Math.max(precision, -2 * ofRows, -ofStart, -ofStart - ofRows);
  mustHold(bits <= MOST_BITS, 'the inner products have too many digits');
  const arithmetic = new IntervalArithmetic(bits);
  const inner = innerProducts(arithmetic, rows);
  return { arithmetic, input, data, rows, inner, units: (i, j) => inner(i, j).low };
}

/** Inner products of rows, each taken when it is first asked for: of many samples few are. */
function innerProducts(arithmetic: IntervalArithmetic, rows: readonly (readonly number[])[]): DataSetting['inner'] {
  // Many cases consist of copies of few samples.
  const kinds = new Map<string, number>();
  const kindOf = rows.map((row) => {
    const key = row.join();
    const kind = kinds.get(key) ?? kinds.size;
    kinds.set(key, kind);
    return kind;
  });
  const known = new Map<number, Interval>();
  return (i, j) => {
    const place = nth(kindOf, i) * kinds.size + nth(kindOf, j);
    const product = known.get(place) ?? dot(arithmetic, nth(rows, i), nth(rows, j));
    known.set(place, product);
    return product;
  };
}

/** The case's start, or that part of it which is the start of one neuron. */
export function neuronOf(at: DataSetting, start: readonly number[] = at.input.start): Setting {
  mustHold(start.length === at.data.d, 'the start has not one number for each feature');
  const products = at.rows.map((row) => dot(at.arithmetic, start, row));
  return { ...at, products, signs: products.map(exactSign) };
}

/** The sign of a number that is known exactly. */
function exactSign(value: Interval): -1 | 0 | 1 {
  const sign = signOf(value);
  mustHold(sign !== undefined, 'an inner product is not exact');
  return sign;
}

/** Reads a case of one neuron. */
export function settingOf(input: Case, precision: number): Setting {
  return neuronOf(dataSettingOf(input, precision));
}

/** The inner product of two vectors of doubles: a point if the precision suffices for its terms. */
export function dot(arithmetic: IntervalArithmetic, a: readonly number[], b: readonly number[]): Interval {
  return arithmetic.sum(pairs(a, b).map(([x, y]) => arithmetic.scale(arithmetic.double(x), y)));
}

/** |sum a_i x_i|^2 over some samples i, with a in their order. */
export function lengthSquare({ arithmetic, inner }: DataSetting, of: readonly number[], a: readonly Interval[]): Interval {
  const terms = pairs(of, a);
  return arithmetic.sum(terms.flatMap(([i, x]) => terms.map(([j, y]) => arithmetic.multiply(arithmetic.multiply(x, y), inner(i, j)))));
}

/** y_i y_j x_i.x_j, in units of the arithmetic. */
export function signedProduct({ data, units }: Pick<DataSetting, 'data' | 'units'>, i: number, j: number): bigint {
  return BigInt(labelOf(data, i) * labelOf(data, j)) * units(i, j);
}
