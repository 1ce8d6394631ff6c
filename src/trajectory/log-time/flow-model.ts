/** What the log-time engine needs to know of a model: output weights and the slope of the inactive side. */

import { type Dataset, radius } from '../../data/dataset.js';
import type { Model } from '../../model/model.js';
import { largest } from '../../numerics/lists.js';

/** f(x) = sum_k v_k s(w_k.x) with s(u) = u for u > 0 and a u for u <= 0. */
export interface FlowModel {
  /** v; a single neuron has v = [1]. */
  readonly outputWeights: readonly number[];
  /** a: 0 for ReLU neurons, 1 for the linear model. */
  readonly slope: number;
}

/** How far one step can throw w back across a kink, of whatever sample, however late; 0 for a model without kinks. */
export function longestStrikeOf(data: Dataset, { outputWeights, slope }: FlowModel, eta: number): number {
  return slope === 1 ? 0 : (eta / data.n) * radius(data) * largest(outputWeights.map(Math.abs));
}

/**
 * Reads v and a off a model by evaluating its output at unit preactivations.
 *
 * @throws TypeError when the model is not positively homogeneous of that form with one slope a in [0, 1].
 */
export function flowModel(model: Model): FlowModel {
  const at = (k: number, value: number): number => {
    const preactivation = new Float64Array(model.neurons);
    preactivation[k] = value;
    return model.output(preactivation, 0);
  };
  const outputWeights = Array.from({ length: model.neurons }, (_, k) => at(k, 1));
  const slope = at(0, -1) / -outputWeights[0]!;
  const consistent = outputWeights.every((v, k) => v !== 0 && at(k, 2) === 2 * v && Math.abs(at(k, -1) + slope * v) <= 1e-15 * Math.abs(v));
  if (!consistent || !(slope >= 0 && slope <= 1)) {
    throw new TypeError(`model ${model.name} is not a sum of neurons with fixed output weights and one slope in [0, 1]`);
  }
  return { outputWeights, slope: slope === 0 ? 0 : slope };
}
