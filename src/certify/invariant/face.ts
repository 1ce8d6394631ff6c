/** The face of the max-margin problem that a limit direction lies on: the samples that hold it, and projections on what they span beside it. */

import { integerProduct, nth, pairs } from '../../numerics/lists.js';
import { maxMargin } from '../../oracle/max-margin.js';
import { type Interval, point } from '../arithmetic/interval.js';
import { areShares, type ProposedWeights } from '../enclosure/margin.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';

/** Determinants are developed by rows. */
const MOST_DIMENSIONS = 6;

/** A sample with a positive multiplier. */
export interface Holder {
  readonly i: number;
  /** a_i or mu_i. */
  readonly weight: Interval;
}

/**
 * v = sum a_i x_i - sum mu_b x_b with sum a_i = 1, v.x_i >= |v|^2 on J and v.x_b <= 0 on all negatives, exactly, and equality where a multiplier is
 * positive. L is the span of all x_b and x_i - x_j of positive multipliers, which are at a right angle to v; P projects on L.
 */
export interface Face {
  readonly J: readonly number[];
  /** A: samples of J with a_i > 0. */
  readonly support: readonly Holder[];
  /** K: negatives with mu_b > 0. */
  readonly kinks: readonly Holder[];
  /** |v|^2. */
  readonly square: Interval;
  /** v.x_k. */
  along(k: number): Interval;
  /** v.x_k - |v|^2. */
  beyond(k: number): Interval;
  /** y_k.x_l with y_k = x_k - P x_k. */
  beside(k: number, l: number): Interval;
  /** Coordinates, here: inner products with the basis of L, the x_b and then x_i - x_j for j the first of A. These are those of a vector with the given w.x_k. */
  coordinates(products: readonly Interval[]): Interval[];
  /** Coordinates of P x_k. */
  coordinatesOf(k: number): readonly Interval[];
  /** Rows whose products with the inner products of a vector with the x_b are the coefficients of its projection on them. */
  readonly onKinks: readonly (readonly Interval[])[];
  /** The inner product of two vectors in L with these coordinates. */
  inner(a: readonly Interval[], b: readonly Interval[]): Interval;
}

/** The checked face for active positives J; undefined where there is none, or L has too many dimensions or a dependent basis. */
export function faceOf(at: Setting, J: readonly number[]): Face | undefined {
  const proposed = proposedFor(at, J);
  return proposed && faceBy(at, J, proposed);
}

/** The face by proposed multipliers. @throws Undecided where they do not certify a direction */
export function faceBy(at: Setting, J: readonly number[], proposed: ProposedMultipliers): Face | undefined {
  const { arithmetic } = at;
  const { onJ, onNegatives, denominator, products, square } = dualBy(at, J, proposed);
  const holders = (multipliers: Multipliers): Holder[] =>
    multipliers.flatMap(([i, weight]) => (weight > 0n ? [{ i, weight: arithmetic.quotient(weight, denominator) }] : []));
  const [support, kinks] = [holders(onJ), holders(onNegatives)];
  const span = spanOf(at, support, kinks);
  if (span === undefined) return undefined;
  const along = products.map((product) => arithmetic.divide(point(product), denominator));
  const beyond = products.map((product) => arithmetic.divide(point(product * denominator - square), denominator * denominator));
  return {
    J,
    support,
    kinks,
    square: arithmetic.divide(point(square), denominator * denominator),
    along: (k) => nth(along, k),
    beyond: (k) => nth(beyond, k),
    ...span,
  };
}

/** Samples with their multipliers. */
type Multipliers = readonly (readonly [i: number, weight: bigint])[];

/** v by its multipliers in integers. */
interface Dual {
  /** denominator a_i, and denominator mu_b. */
  readonly onJ: Multipliers;
  readonly onNegatives: Multipliers;
  readonly denominator: bigint;
  /** denominator v.x_k. */
  readonly products: readonly bigint[];
  /** denominator^2 |v|^2. */
  readonly square: bigint;
}

/** Integers that are said to be the a_i and mu_b times the denominator. */
export interface ProposedMultipliers extends ProposedWeights {
  readonly constraintWeights: readonly bigint[];
}

/** Undefined where no direction does what is asked. */
function proposedFor({ data, rows }: Setting, J: readonly number[]): ProposedMultipliers | undefined {
  const row = (i: number): Float64Array => Float64Array.from(nth(rows, i));
  const best = maxMargin({ dimension: data.d, atLeastOne: J.map(row), atMostZero: data.negatives.map(row) });
  if (!best.feasible) return undefined;
  mustHold(best.exact !== undefined, 'the max-margin direction is enclosed only');
  return best.exact;
}

function dualBy({ data, units, rows }: Setting, J: readonly number[], proposed: ProposedMultipliers): Dual {
  const { weights, constraintWeights, denominator } = proposed;
  mustHold(areShares(proposed) && constraintWeights.every((each) => each >= 0n), 'not multipliers');
  const [onJ, onNegatives] = [pairs(J, weights), pairs(data.negatives, constraintWeights)];
  const total = (multipliers: Multipliers, of: (i: number) => bigint): bigint =>
    multipliers.reduce((sum, [i, weight]) => sum + weight * of(i), 0n);
  const combined = (of: (i: number) => bigint): bigint => total(onJ, of) - total(onNegatives, of);
  const products = rows.map((_, k) => combined((i) => units(i, k)));
  const square = combined((i) => nth(products, i));
  const isComplementary = (weight: bigint, room: bigint): boolean => (weight > 0n ? room === 0n : room >= 0n);
  mustHold(
    square > 0n &&
      onJ.every(([i, weight]) => isComplementary(weight, nth(products, i) * denominator - square)) &&
      onNegatives.every(([b, weight]) => isComplementary(weight, -nth(products, b))),
    'the multipliers do not certify a direction',
  );
  return { onJ, onNegatives, denominator, products, square };
}

/** L by its basis; undefined where that has too many vectors or is dependent. */
function spanOf(
  { arithmetic, units, rows }: Setting,
  [first, ...others]: readonly Holder[],
  kinks: readonly Holder[],
): Pick<Face, 'beside' | 'coordinates' | 'coordinatesOf' | 'onKinks' | 'inner'> | undefined {
  if (first === undefined || kinks.length + others.length > MOST_DIMENSIONS) return undefined;
  const inBasis = <Value>(of: (i: number) => Value, less: (a: Value, b: Value) => Value): Value[] => [
    ...kinks.map(({ i }) => of(i)),
    ...others.map(({ i }) => less(of(i), of(first.i))),
  ];
  const own = rows.map((_, k) =>
    inBasis(
      (i) => units(i, k),
      (a, b) => a - b,
    ),
  );
  const basis = inBasis(
    (i) => nth(own, i),
    (a, b) => pairs(a, b).map(([x, y]) => x - y),
  );
  const whole = inverted(basis);
  const ofKinks = inverted(basis.slice(0, kinks.length).map((row) => row.slice(0, kinks.length)));
  if (whole === undefined || ofKinks === undefined) return undefined;
  const { cofactors, determinant } = whole;
  // All entries are in units of 2^-precision, so that this is the inner product of P x_k and P x_l in these units times the determinant.
  const within = (k: number, l: number): bigint =>
    integerProduct(
      nth(own, k),
      cofactors.map((entries) => integerProduct(entries, nth(own, l))),
    );
  const quotients = (of: Inverse): Interval[][] =>
    of.cofactors.map((entries) => entries.map((entry) => arithmetic.quotient(arithmetic.units(entry), of.determinant)));
  const inverse = quotients(whole);
  const coordinates = own.map((entries) => entries.map(point));
  return {
    beside: (k, l) => arithmetic.divide(point(units(k, l) * determinant - within(k, l)), determinant),
    coordinates: (values) =>
      inBasis(
        (i) => nth(values, i),
        (a, b) => arithmetic.subtract(a, b),
      ),
    coordinatesOf: (k) => nth(coordinates, k),
    onKinks: quotients(ofKinks),
    inner: (a, b) =>
      arithmetic.sum(
        pairs(inverse, a).map(([entries, x]) =>
          arithmetic.inner(
            entries.map((entry) => arithmetic.multiply(x, entry)),
            b,
          ),
        ),
      ),
  };
}

/** The inverse of a matrix, times its determinant. */
interface Inverse {
  readonly cofactors: readonly (readonly bigint[])[];
  readonly determinant: bigint;
}

/** Of a Gram matrix; undefined where that is singular. */
function inverted(matrix: readonly (readonly bigint[])[]): Inverse | undefined {
  const determinant = determinantOf(matrix);
  if (determinant <= 0n) return undefined;
  const unit = (place: number): bigint[] => matrix.map((_, s) => (s === place ? 1n : 0n));
  return { determinant, cofactors: matrix.map((row, p) => row.map((_, s) => determinantOf(matrix.with(p, unit(s))))) };
}

/** Developed by the first row. */
function determinantOf([top, ...below]: readonly (readonly bigint[])[]): bigint {
  if (top === undefined) return 1n;
  const rest = (column: number): bigint => determinantOf(below.map((row) => row.toSpliced(column, 1)));
  return top.reduce((sum, entry, s) => sum + (s % 2 === 0 ? entry : -entry) * rest(s), 0n);
}
