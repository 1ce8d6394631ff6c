/** Refutation of thm-4.1/reduction: eq. 34 as printed moves the combined weights of a partition the wrong way. */

import { rateOf } from './argument.js';
import type { Interval } from './arithmetic/interval.js';
import type { Finding } from './certificate.js';
import { squareRoot } from './enclosure/margin.js';
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
} from './enclosure/network-path.js';
import { MOST_STEPS } from './enclosure/path.js';
import { samples, vector } from './enclosure/separator.js';
import { lengthSquare } from './enclosure/setting.js';
import { bothSigns } from './network-slip.js';
import { mustHold, Undecided } from './undecided.js';

/** A step over which the patterns are the same and disjoint, and a partition that moves by another vector than eq. 34 says. */
export function reversedReduction(at: NetworkSetting): Finding {
  const { steps } = at.input;
  mustHold(steps.kind === 'constant' && steps.eta > 0, 'the step size is not constant and positive');
  const rate = rateOf(at);
  const pulls = new Map(at.rows.map((_, i) => [i, rate]));
  let before = firstNetwork(at);
  let within: Finding | undefined;
  for (let t = 0; t < Math.min(steps.count, MOST_STEPS); t++) {
    const after = networkStep(at, before, pulls);
    const partitions = partitionsOf(before);
    if (areDisjoint(partitions) && samePatterns(before, after)) {
      const forever = staysForever(at, partitions);
      const found = partitions.map((partition) => wrongStep(at, { before, partitions, partition, rate, eta: steps.eta, forever }));
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

/** The certificate for one partition at one step, if it moves. */
function wrongStep(at: NetworkSetting, { before, partitions, partition, rate, eta, forever }: NetworkStep): Finding | undefined {
  const { arithmetic, data, weights } = at;
  const { members, neurons } = partition;
  const t = before.k;
  const pulls = members.map((i) => arithmetic.multiply(rate, lossOf(arithmetic, before.outputs[i]!)));
  // Wt(t+1) - Wt(t) = sum_k v_k (w_k(t+1) - w_k(t)), by its coefficients on the samples of the partition.
  const move = members.map((i, place) =>
    neurons.reduce((sum, k) => {
      const own = arithmetic.scale(pulls[place]!, weights[k]! * data.y[i]!);
      return arithmetic.add(sum, arithmetic.scale(own, weights[k]!));
    }, arithmetic.zero),
  );
  // eta (n_r/n) (sum v_k^2) grad L_r(Wt), where n_r grad L_r(Wt) = - sum y_i exp(-y_i Wt.x_i) x_i and Wt.x_i = f(x_i).
  const total = squaredWeights(at, partition);
  const claimed = members.map((i, place) => arithmetic.scale(arithmetic.multiply(total, pulls[place]!), -data.y[i]!));
  const moved = lengthSquare(at, members, move);
  if (moved.low <= 0n) return undefined;
  const off = lengthSquare(
    at,
    members,
    move.map((own, a) => arithmetic.subtract(own, claimed[a]!)),
  );
  if (off.low <= 0n) return undefined;
  const ratio = squareRoot(arithmetic.precision, arithmetic.multiply(off, arithmetic.reciprocal(moved)));
  const margin = arithmetic.bounds(arithmetic.negate(ratio));
  const split = partitions.map((each) => `${samples(each.members)} (${names(each.neurons)})`).join('; ');
  const signs = t === 0 ? 'exact signs' : 'enclosed signs';
  return {
    hypotheses: [
      bothSigns(at),
      { name: '0 < eta', how: `eta = ${eta}` },
      { name: 'patterns disjoint', how: `${signs} of all w_k.x_i at step ${t}: ${split}` },
      {
        name: 'patterns constant',
        how: forever
          ? `for every t >= ${t}: where neuron k acts on x_i, v_k y_i > 0, and x_i.x_j >= 0 for the j that k acts on, <= 0 for all others, by exact signs; so no step takes w_k.x_j across 0`
          : `signs of all w_k.x_i at steps ${t} and ${t + 1}; the claim is judged on such stretches of steps`,
      },
      ...(forever && partitions.every((each) => each.neurons.length > 0)
        ? [
            {
              name: 'L(W) -> 0',
              how: 'every sample has a neuron; y_i f(x_i) rises at each step by (eta/n) (sum v_k^2) exp(-y_i f(x_i)) |x_i|^2 or more, so without bound',
            },
          ]
        : []),
    ],
    step: t,
    slack: margin,
    argument: [
      `Gradient descent on W with eta = ${eta}, W_0 by neurons: ${neuronRows(at).map(vector).join(', ')}.`,
      `On the partition of ${samples(members)} Wt = sum of v_k w_k over ${names(neurons)}. Its step Wt(${t + 1}) - Wt(${t}) is followed through the neurons, and eq. 34's is enclosed from Wt(${t}).`,
      `|Wt(${t + 1}) - what eq. 34 says| / |Wt(${t + 1}) - Wt(${t})| lies between ${-margin.high} and ${-margin.low}: the step is the opposite of the printed one.`,
      'The slack is minus that quotient, which would have to be 0.',
    ],
  };
}

/** Whether every neuron only gains on the samples that it acts on, and none on any other, at this step and so at all later ones. */
function staysForever({ data, gram, weights }: NetworkSetting, partitions: readonly Partition[]): boolean {
  return partitions.every(({ members, neurons }) =>
    members.every(
      (i) =>
        neurons.every((k) => weights[k]! * data.y[i]! > 0) &&
        (neurons.length === 0 || gram[i]!.every(({ low, high }, j) => (members.includes(j) ? low >= 0n : high <= 0n))),
    ),
  );
}

function samePatterns(a: NetworkIterate, b: NetworkIterate): boolean {
  return a.patterns.every((pattern, i) => pattern.join() === b.patterns[i]!.join());
}

/** Neurons in the words of an argument, counted from 1 there. */
function names(neurons: readonly number[]): string {
  return neurons.length === 0 ? 'no neuron' : `neuron${neurons.length === 1 ? '' : 's'} ${neurons.map((k) => k + 1).join(', ')}`;
}
