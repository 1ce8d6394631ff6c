/** Gradient descent on a network of ReLU neurons with fixed output weights, neuron by neuron as in `path.ts`. */
import { exp } from './exp.js';
import type { Interval } from './interval.js';
import { firstIterate, type Iterate, moved } from './path.js';
import { type DataSetting, neuronOf } from './setting.js';
import { mustHold } from './undecided.js';

/** Samples with one activation pattern, and the neurons that are active on them. */
export interface Partition {
  readonly members: readonly number[];
  readonly neurons: readonly number[];
}

/** W_t, with what follows from the signs of all w_k.x_i. */
export interface NetworkIterate {
  readonly neurons: readonly Iterate[];
  /** e_i = exp(-y_i f(x_i)). */
  readonly losses: readonly Interval[];
  readonly partitions: readonly Partition[];
  /** Whether no neuron is active on two partitions. */
  readonly disjoint: boolean;
}

/** The output weights: as many as the start has rows. */
export function outputWeights({ input, data }: DataSetting): readonly number[] {
  const { outputWeights: v = [], start } = input;
  mustHold(v.length > 0 && start.length === v.length * data.d, 'the start has not one number for each feature of each neuron');
  return v;
}

/** W_0. */
export function firstNetwork(at: DataSetting): NetworkIterate {
  const { d } = at.data;
  return networkOf(
    at,
    outputWeights(at).map((_, k) => firstIterate(neuronOf(at, at.input.start.slice(k * d, (k + 1) * d)))),
  );
}

/** One step: c_ki grows by (eta/n) v_k y_i e_i for the samples i that neuron k is active on. */
export function networkStep(at: DataSetting, { neurons, losses }: NetworkIterate, eta: number): NetworkIterate {
  const { arithmetic, data } = at;
  const v = outputWeights(at);
  const next = neurons.map((neuron, k) => {
    const moves = new Map<number, Interval>();
    neuron.active.forEach((active, i) => {
      const size = arithmetic.scale(arithmetic.scale(losses[i]!, v[k]!), eta * data.y[i]!);
      if (active) moves.set(i, arithmetic.divide(size, BigInt(data.n)));
    });
    return moved(at, neuron, moves);
  });
  return networkOf(at, next);
}

function networkOf(at: DataSetting, neurons: readonly Iterate[]): NetworkIterate {
  const { arithmetic, data } = at;
  const v = outputWeights(at);
  const losses = at.rows.map((_, i) => {
    const f = neurons.reduce(
      (sum, { active, products }, k) => (active[i] ? arithmetic.add(sum, arithmetic.scale(products[i]!, v[k]!)) : sum),
      arithmetic.zero,
    );
    return exp(arithmetic, arithmetic.scale(f, -data.y[i]!));
  });
  const groups = new Map<string, number[]>();
  at.rows.forEach((_, i) => {
    const key = neurons.map(({ active }) => (active[i] ? '1' : '0')).join('');
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  const partitions = [...groups.values()].map((members) => ({
    members,
    neurons: v.flatMap((_, k) => (neurons[k]!.active[members[0]!] ? [k] : [])),
  }));
  return { neurons, losses, partitions, disjoint: v.every((_, k) => partitions.filter((each) => each.neurons.includes(k)).length <= 1) };
}
