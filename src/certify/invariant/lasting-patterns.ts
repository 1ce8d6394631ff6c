/** Activation patterns that no step changes, by exact signs, and what is said of them. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth, pairs } from '../../numerics/lists.js';
import { isNotNegative, isNotPositive } from '../arithmetic/interval.js';
import type { CertifiedHypothesis } from '../certificate.js';
import type { NetworkIterate, NetworkSetting, Partition } from '../enclosure/network-path.js';
import { samples } from '../enclosure/separator.js';
import { neuronNames } from './tidy-partitions.js';

/** That patterns are disjoint at step t, and constant: for ever, or up to the next step. */
export function patternHypotheses(t: number, partitions: readonly Partition[], forever: boolean): CertifiedHypothesis[] {
  const split = partitions.map(({ members, neurons }) => `${samples(members)} (${neuronNames(neurons)})`).join('; ');
  const signs = t === 0 ? 'exact signs' : 'enclosed signs';
  return [
    { name: 'patterns disjoint', how: `${signs} of all w_k.x_i at step ${t}: ${split}` },
    {
      name: 'patterns constant',
      how: forever
        ? `for every t >= ${t}: where neuron k acts on x_i, v_k y_i > 0, and x_i.x_j >= 0 for the j that k acts on, <= 0 for all others, by exact signs; so no step takes w_k.x_j across 0`
        : `signs of all w_k.x_i at steps ${t} and ${t + 1}; the claim is judged on such stretches of steps`,
    },
    ...(forever && partitions.every(({ neurons }) => neurons.length > 0)
      ? [
          {
            name: 'L(W) -> 0',
            how: 'every sample has a neuron; a step that pulls y_i f(x_i) raises it by its size times (sum v_k^2) exp(-y_i f(x_i)) |x_i|^2 or more, so without bound',
          },
        ]
      : []),
  ];
}

/** Whether every neuron only gains on the samples that it acts on, and none on any other, at this step and so at all later ones. */
export function staysForever({ data, inner, weights }: NetworkSetting, partitions: readonly Partition[]): boolean {
  return partitions.every(({ members, neurons }) =>
    members.every(
      (i) =>
        neurons.every((k) => nth(weights, k) * labelOf(data, i) > 0) &&
        (neurons.length === 0 ||
          everySample(data).every((j) => (members.includes(j) ? isNotNegative(inner(i, j)) : isNotPositive(inner(i, j))))),
    ),
  );
}

/** Whether the same neurons act on the same samples at both iterates. */
export function samePatterns(a: NetworkIterate, b: NetworkIterate): boolean {
  return pairs(a.patterns, b.patterns).every(([one, other]) => one.join() === other.join());
}
