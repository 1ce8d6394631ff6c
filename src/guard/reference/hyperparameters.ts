/** The hyperparameters that subjects are created with, under the names that `create` is given. */

import type { Hyperparameters } from './convention.js';
import type { RuledAlgorithm } from './published.js';

const moments = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const otherMoments = { beta1: 0.75, beta2: 0.9375, epsilon: 0.015625 };

/** The usual values. */
export const standardHyperparameters: Readonly<Record<RuledAlgorithm, Hyperparameters>> = {
  'gradient-descent': {},
  sgd: {},
  'normalized-gradient-descent': {},
  momentum: { momentum: 0.9 },
  nesterov: { momentum: 0.9 },
  adagrad: { epsilon: 1e-8, initialAccumulator: 0 },
  rmsprop: { rho: 0.9, epsilon: 1e-8 },
  adadelta: { rho: 0.95, epsilon: 1e-6 },
  adam: moments,
  adamw: { ...moments, weightDecay: 0.01 },
  amsgrad: moments,
  adamax: moments,
  nadam: moments,
  radam: moments,
  lion: { beta1: 0.9, beta2: 0.99, weightDecay: 0 },
  signsgd: {},
  signum: { momentum: 0.9 },
  rprop: { etaMinus: 0.5, etaPlus: 1.2, minStep: 1e-6, maxStep: 50 },
  lars: { momentum: 0.9, trustCoefficient: 0.001, weightDecay: 0, epsilon: 0 },
  lamb: { beta1: 0.9, beta2: 0.999, epsilon: 1e-6, weightDecay: 0 },
  adafactor: { epsilon1: 1e-30, epsilon2: 1e-3, clipThreshold: 1 },
  muon: { momentum: 0.95, weightDecay: 0 },
  ftrl: { beta: 1, l1: 0, l2: 0, initialAccumulator: 0 },
  asgd: { lambd: 1e-4 },
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
  adam: otherMoments,
  adamw: { ...otherMoments, weightDecay: 0.125 },
  amsgrad: otherMoments,
  adamax: otherMoments,
  nadam: otherMoments,
  radam: otherMoments,
  lion: { beta1: 0.75, beta2: 0.9375, weightDecay: 0.125 },
  signsgd: {},
  signum: { momentum: 0.5 },
  rprop: { etaMinus: 0.25, etaPlus: 1.5, minStep: 0.03125, maxStep: 0.5 },
  lars: { momentum: 0.5, trustCoefficient: 0.125, weightDecay: 0.125, epsilon: 0.015625 },
  lamb: { ...otherMoments, weightDecay: 0.125 },
  adafactor: { epsilon1: 0.015625, epsilon2: 0.25, clipThreshold: 0.5 },
  muon: { momentum: 0.5, weightDecay: 0.125 },
  ftrl: { beta: 0.5, l1: 0.25, l2: 0.125, initialAccumulator: 0.25 },
  asgd: { lambd: 0.125 },
};
