/**
 * Proposed max-margin answers whose integers would take too long: the solution enclosed to some 200 bits. The check of answers proves the
 * support, or drops the proposal.
 *
 * Iterative refinement: float64 solves with the right inverse of the support rows, residuals in integers.
 */

import { binaryExponent, lowestExponent, scaledInteger } from '../numerics/dyadic.js';
import { largest } from '../numerics/lists.js';
import { largestSize, nearestQuotient, nearestRoot, sumOf } from '../numerics/rational.js';
import { rightInverse } from '../numerics/right-inverse.js';
import { addMultiple, dot, rowOf } from '../numerics/vector.js';
import { combination, type ExactRows, integerDot } from './exact-rows.js';
import type { EnclosedMargin } from './margin-problem.js';

/** Bits behind the point of the multipliers. */
const PRECISION = 256;
const ROUNDS = 40;

/** Multipliers in units of 2^-bits, near those that put w = sum multipliers g at g_k.w = 1 for all active rows. */
interface RefinedMultipliers {
  readonly active: readonly number[];
  /** Positive integers. */
  readonly multipliers: readonly bigint[];
  /** sum multipliers g, in integers. */
  readonly point: readonly bigint[];
  /** g_k.point is near this. */
  readonly level: bigint;
  /** A right inverse of the active rows as integers. */
  readonly inverse: readonly Float64Array[];
}

/**
 * Refines the multipliers of an active set, all of whose targets are 1.
 *
 * @returns undefined where there are none, they are dependent to working precision, a multiplier is not positive, or refinement does not converge.
 */
function refineMultipliers(rows: ExactRows, active: readonly number[]): RefinedMultipliers | undefined {
  if (active.length === 0) return undefined;
  const { dimension } = rows;
  const own = active.map((k) => rowOf(rows.scaled, k, dimension));
  const inverse = rightInverse(own);
  if (inverse === undefined) return undefined;
  // G^-1 = B'B.
  const correction = (residuals: Float64Array): Float64Array => {
    const inner = new Float64Array(dimension);
    inverse.forEach((b, i) => {
      addMultiple(inner, residuals[i]!, b);
    });
    return Float64Array.from(inverse, (b) => dot(b, inner));
  };
  const first = correction(new Float64Array(active.length).fill(1));
  const level = 1n << BigInt(PRECISION - 1 - binaryExponent(largest(first.map(Math.abs))));
  const multipliers = new Array<bigint>(active.length).fill(0n);
  let residuals = multipliers.map(() => level);
  for (let round = 0; round < ROUNDS; round++) {
    const unit = largestSize(residuals);
    const change = correction(Float64Array.from(residuals, (r) => nearestQuotient(r, unit)));
    const steps = Array.from(change, (x) => timesDouble(unit, x));
    steps.forEach((step, i) => {
      multipliers[i]! += step;
    });
    const point = combination(rows, active, multipliers);
    // The last unit may go to and fro.
    if (largestSize(steps) <= 1n) return multipliers.every((m) => m > 0n) ? { active, multipliers, point, level, inverse } : undefined;
    residuals = active.map((k) => level - integerDot(rows.integer(k), point));
  }
  return undefined;
}

/** unit x, rounded to an integer. */
function timesDouble(unit: bigint, x: number): bigint {
  const exponent = lowestExponent(x) ?? 0;
  // A shift by a negative number is one to the other side.
  const half = 1n << BigInt(-exponent - 1);
  return (unit * scaledInteger(x, exponent) + half) >> BigInt(-exponent);
}

/**
 * The answer to a problem without constraints, enclosed; what it says is still to be checked.
 *
 * @param rows - of `atLeastOne`.
 * @param proposal - the support, in any order.
 * @returns undefined where there is no support, or refinement fails: rows that are dependent, or multipliers that are not positive.
 */
export function encloseMargin(rows: ExactRows, proposal: readonly number[]): EnclosedMargin | undefined {
  const active = proposal.toSorted((a, b) => a - b);
  const refined = refineMultipliers(rows, active);
  if (refined === undefined) return undefined;
  const { multipliers, point, level, inverse } = refined;
  const total = sumOf(multipliers);
  const square = integerDot(point, point);
  const weights = new Float64Array(rows.count);
  active.forEach((k, i) => {
    weights[k] = nearestQuotient(multipliers[i]!, total);
  });
  return {
    feasible: true,
    direction: Float64Array.from(point, (x) => (x < 0n ? -1 : 1) * nearestRoot(x * x, square)),
    margin: nearestRoot(level * level, square, rows.exponent),
    weights,
    constraintWeights: new Float64Array(0),
    support: active,
    degenerate: [],
    exact: undefined,
    enclosure: { multipliers, level, inverse },
    certified: true,
  };
}
