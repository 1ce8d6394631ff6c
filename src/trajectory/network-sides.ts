/** On which side of its kink each unit of a network is, and what follows: partitions by pattern, combined weights, the linear problem. */

import { type Dataset, everySample, labelOf, sample } from '../data/dataset.js';
import { nth } from '../numerics/lists.js';
import { type Partition, type Partitions, partitionByPattern, partitionsOf } from '../oracle/pattern.js';
import type { LogTimeCheckpoint } from './log-time/index.js';

/**
 * Partitions by the sides on which log time has the units. It keeps them from one change to the next and leaves a unit that acts no more
 * right on its kink, where the sign of w_k.x_i is rounding's. Units that slide along their kinks or strike them again and again have
 * neither side for good; they count as they are there, those that slide as not active.
 *
 * @param neurons - K.
 */
export function partitionsInLogTime(data: Dataset, { active }: Pick<LogTimeCheckpoint, 'active'>, neurons: number): Partitions {
  const patternOf = everySample(data).map(() => new Uint8Array(neurons));
  for (const unit of active) nth(patternOf, Math.floor(unit / neurons))[unit % neurons] = 1;
  return partitionsOf(partitionByPattern(patternOf));
}

/** The samples that some neuron acts on, or that this one does, ascending. */
export function samplesActedOn({ partitions }: Partitions, neuron?: number): number[] {
  const acted = partitions.filter(({ neurons }) => (neuron === undefined ? neurons.length > 0 : neurons.includes(neuron)));
  return acted.flatMap(({ members }) => members).sort((a, b) => a - b);
}

/** Wt_h = sum of v_k w_k over the neurons active on a partition; d numbers. */
export function combinedWeights(w: Float64Array, neurons: readonly number[], v: readonly number[], d: number): Float64Array {
  const sum = new Float64Array(d);
  for (const k of neurons) {
    const weight = nth(v, k);
    for (let j = 0; j < d; j++) sum[j]! += weight * nth(w, k * d + j);
  }
  return sum;
}

/**
 * The network with these patterns as a linear model in all its weights (Soudry et al. 2017, corollary 8): y_i (v_k A_ik x_i)_k, K*d numbers
 * for each sample that some neuron acts on. y_i f(x_i) is their inner product with W.
 */
export function liftedRows(data: Dataset, v: readonly number[], partitions: readonly Partition[]): Float64Array[] {
  const { d } = data;
  const rows = new Map<number, Float64Array>();
  for (const { members, neurons } of partitions) {
    for (const i of neurons.length > 0 ? members : []) {
      const row = new Float64Array(v.length * d);
      // Adding 0 makes -0 of it 0.
      for (const k of neurons)
        row.set(
          sample(data, i).map((entry) => labelOf(data, i) * nth(v, k) * entry + 0),
          k * d,
        );
      rows.set(i, row);
    }
  }
  return everySample(data).flatMap((i) => rows.get(i) ?? []);
}
