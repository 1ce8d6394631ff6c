/**
 * The largest margin over the ball of the l1 or the l-infinity norm, between certified bounds.
 *
 * Linear programs propose a direction w and weights q on the rows; exact arithmetic then evaluates both. Any w bounds the margin from
 * below by min_i a_i.w / |w|, any q from above by the dual norm of sum_i q_i a_i / sum_i q_i. So wrong proposals widen the bounds and
 * no more.
 */

import { adjacent, commonExponent, scaledInteger } from '../numerics/dyadic.js';
import { nth } from '../numerics/lists.js';
import { absolute, greatest, least, nearestQuotient, sumOf } from '../numerics/rational.js';
import type { Numbers } from '../numerics/vector.js';
import { type Ball, proposeOnBall } from './ball-proposal.js';
import { ExactRows, integerDot } from './exact-rows.js';

export type { Ball } from './ball-proposal.js';

/** Bounds on max over |w| <= 1 of min_i a_i.w, each with what proves it. */
export interface BallMargin {
  /** The margin is at least this, */
  readonly low: number;
  /** and at most this. */
  readonly high: number;
  /** A vector with min_i a_i.w >= low |w|; any multiple of it will do. */
  readonly direction: Float64Array;
  /** q >= 0 with |sum_i q_i a_i|_* <= high sum_i q_i, in the dual norm. */
  readonly weights: Float64Array;
}

/**
 * The largest margin min_i a_i.w over |w| <= 1 in the norm of the ball; undefined where the solver gives up or there is no positive
 * margin.
 *
 * @param rows - a_i, of one length, such as `signedRows(data)`.
 * @example
 * ```ts
 * import { ballMargin } from 'claimcheck/claims';
 *
 * const { low = 0, high = 0 } = ballMargin([[1, 0], [0, 2]], 'l1') ?? {};
 * low <= 2 / 3 && 2 / 3 <= high; // true
 * high - low < 1e-8; // true
 * ```
 */
export function ballMargin(rows: readonly Numbers[], ball: Ball): BallMargin | undefined {
  const dimension = rows[0]?.length ?? 0;
  if (dimension === 0) return undefined;
  const proposed = proposeOnBall(rows, dimension, ball);
  return proposed && evaluatedOnBall(rows, ball, proposed.direction, proposed.weights);
}

/** What any vector and weights prove of the margin; undefined where they prove no positive margin, or no bound. */
export function evaluatedOnBall(
  rows: readonly Numbers[],
  ball: Ball,
  direction: Float64Array,
  weights: Float64Array,
): BallMargin | undefined {
  if (![...direction, ...weights].every(Number.isFinite)) return undefined;
  const dimension = direction.length;
  const exact = new ExactRows(rows, dimension);
  const all = Array.from({ length: exact.count }, (_, i) => exact.integer(i));
  const w = integersOf(direction);
  const lowest = least(all.map((row) => integerDot(row, w)));
  const q = integersOf(weights);
  const mixed = Array.from({ length: dimension }, (_, j) =>
    integerDot(
      q,
      all.map((row) => nth(row, j)),
    ),
  );
  const total = size(q, 'l1');
  if (lowest <= 0n || total === 0n || q.some((weight) => weight < 0n)) return undefined;
  const dual = size(mixed, ball === 'l1' ? 'l-infinity' : 'l1');
  return {
    low: adjacent(nearestQuotient(lowest, size(w, ball), exact.exponent), -1),
    high: adjacent(nearestQuotient(dual, total, exact.exponent), 1),
    direction,
    weights,
  };
}

/** The norm of an integer vector. */
function size(vector: readonly bigint[], norm: Ball): bigint {
  const sizes = vector.map(absolute);
  return norm === 'l1' ? sumOf(sizes) : greatest(sizes);
}

/** A vector in units of the lowest bit in it. */
function integersOf(vector: Float64Array): bigint[] {
  const exponent = commonExponent([vector]);
  return Array.from(vector, (x) => scaledInteger(x, exponent));
}
