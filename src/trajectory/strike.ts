/** How far gradient descent can be thrown by one step off a kink. */

import { type Dataset, radius } from '../data/dataset.js';
import type { Model } from '../model/model.js';
import { largest } from '../numerics/lists.js';
import { flowModel } from './log-time/index.js';

/** How far one step can throw w back across a kink, of whatever sample, however late; 0 for a model without kinks. */
export function longestStrike(data: Dataset, model: Model, eta: number): number {
  const { outputWeights, slope } = flowModel(model);
  return slope === 1 ? 0 : (eta / data.n) * radius(data) * largest(outputWeights.map(Math.abs));
}
