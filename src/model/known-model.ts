/** The models of this folder told apart by numbers, for answers that are kept by what they are answers to. */

import type { Dataset } from '../data/dataset.js';
import { listed } from '../numerics/remember.js';
import type { Model } from './model.js';

const KNOWN = new WeakMap<Model, readonly number[]>();

/** What the numbers of a model begin with: one neuron, told by its slope, or a network, by its output weights. */
export const NEURON = 0;
export const NETWORK = 1;

/** Enters a model under numbers that no other model has. */
export function known(model: Model, numbers: readonly number[]): Model {
  KNOWN.set(model, numbers);
  return model;
}

/** Numbers that tell a model from all others; undefined for one that is not of this folder, even a copy with one part replaced. */
export function numbersOfModel(model: Model): readonly number[] | undefined {
  return KNOWN.get(model);
}

/** The slope below 0 of a model of one neuron; undefined for one that is not of this folder, or a network. */
export function slopeOfNeuron(model: Model): number | undefined {
  const [kind, slope] = numbersOfModel(model) ?? [];
  return kind === NEURON ? slope : undefined;
}

/** A run on a model of this folder as numbers, with what else an answer about it depends on; undefined for another model. */
export function numbersOfRun(
  { data, model, start }: { readonly data: Dataset; readonly model: Model; readonly start: ArrayLike<number> },
  ...more: readonly ArrayLike<number>[]
): Float64Array | undefined {
  const numbers = numbersOfModel(model);
  return numbers === undefined ? undefined : listed([data.n, data.d], data.x, data.y, numbers, start, ...more);
}
