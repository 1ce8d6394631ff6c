/** The max-margin direction of some positive samples, by a dual solution that is proposed elsewhere and checked here. */

import { commonExponent, scaledInteger } from '../../numerics/dyadic.js';
import { integerProduct, nth, pairs } from '../../numerics/lists.js';
import { maxMargin } from '../../oracle/max-margin.js';
import { type Interval, isNotNegative } from '../arithmetic/interval.js';
import { mustHold } from '../undecided.js';
import type { Setting } from './setting.js';

/**
 * v with gamma = |v| and w^+ = v / |v|.
 *
 * v = sum q_i x_i with q on the simplex and x_i.v >= |v|^2 > 0 for all i proves it: v / |v| has margin |v| at least, and no unit w has
 * more, since min w.x_i <= sum q_i w.x_i = w.v <= |v|.
 */
export interface MarginVector {
  /** |v|^2 = gamma^2. */
  readonly square: Interval;
  readonly gamma: Interval;
  /** v.x_i for every sample. */
  readonly products: readonly Interval[];
  /** w_0.v. */
  readonly start: Interval;
}

/** The checked v for the given samples; throws Undecided where the check fails. */
export function marginVector(at: Setting, of: readonly number[]): MarginVector {
  const best = maxMargin({ dimension: at.data.d, atLeastOne: of.map((i) => Float64Array.from(nth(at.rows, i))) });
  mustHold(best.feasible, 'no max-margin direction is proposed');
  mustHold(best.exact !== undefined, 'the max-margin direction is enclosed only');
  return vectorBy(at, of, best.exact);
}

/** Integers that are said to be q_i times the denominator. */
export interface ProposedWeights {
  readonly weights: readonly bigint[];
  readonly denominator: bigint;
}

/** v by proposed q_i. @throws Undecided where they do not certify it */
export function vectorBy(
  { arithmetic, data, input, rows }: Setting,
  of: readonly number[],
  { weights, denominator }: ProposedWeights,
): MarginVector {
  mustHold(areShares({ weights, denominator }), 'q is not on the simplex');
  const exponent = commonExponent([...rows, input.start]);
  const integers = (row: readonly number[]): bigint[] => row.map((x) => scaledInteger(x, exponent));
  const scaledRows = rows.map(integers);
  const held = pairs(
    weights,
    of.map((i) => nth(scaledRows, i)),
  );
  // v is this times 2^exponent / denominator.
  const v = Array.from({ length: data.d }, (_, j) => held.reduce((sum, [weight, row]) => sum + weight * nth(row, j), 0n));
  const own = integerProduct(v, v);
  mustHold(own > 0n && held.every(([, row]) => integerProduct(row, v) * denominator >= own), 'q does not certify the direction');
  const [up, down] = [Math.max(0, 2 * exponent), Math.max(0, -2 * exponent)];
  const scaled = (numerator: bigint, below: bigint): Interval => arithmetic.quotient(numerator << BigInt(up), below << BigInt(down));
  const square = scaled(own, denominator * denominator);
  return {
    square,
    gamma: squareRoot(arithmetic.precision, square),
    products: scaledRows.map((row) => scaled(integerProduct(row, v), denominator)),
    start: scaled(integerProduct(integers(input.start), v), denominator),
  };
}

/** Whether no weight is negative, and their sum is the denominator. */
export function areShares({ weights, denominator }: ProposedWeights): boolean {
  return weights.every((weight) => weight >= 0n) && weights.reduce((a, b) => a + b, 0n) === denominator;
}

/** An enclosure of the square root over an interval without negative numbers. */
export function squareRoot(precision: number, a: Interval): Interval {
  mustHold(isNotNegative(a), 'a root is taken of a number that may be negative');
  const shift = BigInt(precision);
  return { low: integerRoot(a.low << shift), high: integerRoot(a.high << shift) + 1n };
}

/** floor(sqrt(x)), by Newton's iteration from above. */
function integerRoot(x: bigint): bigint {
  if (x === 0n) return 0n;
  let root = 1n << BigInt(Math.ceil(x.toString(2).length / 2));
  for (;;) {
    const next = (root + x / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
