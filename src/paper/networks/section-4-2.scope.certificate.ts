/** Refutation of disjoint patterns as what training comes to: patterns that overlap for ever while the loss tends to 0. */

import { reached } from '../../certify/argument.js';
import { isNotNegative, isNotPositive, isPositive } from '../../certify/arithmetic/interval.js';
import { exactSlack, type Finding } from '../../certify/certificate.js';
import { firstNetwork, type NetworkIterate, type NetworkSetting, networkStep, partitionsOf } from '../../certify/enclosure/network-path.js';
import { MOST_SEARCHED, NO_REGION } from '../../certify/enclosure/search.js';
import { constantStep, rateOf } from '../../certify/enclosure/step-size.js';
import { bothSigns, partitionNames } from '../../certify/invariant/tidy-partitions.js';
import { OutOfReach } from '../../certify/undecided.js';
import { everySample, labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';

/** An iterate from which no pattern changes, two of which share a neuron. */
export function prove(at: NetworkSetting): Finding {
  const { input, data } = at;
  const { eta } = constantStep(at);
  const rate = rateOf(at);
  const pulls = new Map(everySample(data).map((i) => [i, rate]));
  let iterate = firstNetwork(at);
  while (!overlapsForEver(at, iterate)) {
    if (iterate.k >= MOST_SEARCHED) throw new OutOfReach(NO_REGION);
    iterate = networkStep(at, iterate, pulls);
  }
  const partitions = partitionsOf(iterate);
  return {
    hypotheses: [
      bothSigns(at),
      { name: '0 < eta', how: `eta = ${eta}` },
      { name: 'patterns constant', how: `from step ${iterate.k} on, by exact signs, see below` },
      { name: 'L(W_t) -> 0', how: 'every sample has a neuron, and y_i f(x_i) grows without bound, see below' },
    ],
    step: iterate.k,
    slack: exactSlack(-1),
    argument: [
      reached(input.start, iterate, `active are ${partitionNames(partitions)}; v_k has the sign of the labels that neuron k acts on`),
      'Where neuron k acts on x_j, x_j.x_i >= 0 exactly for every x_i that it acts on, and <= 0 for all others. So no step lowers a w_k.x_i that is positive, or raises one that is not: no pattern ever changes.',
      'Each step raises y_i f(x_i) by at least (eta/n) v_k^2 exp(-y_i f(x_i)) |x_i|^2 for a neuron k that acts on x_i, so without bound.',
      'A neuron acts on two of the partitions, for ever. The slack is -1 where the patterns are not disjoint.',
    ],
  };
}

/** Whether every neuron only gains on the samples that it acts on and none on others, every sample has one, and patterns overlap. */
function overlapsForEver({ data, inner, weights }: NetworkSetting, iterate: NetworkIterate): boolean {
  const { patterns } = iterate;
  const pure = patterns.every((neurons, i) => neurons.length > 0 && neurons.every((k) => nth(weights, k) * labelOf(data, i) > 0));
  const shared = weights.some((_, k) => partitionsOf(iterate).filter(({ neurons }) => neurons.includes(k)).length > 1);
  if (!pure || !shared) return false;
  const zero = patterns.some((_, i) => !isPositive(inner(i, i)));
  return (
    !zero &&
    weights.every((_, k) =>
      patterns.every(
        (neurons, j) =>
          !neurons.includes(k) ||
          patterns.every((others, i) => (others.includes(k) ? isNotNegative(inner(j, i)) : isNotPositive(inner(j, i)))),
      ),
    )
  );
}
