/** How far gradient descent can be thrown by one step off a kink. */

import type { Dataset } from '../data/dataset.js';
import type { Model } from '../model/model.js';
import { flowModel, longestStrikeOf } from './log-time/index.js';

/** How far one step can throw w back across a kink, of whatever sample, however late; 0 for a model without kinks. */
export function longestStrike(data: Dataset, model: Model, eta: number): number {
  return longestStrikeOf(data, flowModel(model), eta);
}
