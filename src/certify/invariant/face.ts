/** The face of the max-margin problem that a limit direction lies on: the samples that hold it, and projections on what they span beside it. */
import { maxMargin } from '../../oracle/max-margin.js';
import { type Interval, point } from '../arithmetic/interval.js';
import { squareRoot } from '../enclosure/margin.js';
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
  /** v.x_k for every sample. */
  readonly along: readonly Interval[];
  /** v.x_k - |v|^2. */
  readonly beyond: readonly Interval[];
  /** y_k.x_l with y_k = x_k - P x_k. */
  beside(k: number, l: number): Interval;
  /** |P x_k|. */
  readonly lengths: readonly Interval[];
  /** Coordinates, here: inner products with the basis of L, the x_b and then x_i - x_j for j the first of A. These are those of a vector with the given w.x_k. */
  coordinates(products: readonly Interval[]): Interval[];
  /** Coordinates of the samples. */
  readonly samples: readonly (readonly Interval[])[];
  /** Rows whose products with the inner products of a vector with the x_b are the coefficients of its projection on them. */
  readonly onKinks: readonly (readonly Interval[])[];
  /** The inner product of two vectors in L with these coordinates. */
  inner(a: readonly Interval[], b: readonly Interval[]): Interval;
}

/** The checked face for active positives J; undefined where there is none, or L has too many dimensions or a dependent basis. */
export function faceOf({ arithmetic, data, gram, rows }: Setting, J: readonly number[]): Face | undefined {
  const row = (i: number): Float64Array => Float64Array.from(rows[i]!);
  const best = maxMargin({ dimension: data.d, atLeastOne: J.map(row), atMostZero: data.negatives.map(row) });
  if (!best.feasible) return undefined;
  mustHold(best.exact !== undefined, 'the max-margin direction is enclosed only');
  const { weights: q, constraintWeights: mu, denominator } = best.exact;
  mustHold(
    [...q, ...mu].every((each) => each >= 0n) && q.reduce((a, b) => a + b, 0n) === denominator && denominator > 0n,
    'not multipliers',
  );
  const g = (i: number, j: number): bigint => gram[i]![j]!.low;
  const exact = (numerator: bigint, below: bigint): Interval => arithmetic.divide(point(numerator), below);
  const combined = (of: (i: number) => bigint): bigint =>
    J.reduce((sum, i, p) => sum + q[p]! * of(i), 0n) - data.negatives.reduce((sum, b, p) => sum + mu[p]! * of(b), 0n);
  // denominator v.x_k and denominator^2 |v|^2.
  const products = rows.map((_, k) => combined((i) => g(i, k)));
  const square = combined((i) => products[i]!);
  const slack = (k: number): bigint => products[k]! * denominator - square;
  mustHold(
    square > 0n &&
      J.every((i, p) => (q[p]! > 0n ? slack(i) === 0n : slack(i) >= 0n)) &&
      data.negatives.every((b, p) => (mu[p]! > 0n ? products[b] === 0n : products[b]! <= 0n)),
    'the multipliers do not certify a direction',
  );
  const holders = (of: readonly number[], values: readonly bigint[]): Holder[] =>
    of.flatMap((i, p) => (values[p]! > 0n ? [{ i, weight: arithmetic.quotient(values[p]!, denominator) }] : []));
  const support = holders(J, q);
  const kinks = holders(data.negatives, mu);
  const dimension = kinks.length + support.length - 1;
  if (dimension > MOST_DIMENSIONS) return undefined;

  const first = support[0]!.i;
  const inBasis = (of: (i: number) => bigint): bigint[] => [
    ...kinks.map(({ i }) => of(i)),
    ...support.slice(1).map(({ i }) => of(i) - of(first)),
  ];
  const own = rows.map((_, k) => inBasis((i) => g(i, k)));
  const basis = [...kinks.map(({ i }) => own[i]!), ...support.slice(1).map(({ i }) => own[i]!.map((entry, p) => entry - own[first]![p]!))];
  const whole = inverted(basis);
  const ofKinks = inverted(kinks.map((_, p) => kinks.map((__, s) => basis[p]![s]!)));
  if (whole === undefined || ofKinks === undefined) return undefined;
  const { cofactors, determinant } = whole;
  // All entries are in units of 2^-precision, so that this is the inner product of P x_k and P x_l in these units times the determinant.
  const within = (k: number, l: number): bigint =>
    cofactors.reduce((sum, entries, p) => sum + own[k]![p]! * entries.reduce((part, entry, s) => part + entry * own[l]![s]!, 0n), 0n);
  const quotients = (of: Inverse): Interval[][] =>
    of.cofactors.map((entries) => entries.map((entry) => arithmetic.quotient(entry * arithmetic.one.low, of.determinant)));
  const inverse = quotients(whole);
  return {
    J,
    support,
    kinks,
    square: exact(square, denominator * denominator),
    along: products.map((product) => exact(product, denominator)),
    beyond: rows.map((_, k) => exact(slack(k), denominator * denominator)),
    beside: (k, l) => exact(g(k, l) * determinant - within(k, l), determinant),
    lengths: rows.map((_, k) => squareRoot(arithmetic.precision, exact(within(k, k), determinant))),
    coordinates: (values) => [
      ...kinks.map(({ i }) => values[i]!),
      ...support.slice(1).map(({ i }) => arithmetic.subtract(values[i]!, values[first]!)),
    ],
    samples: own.map((entries) => entries.map((entry) => point(entry))),
    onKinks: quotients(ofKinks),
    inner: (a, b) =>
      inverse.reduce(
        (sum, entries, p) =>
          entries.reduce((part, entry, s) => arithmetic.add(part, arithmetic.multiply(arithmetic.multiply(a[p]!, entry), b[s]!)), sum),
        arithmetic.zero,
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
  const sign = (p: number): bigint => ((p & 1) === 0 ? 1n : -1n);
  return { determinant, cofactors: matrix.map((_, p) => matrix.map((__, s) => sign(p + s) * determinantOf(minor(matrix, p, s)))) };
}

function minor(matrix: readonly (readonly bigint[])[], row: number, column: number): bigint[][] {
  return matrix.filter((_, p) => p !== row).map((entries) => entries.filter((_, s) => s !== column));
}

function determinantOf(matrix: readonly (readonly bigint[])[]): bigint {
  if (matrix.length === 0) return 1n;
  return matrix[0]!.reduce((sum, entry, s) => sum + ((s & 1) === 0 ? entry : -entry) * determinantOf(minor(matrix, 0, s)), 0n);
}
