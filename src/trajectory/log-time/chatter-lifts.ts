/** How high above their kinks strikes on several kinks of one neuron lift one another's samples. */

import { exp, log } from '../../numerics/elementary.js';

/** Most trials of how high strikes may lift a sample above its kink, by how much the next one is higher than needed, and the highest. */
const MOST_LIFTS = 60;
const HIGHER = 1.01;
const HIGHEST = 30;

/**
 * Heights that no sample is lifted beyond; undefined where none are found. A step takes a height u > 0 to u - b e^(growth u) plus what
 * it is lifted by, and one below 0 to less than that lift: both have to stay within.
 *
 * @param strikes - b, by kink.
 * @param lifts - by how much one step lifts at most, if all heights are as given.
 */
export function highestOf(
  strikes: Float64Array,
  growth: Float64Array,
  lifts: (heights: Float64Array) => Float64Array,
): Float64Array | undefined {
  let heights = new Float64Array(strikes.length);
  for (let tries = 0; tries < MOST_LIFTS; tries++) {
    const lift = lifts(heights);
    if (heights.every((height, j) => lift[j]! <= Math.min(height, height - leftAt(strikes[j]!, growth[j]!, height)))) return heights;
    // Where others lift by more than the own strike throws, it is longer from higher up.
    heights = heights.map((height, j) => Math.max(height, HIGHER * lift[j]!, log((HIGHER * lift[j]!) / strikes[j]!) / growth[j]!));
    if (!heights.every((height) => height < HIGHEST)) return undefined;
  }
  return undefined;
}

/** Largest u - b e^(growth u) for u from 0 to a height. */
function leftAt(strike: number, growth: number, height: number): number {
  const u = Math.min(height, Math.max(0, -log(strike * growth) / growth));
  return u - strike * exp(growth * u);
}
