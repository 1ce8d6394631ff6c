/** The optimizers of this edition for the explorer of its page, each on the linear model of a case. */

import * as cc from 'claimcheck/claims';
import { adam } from './adam.js';
import { betasOf, rateOf, setting } from './cases.js';
import * as geometries from './geometry.js';
import { runScaled } from './optimizers.js';
import { gradientDescent, momentumDescent, steepestDescent } from './steepest-descent.js';

/** @typedef {import('claimcheck/claims').Case} Case */

/**
 * One of them; steps are eta (k+1)^-decay.
 *
 * @template Options
 * @param {string} name
 * @param {import('./optimizers.js').Optimizer<Options>} optimizer
 * @param {(input: Case) => Options} options
 * @param {object} [more]
 * @param {Readonly<Record<string, readonly number[]>>} [more.settings] that `options` reads
 * @param {import('./objective.js').Loss} [more.loss]
 * @returns {import('claimcheck/claims').EditionOptimizer}
 */
const shown = (name, optimizer, options, { settings = {}, loss = 'exponential' } = {}) => ({
  name,
  settings: { decay: [0.5], ...settings },
  run(input, steps, visit) {
    const data = cc.dataset(input.data);
    const state = optimizer({ dimension: data.d, rate: rateOf(input), ...options(input) });
    runScaled({ rows: cc.signedRows(data), loss, start: input.start, state, steps }, (k, w, at) => visit(k, w, at.logLoss));
  },
});

/** Without momentum none is read. */
const none = () => ({ beta1: 0 });
/** @param {Case} input */
const momentum = (input) => ({ beta1: setting(input, 'beta1') });
const withMomentum = { settings: { beta1: [0.9] } };
const withBetas = { beta1: [0.9], beta2: [0.99] };

export const optimizers = [
  shown('Gradient descent', gradientDescent, () => ({}), { settings: { decay: [0] } }),
  shown('Gradient descent, logistic loss', gradientDescent, () => ({}), { settings: { decay: [0] }, loss: 'logistic' }),
  shown('Normalised gradient descent (l2)', steepestDescent(geometries.euclidean), none),
  shown('Sign descent (l-infinity)', steepestDescent(geometries.largest), none),
  shown('Coordinate descent (l1)', steepestDescent(geometries.sum), none),
  shown('Normalised descent on momentum (l2)', momentumDescent(geometries.euclidean), momentum, withMomentum),
  shown('Signum: sign descent on momentum (l-infinity)', momentumDescent(geometries.largest), momentum, withMomentum),
  shown('Adam without epsilon', adam, (input) => ({ ...betasOf(input), epsilon: 0 }), { settings: withBetas }),
  shown('Adam with epsilon', adam, (input) => ({ ...betasOf(input), epsilon: setting(input, 'epsilon') }), {
    settings: { ...withBetas, epsilon: [0.0001], decay: [0] },
  }),
];
