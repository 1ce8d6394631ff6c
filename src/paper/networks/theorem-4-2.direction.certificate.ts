/** Refutation of theorem 4.2's limit directions: partitions that no draw changes, and outputs that no draw lowers. */

import { atStart, contradiction } from '../../certify/argument.js';
import { isBelow } from '../../certify/arithmetic/interval.js';
import { type Finding, restartedFrom } from '../../certify/certificate.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import {
  firstNetwork,
  lossOf,
  type NetworkIterate,
  type NetworkSetting,
  networkOf,
  type Partition,
} from '../../certify/enclosure/network-path.js';
import { samples } from '../../certify/enclosure/separator.js';
import { dataSettingOf } from '../../certify/enclosure/setting.js';
import { neverOpposed } from '../../certify/invariant/lasting.js';
import { oppositeValue } from '../../certify/invariant/opposite.js';
import { bothSigns, partitionNames, SLEEP, tidyPartitions } from '../../certify/invariant/tidy-partitions.js';
import { mustHold, Undecided } from '../../certify/undecided.js';

/** Times that the start is doubled at most, so that the outputs are large enough for L(W) < 1/n. */
const MOST_DOUBLINGS = 8;

/**
 * Partitions that no draw changes from the start on, and one whose averaged direction cannot be the printed one. Where the loss is 1/n or more
 * there, the start times a power of two is looked at in its place: its patterns are the same. Draws are not followed, since the
 * expectation is over all of them.
 */
export function prove(at: NetworkSetting): Finding {
  const { input } = at;
  mustHold(tidyPartitions(at, firstNetwork(at)) !== undefined, 'a draw may change a pattern');
  for (let doublings = 0; doublings <= MOST_DOUBLINGS; doublings++) {
    const factor = 2 ** doublings;
    const start = input.start.map((entry) => entry * factor);
    const from = doublings === 0 ? at : networkOf(dataSettingOf({ ...input, start }, at.arithmetic.precision));
    const partitions = closed(from, firstNetwork(from));
    if (partitions === undefined) continue;
    const finding = fromStart(from, partitions);
    if (doublings === 0) return finding;
    return restartedFrom(input.start, { start, from: `${factor} times its own` }, 'L(W) is 1/n or more at first', finding);
  }
  throw new Undecided('the loss is not shown to stay below 1/n');
}

function fromStart(at: NetworkSetting, partitions: readonly [Partition, ...Partition[]]): Finding {
  const { arithmetic, input } = at;
  const { exponent } = paperExponent(at);
  const [{ members }] = partitions;
  const target = oppositeValue(at, members);
  return {
    hypotheses: [
      bothSigns(at),
      exponent,
      { name: 'L(W_t) < 1/n', how: 'enclosed at t = 0; no draw raises it later' },
      { name: 'patterns constant and disjoint', how: `from the start on, whatever is drawn: ${partitionNames(partitions)}` },
    ],
    step: 0,
    slack: arithmetic.bounds(target),
    argument: [
      atStart(
        input.start,
        `active are ${partitionNames(partitions)}; v_k has the sign of the labels that neuron k acts on, and n L(W) < 1`,
      ),
      ...SLEEP,
      'Within a partition all x_i.x_j >= 0 exactly (its labels are equal), so a draw raises every w_k.x_i and y_i f(x_i) of its own partition or leaves it, and changes nothing on the others.',
      `Take the partition of ${samples(members)}: whatever is drawn, y_i Wt_h.x_i never falls below its positive value of the start, so E Wbar_t.(y_i x_i) is positive for every t.`,
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
  return isBelow(total, arithmetic.one) ? partitions : undefined;
}
