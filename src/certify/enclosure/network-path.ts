/** Iterates of (S)GD on a network with fixed output weights, enclosed by the preactivations w_k.x_i. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth, pairs, placesOf } from '../../numerics/lists.js';
import { exp } from '../arithmetic/exp.js';
import type { Interval, IntervalArithmetic } from '../arithmetic/interval.js';
import { mustHold } from '../undecided.js';
import { isActive } from './path.js';
import { type DataSetting, neuronOf } from './setting.js';

/** A case about a network; each neuron's start seen as that of a single one. */
export interface NetworkSetting extends DataSetting {
  /** v. */
  readonly weights: readonly number[];
  /** w_k.x_i at the start, neuron by neuron; exact. */
  readonly neurons: readonly (readonly Interval[])[];
}

/** Reads the neurons of a case about a network; throws Undecided where v has a zero or only one sign. */
export function networkOf(at: DataSetting): NetworkSetting {
  const { outputWeights: weights = [] } = at.input;
  mustHold(weights.some((v) => v > 0) && weights.some((v) => v < 0) && !weights.includes(0), 'v has a zero or lacks a sign');
  const rows = neuronRows(at);
  mustHold(at.input.start.length === rows.length * at.data.d, 'the start has not d numbers for each neuron');
  return { ...at, weights, neurons: rows.map((row) => neuronOf(at, row).products) };
}

/** The start, neuron by neuron. */
export function neuronRows({ data: { d }, input: { start, outputWeights = [] } }: DataSetting): readonly (readonly number[])[] {
  return outputWeights.map((_, k) => start.slice(k * d, (k + 1) * d));
}

/** An iterate W_k. */
export interface NetworkIterate {
  readonly k: number;
  /** w_k.x_i, neuron by neuron. */
  readonly neurons: readonly (readonly Interval[])[];
  /** Neurons with w_k.x_i > 0, by sample, ascending. */
  readonly patterns: readonly (readonly number[])[];
  /** y_i f(x_i). */
  readonly outputs: readonly Interval[];
}

/** W_0. */
export function firstNetwork(at: NetworkSetting): NetworkIterate {
  return iterateOf(at, 0, at.neurons);
}

/** W after a move of each neuron by v_k sum_i pulls[i] y_i exp(-y_i f(x_i)) x_i over the samples it acts on; pulls are step sizes. */
export function networkStep(at: NetworkSetting, from: NetworkIterate, pulls: ReadonlyMap<number, Interval>): NetworkIterate {
  const { arithmetic, data, inner, weights } = at;
  const forces = [...pulls].flatMap(([i, pull]) => {
    const acting = nth(from.patterns, i);
    return acting.length === 0 ? [] : [{ i, acting, force: arithmetic.multiply(pull, lossOf(arithmetic, nth(from.outputs, i))) }];
  });
  const neurons = pairs(from.neurons, weights).map(([products, weight], k) => {
    const moves = forces
      .filter(({ acting }) => acting.includes(k))
      .map(({ i, force }) => ({ i, move: arithmetic.scale(force, weight * labelOf(data, i)) }));
    const movesAlong = (j: number): Interval[] => moves.map(({ i, move }) => arithmetic.multiply(move, inner(i, j)));
    return products.map((product, j) => arithmetic.add(product, arithmetic.sum(movesAlong(j))));
  });
  return iterateOf(at, from.k + 1, neurons);
}

/** Samples with one activation pattern, and the neurons that are active on them. */
export interface Partition {
  readonly members: readonly number[];
  readonly neurons: readonly number[];
}

/** The pattern partitions of an iterate, in the order of their first samples. */
export function partitionsOf({ patterns }: NetworkIterate): readonly Partition[] {
  const found = new Map<string, { readonly members: number[]; readonly neurons: readonly number[] }>();
  for (const [i, neurons] of patterns.entries()) {
    const known = found.get(neurons.join());
    if (known === undefined) found.set(neurons.join(), { members: [i], neurons });
    else known.members.push(i);
  }
  return [...found.values()];
}

/** Whether no neuron is active on two partitions. */
export function areDisjoint(partitions: readonly Partition[]): boolean {
  const acting = partitions.flatMap(({ neurons }) => neurons);
  return new Set(acting).size === acting.length;
}

/** sum of v_k^2 over a partition's neurons. */
export function squaredWeights({ arithmetic, weights }: NetworkSetting, { neurons }: Partition): Interval {
  return arithmetic.sum(neurons.map((k) => arithmetic.square(arithmetic.double(nth(weights, k)))));
}

/** exp(-y f(x)). */
export function lossOf(arithmetic: IntervalArithmetic, output: Interval): Interval {
  return exp(arithmetic, arithmetic.negate(output));
}

function iterateOf({ arithmetic, data, weights }: NetworkSetting, k: number, neurons: NetworkIterate['neurons']): NetworkIterate {
  const patterns = everySample(data).map((i) => placesOf(neurons, (products) => isActive(nth(products, i))));
  const outputs = patterns.map((pattern, i) => {
    const y = labelOf(data, i);
    return arithmetic.sum(pattern.map((unit) => arithmetic.scale(nth(nth(neurons, unit), i), nth(weights, unit) * y)));
  });
  return { k, neurons, patterns, outputs };
}
