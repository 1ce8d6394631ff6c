/** Two-sided bounds on SGD's expectations for any number of steps, where all active samples are one vector x. */

import { exp } from '../numerics/elementary.js';
import { gamma as roundingOf } from '../numerics/rounding.js';

/** A lower and an upper bound. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Bounds at a step t. */
export interface OneDirectionStep {
  /** Of E l(w_t, x) = E exp(-w_t.x). */
  readonly loss: Bounds;
  /** Of E a_t and of the mean of E a_0, ..., E a_{t-1}, where w_t = w_0 + a_t x. */
  readonly moved: Bounds;
  readonly averageMoved: Bounds;
  /** Of sum_{k<t} eta_k E l(w_k, x). */
  readonly weightedLosses: Bounds;
}

/** Covers the rounding of 10^4 steps and more. */
const SLACK = roundingOf(2 ** 22);

/**
 * Let l_k = exp(-w_k.x). A draw of x, of probability p, takes l to phi(l) = l exp(-c l) with c = eta_k |x|^2; other draws leave it.
 *
 * Upper bound: phi is concave on [0, 2/c], which holds l <= l_0 < 1 as c < 2, so E phi(l) <= phi(E l), and phi(m) is largest at
 * m = 1/c. Lower bound: E l exp(-c l) >= E l exp(-c E l^2 / E l) (Jensen, weights l), with E l^2 <= l_0 E l and with an upper bound
 * carried along for E l^2 where y exp(-2 c sqrt y) is concave, c sqrt y <= 3/2.
 *
 * @param share - p in (0, 1].
 * @param square - |x|^2 < 2.
 * @param begin - w_0.x > 0.
 * @returns one entry for each of the steps 0, ..., steps.
 * @throws RangeError when an argument is outside its range.
 */
export function oneDirectionBounds(
  share: number,
  square: number,
  begin: number,
  eta: (k: number) => number,
  steps: number,
): OneDirectionStep[] {
  if (!(share > 0 && share <= 1)) throw new RangeError(`one direction: share ${share} is not in (0, 1]`);
  if (!(square > 0 && square < 2)) throw new RangeError(`one direction: |x|^2 = ${square} is not in (0, 2)`);
  if (!(begin > 0)) throw new RangeError(`one direction: w_0.x = ${begin} is not positive`);
  const most = exp(-begin);
  const low = { loss: most, moved: 0, averaged: 0, weighted: 0 };
  const high = { loss: most, moved: 0, averaged: 0, weighted: 0 };
  let secondMoment = most * most;
  const found: OneDirectionStep[] = [];
  for (let k = 0; k <= steps; k++) {
    const bounds = (key: keyof typeof low, divisor = 1): Bounds => ({
      low: (low[key] / divisor) * (1 - SLACK),
      high: (high[key] / divisor) * (1 + SLACK),
    });
    found.push({
      loss: bounds('loss'),
      moved: bounds('moved'),
      averageMoved: bounds('averaged', Math.max(1, k)),
      weightedLosses: bounds('weighted'),
    });
    const rate = eta(k);
    const c = rate * square;
    for (const side of [low, high]) {
      side.averaged += side.moved;
      side.moved += share * rate * side.loss;
      side.weighted += rate * side.loss;
    }
    const drawnLow = low.loss * Math.max(exp(-c * most), exp((-c * secondMoment) / low.loss));
    low.loss += share * (drawnLow - low.loss);
    high.loss += share * (largestUpTo(high.loss, c) - high.loss);
    if (c * most <= 1.5) secondMoment += share * (largestUpTo(Math.sqrt(secondMoment), c) ** 2 - secondMoment);
  }
  return found;
}

/** The largest m exp(-c m) over 0 <= m <= last. */
function largestUpTo(last: number, c: number): number {
  const m = Math.min(last, 1 / c);
  return m * exp(-c * m);
}
