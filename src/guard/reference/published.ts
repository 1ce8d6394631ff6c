/** Which published rules an algorithm's name stands for. */

import type { Algorithm } from '../../optimizer/optimizer.js';
import { adadeltaConventions } from './adadelta.js';
import { adagradConventions } from './adagrad.js';
import { adamConventions } from './adam.js';
import type { Convention, Hyperparameters } from './convention.js';
import { gradientDescentConventions, normalizedConventions } from './gradient-descent.js';
import { momentumConventions } from './momentum.js';
import { nesterovConventions } from './nesterov.js';
import { rmspropConventions } from './rmsprop.js';

/** Algorithms with a published rule. */
export type RuledAlgorithm = Exclude<Algorithm, 'other'>;

/** Every form of each algorithm's rule. */
export const conventions: Readonly<Record<RuledAlgorithm, readonly Convention[]>> = {
  'gradient-descent': gradientDescentConventions,
  sgd: gradientDescentConventions,
  'normalized-gradient-descent': normalizedConventions,
  momentum: momentumConventions,
  nesterov: nesterovConventions,
  adagrad: adagradConventions,
  rmsprop: rmspropConventions,
  adadelta: adadeltaConventions,
  adam: adamConventions,
};

/** Hyperparameters that subjects are created with, under the names that `create` is given. */
export const standardHyperparameters: Readonly<Record<RuledAlgorithm, Hyperparameters>> = {
  'gradient-descent': {},
  sgd: {},
  'normalized-gradient-descent': {},
  momentum: { momentum: 0.9 },
  nesterov: { momentum: 0.9 },
  adagrad: { epsilon: 1e-8, initialAccumulator: 0 },
  rmsprop: { rho: 0.9, epsilon: 1e-8 },
  adadelta: { rho: 0.95, epsilon: 1e-6 },
  adam: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};

/** Other values, to tell whether a subject heeds what it is given: none of them is anyone's default. */
export const unusualHyperparameters: Readonly<Record<RuledAlgorithm, Hyperparameters>> = {
  'gradient-descent': {},
  sgd: {},
  'normalized-gradient-descent': {},
  momentum: { momentum: 0.5 },
  nesterov: { momentum: 0.5 },
  adagrad: { epsilon: 0.015625, initialAccumulator: 0.25 },
  rmsprop: { rho: 0.75, epsilon: 0.015625 },
  adadelta: { rho: 0.75, epsilon: 0.015625 },
  adam: { beta1: 0.75, beta2: 0.9375, epsilon: 0.015625 },
};
