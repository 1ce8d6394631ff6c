/** Refutation of theorem 4.2's limit directions: partitions that no draw changes, and outputs that no draw lowers. */

import { contradiction, reached } from '../../certify/argument.js';
import { powerStep } from '../../certify/arithmetic/log.js';
import type { Finding } from '../../certify/certificate.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import {
  firstNetwork,
  lossOf,
  type NetworkIterate,
  type NetworkSetting,
  networkStep,
  type Partition,
} from '../../certify/enclosure/network-path.js';
import { MOST_SEARCHED, NO_REGION } from '../../certify/enclosure/search.js';
import { samples } from '../../certify/enclosure/separator.js';
import { neverOpposed } from '../../certify/invariant/lasting.js';
import { oppositeValue } from '../../certify/invariant/opposite.js';
import { bothSigns, partitionNames, SLEEP, tidyPartitions } from '../../certify/invariant/tidy-partitions.js';
import { mustHold, OutOfReach } from '../../certify/undecided.js';
import { uniformSampler } from '../../optimizer/sampler.js';

/** Draws after which no further draw changes a pattern, and a partition whose averaged direction cannot be the printed one. */
export function prove(at: NetworkSetting): Finding {
  const { arithmetic, data, input } = at;
  const { alpha, exponent } = paperExponent(at);
  const { seed } = input;
  mustHold(seed !== undefined, 'the case does not say what is drawn');
  const sampler = uniformSampler(seed, data.n);
  const drawn: number[] = [];
  let iterate = firstNetwork(at);
  let partitions = closed(at, iterate);
  while (partitions === undefined) {
    if (iterate.k >= MOST_SEARCHED) throw new OutOfReach(NO_REGION);
    const sample = sampler();
    drawn.push(sample);
    iterate = networkStep(at, iterate, new Map([[sample, powerStep(arithmetic, iterate.k, alpha)]]));
    partitions = closed(at, iterate);
  }
  const [{ members }] = partitions;
  const target = oppositeValue(at, members);
  return {
    hypotheses: [
      bothSigns(at),
      exponent,
      { name: 'L(W_t) < 1/n', how: `enclosed at t = ${iterate.k}; no draw raises it later` },
      { name: 'patterns constant and disjoint', how: `from step ${iterate.k} on, whatever is drawn: ${partitionNames(partitions)}` },
    ],
    step: iterate.k,
    slack: arithmetic.bounds(target),
    argument: [
      reached(
        input.start,
        iterate,
        `active are ${partitionNames(partitions)}; v_k has the sign of the labels that neuron k acts on, and n L(W) < 1`,
        drawn.length === 0 ? 'SGD' : `SGD, drawing ${samples(drawn)},`,
      ),
      ...SLEEP,
      'Within a partition all x_i.x_j >= 0 exactly (its labels are equal), so a draw raises every w_k.x_i and y_i f(x_i) of its own partition or leaves it, and changes nothing on the others.',
      `Take the partition of ${samples(members)}, with the expectation given the first ${iterate.k} draws: y_i Wt_h.x_i never falls below its positive value at step ${iterate.k}, so t E Wbar_t.(y_i x_i) grows without bound.`,
      ...contradiction(target, arithmetic, 'E Wbar_t'),
    ],
  };
}

/** Partitions that no draw changes, at an iterate with n L(W) < 1. */
function closed(at: NetworkSetting, iterate: NetworkIterate): readonly [Partition, ...Partition[]] | undefined {
  const { arithmetic } = at;
  const [first, ...others] = tidyPartitions(at, iterate) ?? [];
  if (first === undefined) return undefined;
  const partitions = [first, ...others] as const;
  if (!partitions.every(({ members }) => members.every((i) => members.every((j) => neverOpposed(at, i, j))))) return undefined;
  const total = arithmetic.sum(iterate.outputs.map((output) => lossOf(arithmetic, output)));
  return total.high < arithmetic.one.low ? partitions : undefined;
}
