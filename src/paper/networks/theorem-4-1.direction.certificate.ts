/** Refutation of theorem 4.1's limit directions: partitions whose samples keep their patterns and labels for ever. */

import { contradiction, rateOf, reached } from './argument.js';
import type { Interval } from './arithmetic/interval.js';
import type { CertifiedHypothesis, Finding } from './certificate.js';
import {
  areDisjoint,
  firstNetwork,
  type NetworkIterate,
  type NetworkSetting,
  networkStep,
  type Partition,
  partitionsOf,
  squaredWeights,
} from './enclosure/network-path.js';
import { MOST_SEARCHED, NO_REGION } from './enclosure/search.js';
import { samples, vector } from './enclosure/separator.js';
import { type Lasting, lasting } from './invariant/lasting.js';
import { oppositeValue } from './invariant/opposite.js';
import { mustHold, OutOfReach } from './undecided.js';

/**
 * The partitions of an iterate where every sample has a neuron, no neuron acts on two partitions, v_k has the sign of the labels that
 * neuron k acts on, and no force on a neuron can wake it on a further sample (exact signs); else undefined.
 */
export function tidyPartitions({ data, gram, weights }: NetworkSetting, iterate: NetworkIterate): readonly Partition[] | undefined {
  const { patterns } = iterate;
  const partitions = partitionsOf(iterate);
  const pure = patterns.every((neurons, i) => neurons.length > 0 && neurons.every((k) => weights[k]! * data.y[i]! > 0));
  if (!pure || !areDisjoint(partitions)) return undefined;
  const asleep = partitions.every(({ members }) =>
    patterns.every((_, i) => members.includes(i) || members.every((j) => gram[i]![j]!.high <= 0n)),
  );
  return asleep ? partitions : undefined;
}

interface Kept extends Partition {
  readonly how: readonly string[];
}

/** Shows that every neuron stays active on its partition: its w_k.x_i moves by |v_k| / sum v^2 times the move of y_i f(x_i). */
function kept(at: NetworkSetting, iterate: NetworkIterate): readonly Kept[] | undefined {
  const partitions = tidyPartitions(at, iterate)?.map((partition) => {
    const shown = lasting(
      at,
      partition.members,
      partition.members.map((i) => iterate.outputs[i]!),
      partitionRate(at, partition),
    );
    return shown !== undefined && staysActive(at, iterate, partition, shown) ? { ...partition, how: shown.how } : undefined;
  });
  return partitions?.every((partition) => partition !== undefined) ? partitions : undefined;
}

/** (eta/n) sum v_k^2, the step size with which Wt_h moves on its samples. */
function partitionRate(at: NetworkSetting, partition: Partition): Interval {
  return at.arithmetic.multiply(rateOf(at), squaredWeights(at, partition));
}

function staysActive(at: NetworkSetting, { neurons, outputs }: NetworkIterate, partition: Partition, { least }: Lasting): boolean {
  const { arithmetic, weights } = at;
  const inverse = arithmetic.reciprocal(squaredWeights(at, partition));
  return partition.members.every((i, place) => {
    const fall = arithmetic.multiply(arithmetic.subtract(least[place]!, outputs[i]!), inverse);
    return partition.neurons.every(
      (k) => least[place] === outputs[i] || arithmetic.add(neurons[k]![i]!, arithmetic.scale(fall, Math.abs(weights[k]!))).low > 0n,
    );
  });
}

/** The hypothesis on v. */
export function bothSigns({ weights }: NetworkSetting): CertifiedHypothesis {
  return { name: 'output weights non-zero and of both signs', how: `v = ${vector(weights)}` };
}

/** Partitions in the words of an argument. */
export function partitionNames(partitions: readonly Partition[]): string {
  return partitions
    .map(({ members, neurons }) => `${samples(members)} by neuron${neurons.length > 1 ? 's' : ''} ${neurons.map((k) => k + 1).join(', ')}`)
    .join('; ');
}

/** thm-4.1/direction. */
export function networkLimit(at: NetworkSetting): Finding {
  const { arithmetic, input, data } = at;
  const { steps } = input;
  mustHold(steps.kind === 'constant' && steps.eta > 0, 'the step size is not constant and positive');
  const rate = rateOf(at);
  const pulls = new Map(Array.from({ length: data.n }, (_, i) => [i, rate]));
  let iterate = firstNetwork(at);
  let partitions = kept(at, iterate);
  while (partitions === undefined) {
    if (iterate.k >= MOST_SEARCHED) throw new OutOfReach(NO_REGION);
    iterate = networkStep(at, iterate, pulls);
    partitions = kept(at, iterate);
  }
  const target = oppositeValue(at, partitions[0]!.members);
  return {
    hypotheses: [
      bothSigns(at),
      { name: '0 < eta', how: `eta = ${steps.eta}` },
      { name: 'patterns constant and disjoint', how: `from step ${iterate.k} on: ${partitionNames(partitions)}` },
      { name: 'L(W_t) -> 0', how: 'every y_i f(x_i) grows without bound, see below' },
    ],
    step: iterate.k,
    slack: arithmetic.bounds(target),
    argument: [
      ...reached(input.start, iterate, `active are ${partitionNames(partitions)}; v_k has the sign of the labels that neuron k acts on`),
      ...SLEEP,
      'Neurons of one partition move along one vector, times v_k, so w_k.x_i changes by |v_k| / (sum of v^2 over the partition) times the change of y_i f(x_i), f(x_i) = Wt_h.x_i.',
      ...partitions.flatMap(({ members, how }) => [
        `With y_i f(x_i) for y_i w.x_i on ${samples(members)}, and there every w_k.x_i > 0 for ever:`,
        ...how,
      ]),
      `Take the partition of ${samples(partitions[0]!.members)}: y_i Wt_h.x_i > 0 for all its samples for ever.`,
      ...contradiction(target, arithmetic, 'Wt_h'),
    ],
  };
}

/** Why no neuron wakes on a further sample. */
export const SLEEP: readonly string[] = [
  'A neuron is moved only by samples x_j that it acts on, along v_k y_j x_j with v_k y_j > 0, and x_j.x_i <= 0 exactly for every x_i that it does not act on: it never wakes on those.',
];
