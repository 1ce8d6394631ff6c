/** Output weights and parameters of a network as its pattern partitions see them (section 4.2). */

import type { Hypothesis } from '../../claim/claim.js';
import { holds, paper } from '../../claim/hypotheses.js';

/** The hypothesis on v. */
export function hasBothSigns(v: readonly number[]): Hypothesis {
  return holds(
    paper('output-weights', 'output weights are non-zero and of both signs'),
    v.some((weight) => weight > 0) && v.some((weight) => weight < 0) && v.every((weight) => weight !== 0),
  );
}

/** The neurons k with A_h,k = 1, ascending. */
export function activeNeurons(pattern: Uint8Array): number[] {
  return Array.from(pattern.keys()).filter((k) => pattern[k] === 1);
}

/** Wt_h = sum of v_k w_k over the neurons active on a partition; d numbers. */
export function combinedWeights(w: Float64Array, neurons: readonly number[], v: readonly number[], d: number): Float64Array {
  return Float64Array.from({ length: d }, (_, j) => neurons.reduce((sum, k) => sum + v[k]! * w[k * d + j]!, 0));
}

/** sum of v_k^2 over some neurons. */
export function sumOfSquares(v: readonly number[], neurons: readonly number[]): number {
  return neurons.reduce((sum, k) => sum + v[k]! ** 2, 0);
}
