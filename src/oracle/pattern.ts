/** Activation patterns of a hidden layer and the partition of the samples by pattern (section 4.2). */

import { type Dataset, everySample, sample } from '../data/dataset.js';
import { signOfDot } from '../numerics/exact-dot.js';
import { nth, placesOf } from '../numerics/lists.js';

/** Samples grouped by activation pattern; partitions in the order of their first samples. */
export interface PatternPartition {
  /** A_h of each partition: K bits, 1 where w_k.x > 0 for its samples. */
  readonly patterns: readonly Uint8Array[];
  /** B_h: the samples of each partition, ascending. */
  readonly members: readonly (readonly number[])[];
  /** The partition of each sample. */
  readonly of: readonly number[];
  /** Whether the patterns of any two partitions have no active neuron in common. */
  readonly disjoint: boolean;
}

/** A pattern partition B_h and the neurons that act on it, those k with A_h,k = 1; both ascending. */
export interface Partition {
  readonly members: readonly number[];
  readonly neurons: readonly number[];
}

/** The partitions at one moment, in the order of their first samples. */
export interface Partitions {
  readonly partitions: readonly Partition[];
  /** Whether no neuron acts on two of them. */
  readonly disjoint: boolean;
}

/**
 * Groups the samples by their activation pattern at W, by exact signs.
 *
 * @param w - parameters, neuron by neuron: K*d finite numbers.
 * @param neurons - K.
 * @throws RangeError when w has another length or an entry is not finite.
 */
export function patternPartition(data: Dataset, w: ArrayLike<number>, neurons: number): PatternPartition {
  if (w.length !== neurons * data.d) {
    throw new RangeError(`pattern partition: w has ${w.length} entries, not ${neurons} neurons times ${data.d} features`);
  }
  const weights = Array.from({ length: neurons }, (_, k) => Float64Array.from({ length: data.d }, (_, j) => nth(w, k * data.d + j)));
  return partitionByPattern(
    everySample(data).map((i) => Uint8Array.from(weights, (neuron) => (signOfDot(neuron, sample(data, i)) > 0 ? 1 : 0))),
  );
}

/**
 * Groups the samples by patterns that are known.
 *
 * @param patternOf - K bits of each sample.
 */
export function partitionByPattern(patternOf: readonly Uint8Array[]): PatternPartition {
  const groups = new Map<string, { readonly h: number; readonly pattern: Uint8Array; readonly members: number[] }>();
  const of = patternOf.map((pattern, i) => {
    const key = pattern.join('');
    const group = groups.get(key) ?? { h: groups.size, pattern, members: [] };
    groups.set(key, group);
    group.members.push(i);
    return group.h;
  });
  const patterns = Array.from(groups.values(), ({ pattern }) => pattern);
  const disjoint = (patterns[0] ?? []).every((_, k) => patterns.filter((pattern) => pattern[k] === 1).length <= 1);
  return { patterns, members: Array.from(groups.values(), ({ members }) => members), of, disjoint };
}

/** Partitions by the patterns that the samples have, as at a step by exact signs. */
export function partitionsOf({ patterns, members, disjoint }: PatternPartition): Partitions {
  const partitions = patterns.map((pattern, h) => ({ members: nth(members, h), neurons: placesOf([...pattern], (bit) => bit === 1) }));
  return { partitions, disjoint };
}
