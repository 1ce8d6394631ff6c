/** The max-margin directions that theorem 4.1 compares a network with: one of each pattern partition. */

import { type Dataset, subset } from '../data/dataset.js';
import { nth } from '../numerics/lists.js';
import { maxMargin, signedRows } from './max-margin.js';
import type { Partition } from './pattern.js';

/** A pattern partition B_h with its max margin. */
export interface PartitionMargin extends Partition {
  /** The max-margin direction of the y x over the members, where they are separable: where theorem 4.1 sends the sum of v_k w_k. */
  readonly best?: Float64Array;
}

/** A direction that theorem 4.1 sends neurons to. */
export interface NeuronTarget {
  /** h, the place of the partition. */
  readonly partition: number;
  readonly neurons: readonly number[];
  /** The sign of their output weights. */
  readonly sign: 1 | -1;
  /** Of length 1: the partition's max-margin direction, turned round where the sign is -1. */
  readonly direction: Float64Array;
}

/** Each partition with its max margin. */
export function partitionMargins(data: Dataset, partitions: readonly Partition[]): PartitionMargin[] {
  return partitions.map(({ members, neurons }): PartitionMargin => {
    const answer = maxMargin({ dimension: data.d, atLeastOne: signedRows(subset(data, members)) });
    return { members, neurons, ...(answer.feasible ? { best: answer.direction } : {}) };
  });
}

/**
 * Where theorem 4.1 sends single neurons: those that act on one partition alone move as v_k times what moves its sum of v_k w_k
 * (eq. 29). Neurons that act on several partitions or on none have no such direction.
 */
export function neuronTargets(partitions: readonly PartitionMargin[], outputWeights: readonly number[]): NeuronTarget[] {
  const actsOnce = (k: number): boolean => partitions.filter(({ neurons }) => neurons.includes(k)).length === 1;
  return partitions.flatMap(({ neurons, best }, partition) => {
    if (best === undefined) return [];
    return ([1, -1] as const).flatMap((sign): NeuronTarget[] => {
      const own = neurons.filter((k) => actsOnce(k) && sign * nth(outputWeights, k) > 0);
      return own.length === 0 ? [] : [{ partition, neurons: own, sign, direction: best.map((entry) => sign * entry) }];
    });
  });
}
