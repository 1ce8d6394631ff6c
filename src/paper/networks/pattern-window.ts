/** A stretch of a network's run over which no activation pattern changes. */

import type { Parts } from '../../claim/parts.js';
import { type Dataset, sample } from '../../data/dataset.js';
import { isWithinRounding } from '../../numerics/exact-dot.js';
import { rowOf } from '../../numerics/vector.js';
import type { Partitions } from '../../oracle/pattern.js';
import type { Iterate } from './network-run.js';
import { partitionsAt } from './pattern-partitions.js';

/** A stretch of steps during which no activation pattern changes, from its first step T on. */
export interface Window extends Partitions {
  /** T, the first step with these patterns. */
  readonly from: Iterate;
  /** Whether the run goes by these patterns, but for what is not rounding's doing: it can turn the sign of a w_k.x_i whose terms cancel. */
  readonly sure: boolean;
}

/** The stretch that begins at an iterate of a network of `count` neurons. */
export function openWindow(data: Dataset, at: Iterate, count: number, parts: Parts): Window {
  const { partitions, disjoint } = partitionsAt(data, at.w, count, parts);
  const isSure = (i: number, neurons: readonly number[]): boolean => {
    const preactivations = rowOf(at.preactivation, i, count);
    return preactivations.every((computed, k) => {
      const turned = neurons.includes(k) !== computed > 0;
      return !turned || !isWithinRounding(computed, rowOf(at.w, k, data.d), sample(data, i));
    });
  };
  return {
    from: at,
    partitions,
    disjoint,
    sure: partitions.every(({ members, neurons }) => members.every((i) => isSure(i, neurons))),
  };
}
