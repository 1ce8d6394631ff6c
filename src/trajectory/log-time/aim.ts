/**
 * Where a unit is expected to reach its kink next: a step that ends at the first whole step beyond it saves the search.
 * A wrong expectation costs a trial, no exactness.
 */

import { exp, log } from '../../numerics/elementary.js';
import { COUNTABLE } from './motion.js';
import type { Trials } from './trials.js';

/** The reading of the whole step that is expected to be the first beyond a kink, from the start's derivatives; at most `longest`. */
export function expectedKink({ motion, watched, start, startRates, startCurvatures }: Trials, longest: number): number {
  return firstKink(motion.r, motion.piece.units, watched, longest, start, startRates, startCurvatures);
}

/** The same from the end of the last trial, which went to the reading r and found every unit before its kink. */
export function expectedLater({ motion, watched, levels, rates }: Trials, r: number, longest: number): number {
  return firstKink(r, motion.piece.units, watched, longest, levels, rates, undefined);
}

function firstKink(
  r: number,
  units: number,
  watched: Int32Array,
  longest: number,
  levels: Float64Array,
  rates: Float64Array,
  curvatures: Float64Array | undefined,
): number {
  if (r > COUNTABLE) return longest;
  const first = timeToKink(longest - r, units, watched, levels, rates, curvatures);
  const k = Math.floor(exp(r + first)) + 1;
  const step = log(k);
  return step < longest && r + first < COUNTABLE && step > r ? step : longest;
}

/** How long until a unit is expected at its kink, at most `longest`. */
function timeToKink(
  longest: number,
  units: number,
  watched: Int32Array,
  levels: Float64Array,
  rates: Float64Array,
  curvatures: Float64Array | undefined,
): number {
  let first = longest;
  for (let k = 0; k < watched.length; k++) {
    const at = watched[k]!;
    if (at >= units) break;
    const level = levels[at]!;
    if (!(level > 0) || level === Number.POSITIVE_INFINITY) continue;
    // The lesser positive root of level + rate u + curvature u^2 / 2, if there is one.
    const rate = rates[at]!;
    const below = Math.sqrt(rate * rate - (curvatures === undefined ? 0 : 2 * curvatures[at]! * level)) - rate;
    if (below > 0) first = Math.min(first, (2 * level) / below);
  }
  return first;
}
