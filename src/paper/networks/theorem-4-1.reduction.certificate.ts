/** Refutation of eq. 34 as printed: it moves the combined weights of a partition the wrong way. */

import type { Interval } from '../../certify/arithmetic/interval.js';
import type { CertifiedHypothesis, Finding } from '../../certify/certificate.js';
import { squareRoot } from '../../certify/enclosure/margin.js';
import {
  areDisjoint,
  firstNetwork,
  lossOf,
  type NetworkIterate,
  type NetworkSetting,
  networkStep,
  neuronRows,
  type Partition,
  partitionsOf,
  squaredWeights,
} from '../../certify/enclosure/network-path.js';
import { MOST_STEPS } from '../../certify/enclosure/path.js';
import { samples, vector } from '../../certify/enclosure/separator.js';
import { lengthSquare } from '../../certify/enclosure/setting.js';
import { constantStep, rateOf } from '../../certify/enclosure/step-size.js';
import { bothSigns, neuronNames } from '../../certify/invariant/tidy-partitions.js';
import { Undecided } from '../../certify/undecided.js';
import { labelOf } from '../../data/dataset.js';
import { nth, pairs } from '../../numerics/lists.js';

/** A step over which the patterns are the same and disjoint, and a partition that moves by another vector than eq. 34 says. */
export function prove(at: NetworkSetting): Finding {
  const { eta, count } = constantStep(at);
  const rate = rateOf(at);
  const pulls = new Map(at.rows.map((_, i) => [i, rate]));
  let before = firstNetwork(at);
  let within: Finding | undefined;
  for (let t = 0; t < Math.min(count, MOST_STEPS); t++) {
    const after = networkStep(at, before, pulls);
    const partitions = partitionsOf(before);
    if (areDisjoint(partitions) && samePatterns(before, after)) {
      const forever = staysForever(at, partitions);
      const found = partitions.map((partition) => wrongStep(at, { before, partitions, partition, rate, eta, forever }));
      const finding = found.find((each) => each !== undefined);
      // Patterns that never change again are what theorem 4.1 asks for; a stretch of steps is what the claim is judged on.
      if (finding !== undefined && forever) return finding;
      within ??= finding;
    }
    before = after;
  }
  if (within === undefined) throw new Undecided('no partition provably moves another way while the patterns are disjoint and the same');
  return within;
}

interface NetworkStep {
  readonly before: NetworkIterate;
  readonly partitions: readonly Partition[];
  readonly partition: Partition;
  /** eta/n. */
  readonly rate: Interval;
  readonly eta: number;
  readonly forever: boolean;
}

/** The finding for one partition at one step, if it moves. */
function wrongStep(at: NetworkSetting, step: NetworkStep): Finding | undefined {
  const { before, partition, eta } = step;
  const { members, neurons } = partition;
  const t = before.k;
  const ratio = wrongness(at, step);
  if (ratio === undefined) return undefined;
  const slack = at.arithmetic.bounds(at.arithmetic.negate(ratio));
  return {
    hypotheses: hypothesesOf(at, step),
    step: t,
    slack,
    argument: [
      `Gradient descent on W with eta = ${eta}, W_0 by neurons: ${neuronRows(at).map(vector).join(', ')}.`,
      `On the partition of ${samples(members)} Wt = sum of v_k w_k over ${neuronNames(neurons)}. Its step Wt(${t + 1}) - Wt(${t}) is followed through the neurons, and eq. 34's is enclosed from Wt(${t}).`,
      `|Wt(${t + 1}) - what eq. 34 says| / |Wt(${t + 1}) - Wt(${t})| lies between ${-slack.high} and ${-slack.low}: the step is the opposite of the printed one.`,
      'The slack is minus that quotient, which would have to be 0.',
    ],
  };
}

/** |Wt(t+1) - what eq. 34 says| / |Wt(t+1) - Wt(t)|; undefined where either length may be 0. */
function wrongness(at: NetworkSetting, { before, partition, rate }: NetworkStep): Interval | undefined {
  const { arithmetic, data, weights } = at;
  const { members, neurons } = partition;
  // eta (n_r/n) (sum v_k^2) grad L_r(Wt), where n_r grad L_r(Wt) = - sum y_i exp(-y_i Wt.x_i) x_i and Wt.x_i = f(x_i).
  const total = squaredWeights(at, partition);
  // Both by their coefficients on the samples of the partition; Wt(t+1) - Wt(t) = sum_k v_k (w_k(t+1) - w_k(t)).
  const coefficients = members.map((i) => {
    const pull = arithmetic.multiply(rate, lossOf(arithmetic, nth(before.outputs, i)));
    const y = labelOf(data, i);
    const ofNeuron = (weight: number): Interval => arithmetic.scale(arithmetic.scale(pull, weight * y), weight);
    const move = arithmetic.sum(neurons.map((k) => ofNeuron(nth(weights, k))));
    return { move, claimed: arithmetic.scale(arithmetic.multiply(total, pull), -y) };
  });
  const lengthOf = (entries: readonly Interval[]): Interval => lengthSquare(at, members, entries);
  const moved = lengthOf(coefficients.map(({ move }) => move));
  if (moved.low <= 0n) return undefined;
  const off = lengthOf(coefficients.map(({ move, claimed }) => arithmetic.subtract(move, claimed)));
  if (off.low <= 0n) return undefined;
  return squareRoot(arithmetic.precision, arithmetic.multiply(off, arithmetic.reciprocal(moved)));
}

function hypothesesOf(at: NetworkSetting, { before, partitions, eta, forever }: NetworkStep): readonly CertifiedHypothesis[] {
  const t = before.k;
  const split = partitions.map(({ members, neurons }) => `${samples(members)} (${neuronNames(neurons)})`).join('; ');
  const signs = t === 0 ? 'exact signs' : 'enclosed signs';
  return [
    bothSigns(at),
    { name: '0 < eta', how: `eta = ${eta}` },
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
            how: 'every sample has a neuron; y_i f(x_i) rises at each step by (eta/n) (sum v_k^2) exp(-y_i f(x_i)) |x_i|^2 or more, so without bound',
          },
        ]
      : []),
  ];
}

/** Whether every neuron only gains on the samples that it acts on, and none on any other, at this step and so at all later ones. */
function staysForever({ data, gram, weights }: NetworkSetting, partitions: readonly Partition[]): boolean {
  return partitions.every(({ members, neurons }) =>
    members.every(
      (i) =>
        neurons.every((k) => nth(weights, k) * labelOf(data, i) > 0) &&
        (neurons.length === 0 || nth(gram, i).every(({ low, high }, j) => (members.includes(j) ? low >= 0n : high <= 0n))),
    ),
  );
}

function samePatterns(a: NetworkIterate, b: NetworkIterate): boolean {
  return pairs(a.patterns, b.patterns).every(([one, other]) => one.join() === other.join());
}
