/** The max-margin directions that theorem 4.1 compares a network with: one of each pattern partition. */

import { type Dataset, subset } from '../data/dataset.js';
import { nth, placesOf } from '../numerics/lists.js';
import { maxMargin, signedRows } from './max-margin.js';
import { patternPartition } from './pattern.js';

/** A pattern partition B_h with the neurons that act on it. */
export interface PartitionMargin {
  readonly members: readonly number[];
  /** The k of A_h,k = 1. */
  readonly neurons: readonly number[];
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

/**
 * The partitions of the samples at W, in the order of their first samples, by exact signs.
 *
 * @param w - parameters, neuron by neuron: K*d finite numbers.
 * @param neurons - K.
 * @throws RangeError as `patternPartition` does.
 */
export function partitionMargins(data: Dataset, w: ArrayLike<number>, neurons: number): PartitionMargin[] {
  const { patterns, members } = patternPartition(data, w, neurons);
  return patterns.map((pattern, h): PartitionMargin => {
    const inside = nth(members, h);
    const answer = maxMargin({ dimension: data.d, atLeastOne: signedRows(subset(data, inside)) });
    return {
      members: inside,
      neurons: placesOf([...pattern], (bit) => bit === 1),
      ...(answer.feasible ? { best: answer.direction } : {}),
    };
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
