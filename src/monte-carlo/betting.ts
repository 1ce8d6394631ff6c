/**
 * Confidence limits for the mean of independent numbers in a known range, by betting.
 *
 * For X_1, X_2, ... independent in [0, 1] with mean mu, and bets b_i >= 0 that depend on X_1, ..., X_{i-1} alone,
 * K_i(m) = prod_{j<=i} (1 + b_j (X_j - m)) is a non-negative supermartingale where m >= mu. By Ville's inequality it reaches
 * 1/delta with probability at most delta, so all m for which it did lie below mu but with that probability. With b_j < 1 not
 * depending on m, K_i falls as m grows, and the largest such m is found by bisection.
 *
 * Waudby-Smith and Ramdas, Estimating means of bounded random variables by betting, J. R. Stat. Soc. B 86 (2024), section 4.
 * Nothing is asked of the distribution but its range; at levels like 1e-16 the limits are about half as far away as those of
 * Maurer and Pontil (2009), whose term 7 ln(2/delta) / (3 (m-1)) then decides.
 */

import { log } from '../numerics/elementary.js';

/** A value outside the range that it was promised to lie in: what was run is not what the range was worked out for. */
export class OutsideRangeError extends RangeError {
  override readonly name = 'OutsideRangeError';
}

/** A mean with limits, each of which fails with the stated probability at most. */
export interface MeanLimits {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Values seen before the first bet is made: they set its size, and where values are cut off. */
const PILOT_SHARE = 1 / 16;
const LEAST_PILOT = 8;
/** Bets below 1 keep every factor positive for all m in [0, 1]. */
const LARGEST_BET = 0.9;
const BISECTIONS = 40;
/** Lets the rounding errors of a few thousand factors never count as evidence. */
const CAUTION = 1 + 1e-9;

/**
 * Limits for the mean of the distribution of `values`, each wrong with probability at most delta / 2.
 *
 * The lower limit is that of min(X, c), a smaller mean, with c a multiple of what the pilot shows; the upper one likewise. So
 * a range that is wide for the sake of rare values costs on one side only.
 *
 * @param values - independent, identically distributed, in the order in which they were drawn.
 * @param range - numbers that no value can lie outside of, known beforehand.
 * @throws OutsideRangeError when a value lies outside the range; RangeError when delta is not in (0, 1).
 */
export function bettingLimits(values: Float64Array, range: readonly [number, number], delta: number): MeanLimits {
  if (!(delta > 0 && delta < 1)) throw new RangeError(`betting: delta is ${delta}, not between 0 and 1`);
  const [least, most] = range;
  for (const value of values) {
    if (!(value >= least && value <= most)) throw new OutsideRangeError(`${value} lies outside [${least}, ${most}]`);
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (!(most > least)) return { mean: least, low: least, high: most };
  const distance = lowerLimit(
    values.map((value) => value - least),
    most - least,
    delta / 2,
  );
  const fromAbove = lowerLimit(
    values.map((value) => most - value),
    most - least,
    delta / 2,
  );
  return { mean, low: least + distance, high: most - fromAbove };
}

/** A lower limit for the mean of numbers in [0, length]. */
function lowerLimit(values: Float64Array, length: number, delta: number): number {
  const pilot = Math.min(values.length, Math.max(LEAST_PILOT, Math.floor(values.length * PILOT_SHARE)));
  let largest = 0;
  for (let i = 0; i < pilot; i++) largest = Math.max(largest, values[i]!);
  const unit = Math.min(length, 1.5 * largest);
  if (!(unit > 0)) return 0;
  const scaled = values.map((value) => Math.min(1, value / unit));
  const bets = betsOn(scaled, pilot, delta);
  let low = 0;
  let high = 1;
  for (let turn = 0; turn < BISECTIONS; turn++) {
    const middle = (low + high) / 2;
    if (wins(scaled, bets, middle, CAUTION / delta)) low = middle;
    else high = middle;
  }
  return low * unit;
}

/** The bet on each value, from the variance of those before it; none on the pilot. */
function betsOn(scaled: Float64Array, pilot: number, delta: number): Float64Array {
  const count = scaled.length;
  const bets = new Float64Array(count);
  const stake = -2 * log(delta);
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    if (i >= pilot) bets[i] = Math.min(LARGEST_BET, Math.sqrt((stake * i) / ((count - pilot) * (squares + 1 / count))));
    const before = scaled[i]! - mean;
    mean += before / (i + 1);
    squares += before * (scaled[i]! - mean);
  }
  return bets;
}

/** Whether the capital of the bets against a mean of m or less ever reaches a goal. */
function wins(scaled: Float64Array, bets: Float64Array, m: number, goal: number): boolean {
  let capital = 1;
  for (let i = 0; i < scaled.length; i++) {
    capital *= 1 + bets[i]! * (scaled[i]! - m);
    if (capital >= goal) return true;
  }
  return false;
}
