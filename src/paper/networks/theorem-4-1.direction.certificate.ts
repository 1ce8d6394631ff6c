/** Refutation of theorem 4.1's limit directions: partitions whose samples keep their patterns and labels for ever. */

import { contradiction, reached } from '../../certify/argument.js';
import { type Interval, isPositive } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import {
  firstNetwork,
  type NetworkIterate,
  type NetworkSetting,
  networkStep,
  type Partition,
  squaredWeights,
} from '../../certify/enclosure/network-path.js';
import { MOST_SEARCHED, NO_REGION } from '../../certify/enclosure/search.js';
import { samples } from '../../certify/enclosure/separator.js';
import { constantStep, rateOf } from '../../certify/enclosure/step-size.js';
import { type Lasting, lasting } from '../../certify/invariant/lasting.js';
import { oppositeValue } from '../../certify/invariant/opposite.js';
import { bothSigns, partitionNames, SLEEP, tidyPartitions } from '../../certify/invariant/tidy-partitions.js';
import { OutOfReach } from '../../certify/undecided.js';
import { everySample } from '../../data/dataset.js';
import { nth, pairs } from '../../numerics/lists.js';

/** An iterate from which no pattern changes, and a partition whose direction cannot be the printed one. */
export function prove(at: NetworkSetting): Finding {
  const { arithmetic, input, data } = at;
  const { eta } = constantStep(at);
  const rate = rateOf(at);
  const pulls = new Map(everySample(data).map((i) => [i, rate]));
  let iterate = firstNetwork(at);
  let partitions = kept(at, iterate);
  while (partitions === undefined) {
    if (iterate.k >= MOST_SEARCHED) throw new OutOfReach(NO_REGION);
    iterate = networkStep(at, iterate, pulls);
    partitions = kept(at, iterate);
  }
  const [{ members }] = partitions;
  const target = oppositeValue(at, members);
  return {
    hypotheses: [
      bothSigns(at),
      { name: '0 < eta', how: `eta = ${eta}` },
      { name: 'patterns constant and disjoint', how: `from step ${iterate.k} on: ${partitionNames(partitions)}` },
      { name: 'L(W_t) -> 0', how: 'every y_i f(x_i) grows without bound, see below' },
    ],
    step: iterate.k,
    slack: arithmetic.bounds(target),
    argument: [
      reached(input.start, iterate, `active are ${partitionNames(partitions)}; v_k has the sign of the labels that neuron k acts on`),
      ...SLEEP,
      'Neurons of one partition move along one vector, times v_k, so w_k.x_i changes by |v_k| / (sum of v^2 over the partition) times the change of y_i f(x_i), f(x_i) = Wt_h.x_i.',
      ...partitions.flatMap((partition) => [
        `With y_i f(x_i) for y_i w.x_i on ${samples(partition.members)}, and there every w_k.x_i > 0 for ever:`,
        ...partition.how,
      ]),
      `Take the partition of ${samples(members)}: y_i Wt_h.x_i > 0 for all its samples for ever.`,
      ...contradiction(target, arithmetic, 'Wt_h'),
    ],
  };
}

interface Kept extends Partition {
  readonly how: readonly string[];
}

/** Shows that every neuron stays active on its partition: its w_k.x_i moves by |v_k| / sum v^2 times the move of y_i f(x_i). */
function kept(at: NetworkSetting, iterate: NetworkIterate): readonly [Kept, ...Kept[]] | undefined {
  const shown: Kept[] = [];
  for (const partition of tidyPartitions(at, iterate) ?? []) {
    const outputs = partition.members.map((i) => nth(iterate.outputs, i));
    const found = lasting(at, partition.members, outputs, partitionRate(at, partition));
    if (found === undefined || !staysActive(at, iterate, partition, found)) return undefined;
    shown.push({ ...partition, how: found.how });
  }
  const [first, ...others] = shown;
  return first === undefined ? undefined : [first, ...others];
}

/** (eta/n) sum v_k^2, the step size with which Wt_h moves on its samples. */
function partitionRate(at: NetworkSetting, partition: Partition): Interval {
  return at.arithmetic.multiply(rateOf(at), squaredWeights(at, partition));
}

function staysActive(at: NetworkSetting, { neurons, outputs }: NetworkIterate, partition: Partition, { least }: Lasting): boolean {
  const { arithmetic, weights } = at;
  const inverse = arithmetic.reciprocal(squaredWeights(at, partition));
  return pairs(partition.members, least).every(([i, lowest]) => {
    const output = nth(outputs, i);
    const fall = arithmetic.multiply(arithmetic.subtract(lowest, output), inverse);
    const lowestOf = (k: number): Interval => arithmetic.add(nth(nth(neurons, k), i), arithmetic.scale(fall, Math.abs(nth(weights, k))));
    return partition.neurons.every((k) => isPositive(lowestOf(k)));
  });
}
