/** A network's samples by activation pattern, with the neurons that act on them (section 4.2). */

import type { Hypothesis } from '../../claim/claim.js';
import { holds, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import type { Dataset } from '../../data/dataset.js';
import { nth, placesOf } from '../../numerics/lists.js';

/** B_h and the neurons k with A_h,k = 1, both ascending. */
export interface Partition {
  readonly members: readonly number[];
  readonly neurons: readonly number[];
}

/** The partitions at one iterate, in the order of their first samples. */
export interface Partitions {
  readonly partitions: readonly Partition[];
  /** Whether no neuron acts on two of them. */
  readonly disjoint: boolean;
}

/**
 * Groups the samples by activation pattern.
 *
 * @param w - parameters, neuron by neuron: K*d numbers.
 * @param count - K.
 */
export function partitionsAt(data: Dataset, w: Float64Array, count: number, parts: Parts): Partitions {
  const { patterns, members, disjoint } = parts.patternPartition(data, w, count);
  const partitions = patterns.map((pattern, h) => ({ members: members[h] ?? [], neurons: activeNeurons(pattern) }));
  return { partitions, disjoint };
}

function activeNeurons(pattern: Uint8Array): number[] {
  return placesOf([...pattern], (bit) => bit === 1);
}

/** The hypothesis on v. */
export function hasBothSigns(v: readonly number[]): Hypothesis {
  return holds(
    paper('output-weights', 'output weights are non-zero and of both signs'),
    v.some((weight) => weight > 0) && v.some((weight) => weight < 0) && v.every((weight) => weight !== 0),
  );
}

/** Whether neurons with output weights of either sign are among these. */
export function isOfBothSigns(v: readonly number[], neurons: readonly number[]): boolean {
  return neurons.some((k) => nth(v, k) > 0) && neurons.some((k) => nth(v, k) < 0);
}

/** Wt_h = sum of v_k w_k over the neurons active on a partition; d numbers. */
export function combinedWeights(w: Float64Array, neurons: readonly number[], v: readonly number[], d: number): Float64Array {
  const sum = new Float64Array(d);
  for (const k of neurons) {
    const weight = nth(v, k);
    for (let j = 0; j < d; j++) sum[j]! += weight * w[k * d + j]!;
  }
  return sum;
}

/** sum of v_k^2 over some neurons. */
export function sumOfSquares(v: readonly number[], neurons: readonly number[]): number {
  return neurons.reduce((sum, k) => sum + nth(v, k) ** 2, 0);
}
