/** Many steps of gradient descent at once, for the models whose steps a kernel takes. */

import type { Dataset } from '../data/dataset.js';
import { NETWORK, NEURON, numbersOfModel } from './known-model.js';
import type { Model } from './model.js';
import * as networkKernel from './network-kernel.js';
import * as neuronKernel from './neuron-kernel.js';

/**
 * Takes steps of gradient descent with constant step size in w at once, as far as that can be done.
 *
 * @param model - a model of this folder itself; another, even a copy with one part replaced, takes no steps.
 * @returns how many steps were taken, at most `steps`; the next may be larger than float64 can hold, or may be no step at all.
 */
export function descendAtOnce(model: Model, data: Dataset, w: Float64Array, eta: number, steps: number): number {
  const [kind, ...numbers] = numbersOfModel(model) ?? [];
  if (kind === NETWORK) return networkKernel.descendBounded(data, w, numbers, eta, steps);
  const [slope] = numbers;
  return kind !== NEURON || slope === undefined ? 0 : neuronKernel.descendBounded(data, w, slope, eta, steps);
}
