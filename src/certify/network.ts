/** Refutation of thm-4.1/reduction: eq. 34 as printed moves the combined weights of a partition the wrong way. */
import type { Finding } from './certificate.js';
import { squareRoot } from './margin.js';
import { firstNetwork, type NetworkIterate, networkStep, outputWeights, type Partition } from './network-path.js';
import { MOST_STEPS } from './path.js';
import { samples, vector } from './separator.js';
import { type DataSetting, lengthSquare } from './setting.js';
import { mustHold, Undecided } from './undecided.js';

/** A step over which the patterns are the same and disjoint, and a partition that moves by another vector than eq. 34 says. */
export function reversedReduction(at: DataSetting): Finding {
  const { steps } = at.input;
  const v = outputWeights(at);
  mustHold(v.some((weight) => weight > 0) && v.some((weight) => weight < 0) && v.every((weight) => weight !== 0), 'v has not both signs');
  mustHold(steps.kind === 'constant' && steps.eta > 0, 'the step size is not constant and positive');
  let before = firstNetwork(at);
  let within: Finding | undefined;
  for (let t = 0; t < Math.min(steps.count, MOST_STEPS); t++) {
    const after = networkStep(at, before, steps.eta);
    if (before.disjoint && samePatterns(before, after)) {
      const forever = staysForever(at, before);
      const found = before.partitions.map((partition) => wrongStep(at, { t, before, after, partition, eta: steps.eta, forever }));
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
  readonly t: number;
  readonly before: NetworkIterate;
  readonly after: NetworkIterate;
  readonly partition: Partition;
  readonly eta: number;
  readonly forever: boolean;
}

/** The certificate for one partition at one step, if it moves. */
function wrongStep(at: DataSetting, { t, before, after, partition, eta, forever }: NetworkStep): Finding | undefined {
  const { arithmetic, data } = at;
  const { members, neurons } = partition;
  const v = outputWeights(at);
  const total = neurons.reduce((sum, k) => arithmetic.add(sum, arithmetic.square(arithmetic.double(v[k]!))), arithmetic.zero);
  // Wt(t+1) - Wt(t) = sum_k v_k (w_k(t+1) - w_k(t)), by its coefficients on the samples of the partition.
  const move = members.map((i) =>
    neurons.reduce((sum, k) => {
      const own = arithmetic.subtract(after.neurons[k]!.coefficients[i]!, before.neurons[k]!.coefficients[i]!);
      return arithmetic.add(sum, arithmetic.scale(own, v[k]!));
    }, arithmetic.zero),
  );
  // eta (n_r/n) (sum v_k^2) grad L_r(Wt), where n_r grad L_r(Wt) = - sum y_i exp(-y_i Wt.x_i) x_i and Wt.x_i = f(x_i).
  const claimed = members.map((i) =>
    arithmetic.divide(arithmetic.multiply(total, arithmetic.scale(before.losses[i]!, -eta * data.y[i]!)), BigInt(data.n)),
  );
  const moved = lengthSquare(at, members, move);
  if (moved.low <= 0n) return undefined;
  const off = lengthSquare(
    at,
    members,
    move.map((own, a) => arithmetic.subtract(own, claimed[a]!)),
  );
  if (off.low <= 0n) return undefined;
  const ratio = squareRoot(arithmetic.precision, arithmetic.multiply(off, arithmetic.reciprocal(moved)));
  const margin = arithmetic.bounds(arithmetic.subtract(arithmetic.zero, ratio));
  const split = before.partitions.map((each) => `${samples(each.members)} (${names(each.neurons)})`).join('; ');
  const signs = t === 0 ? 'exact signs' : 'enclosed signs';
  return {
    hypotheses: [
      { name: 'output weights of both signs, none 0', how: `v = ${vector(v)}` },
      { name: '0 < eta', how: `eta = ${eta}` },
      { name: 'patterns disjoint', how: `${signs} of all w_k.x_i at step ${t}: ${split}` },
      {
        name: 'patterns constant',
        how: forever
          ? `for every t >= ${t}: where neuron k acts on x_i, v_k y_i > 0, and x_i.x_j >= 0 for the j that k acts on, <= 0 for all others, by exact signs; so no step takes w_k.x_j across 0`
          : `signs of all w_k.x_i at steps ${t} and ${t + 1}; the claim is judged on such stretches of steps`,
      },
      ...(forever && before.partitions.every((each) => each.neurons.length > 0)
        ? [
            {
              name: 'L(W) -> 0',
              how: 'every sample has a neuron; y_i f(x_i) rises at each step by (eta/n) (sum v_k^2) exp(-y_i f(x_i)) |x_i|^2 or more, so without bound',
            },
          ]
        : []),
    ],
    step: t,
    margin,
    argument: [
      `Gradient descent on W with eta = ${eta}, W_0 by neurons: ${neuronRows(at).map(vector).join(', ')}.`,
      `On the partition of ${samples(members)} Wt = sum of v_k w_k over ${names(neurons)}. Its step Wt(${t + 1}) - Wt(${t}) is followed through the neurons, and eq. 34's is enclosed from Wt(${t}).`,
      `|Wt(${t + 1}) - what eq. 34 says| / |Wt(${t + 1}) - Wt(${t})| lies between ${-margin.high} and ${-margin.low}: the step is the opposite of the printed one.`,
      'The margin is minus that quotient, which would have to be 0.',
    ],
  };
}

/** Whether every neuron only gains on the samples that it acts on, and none on any other, at this step and so at all later ones. */
function staysForever({ data, gram, input: { outputWeights: v = [] } }: DataSetting, { partitions }: NetworkIterate): boolean {
  return partitions.every(({ members, neurons }) =>
    members.every(
      (i) =>
        neurons.every((k) => v[k]! * data.y[i]! > 0) &&
        (neurons.length === 0 || gram[i]!.every(({ low, high }, j) => (members.includes(j) ? low >= 0n : high <= 0n))),
    ),
  );
}

function samePatterns(a: NetworkIterate, b: NetworkIterate): boolean {
  return a.neurons.every(({ active }, k) => active.every((acts, i) => acts === b.neurons[k]!.active[i]));
}

function neuronRows({ data: { d }, input: { start, outputWeights: v = [] } }: DataSetting): readonly (readonly number[])[] {
  return v.map((_, k) => start.slice(k * d, (k + 1) * d));
}

/** Neurons in the words of an argument, counted from 1 there. */
function names(neurons: readonly number[]): string {
  return neurons.length === 0 ? 'no neuron' : `neuron${neurons.length === 1 ? '' : 's'} ${neurons.map((k) => k + 1).join(', ')}`;
}
