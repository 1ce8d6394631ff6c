/** Partitions of a network whose neurons no step can wake on further samples. */

import { labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { isNotPositive } from '../arithmetic/interval.js';
import type { CertifiedHypothesis } from '../certificate.js';
import { areDisjoint, type NetworkIterate, type NetworkSetting, type Partition, partitionsOf } from '../enclosure/network-path.js';
import { samples, vector } from '../enclosure/separator.js';

/**
 * The partitions of an iterate where every sample has a neuron, no neuron acts on two partitions, v_k has the sign of the labels that
 * neuron k acts on, and no force on a neuron can wake it on a further sample (exact signs); else undefined.
 */
export function tidyPartitions({ data, inner, weights }: NetworkSetting, iterate: NetworkIterate): readonly Partition[] | undefined {
  const { patterns } = iterate;
  const partitions = partitionsOf(iterate);
  const pure = patterns.every((neurons, i) => neurons.length > 0 && neurons.every((k) => nth(weights, k) * labelOf(data, i) > 0));
  if (!pure || !areDisjoint(partitions)) return undefined;
  const asleep = partitions.every(({ members }) =>
    patterns.every((_, i) => members.includes(i) || members.every((j) => isNotPositive(inner(i, j)))),
  );
  return asleep ? partitions : undefined;
}

/** Why no neuron wakes on a further sample. */
export const SLEEP: readonly string[] = [
  'A neuron is moved only by samples x_j that it acts on, along v_k y_j x_j with v_k y_j > 0, and x_j.x_i <= 0 exactly for every x_i that it does not act on: it never wakes on those.',
];

/** Partitions in the words of an argument. */
export function partitionNames(partitions: readonly Partition[]): string {
  return partitions.map(({ members, neurons }) => `${samples(members)} by ${neuronNames(neurons)}`).join('; ');
}

/** Neurons in the words of an argument, counted from 1 there. */
export function neuronNames(neurons: readonly number[]): string {
  return neurons.length === 0 ? 'no neuron' : `neuron${neurons.length === 1 ? '' : 's'} ${neurons.map((k) => k + 1).join(', ')}`;
}

/** The hypothesis on v, which holds of every {@link NetworkSetting}. */
export function bothSigns({ weights }: NetworkSetting): CertifiedHypothesis {
  return { name: 'output weights non-zero and of both signs', how: `v = ${vector(weights)}` };
}
