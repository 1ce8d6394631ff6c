/** Gradient descent, and steepest descent in three norms with momentum and without, in the explorer. */

import { setting } from './cases.js';
import { average, exit } from './claims/large.js';
import { neverAgain, rate } from './claims/large.stable.js';
import { coordinate, euclidean, sign } from './claims/nsd.js';
import { logisticStep } from './claims/nsd.logistic-step.js';
import { coordinateMomentum, euclideanMomentum, signum } from './claims/nsd.momentum.js';
import * as geometries from './geometry.js';
import { matrices } from './matrices.js';
import { RATE, shown } from './shown.js';
import { gradientDescent, momentumDescent, steepestDescent } from './steepest-descent.js';

const AVERAGE = 'the average m of the gradients with factor beta1';

/** Without momentum none is read. */
const none = () => ({ beta1: 0 });
/** @param {import('claimcheck/claims').Case} input */
const momentum = (input) => ({ beta1: setting(input, 'beta1') });
const withMomentum = { settings: { beta1: [0.9] } };

/** Steepest descent, each in a norm of its own. */
export const steepest = [
  shown(
    {
      name: 'Sign descent (l-infinity)',
      about: `w <- w - eta_k sign(g), with ${RATE}. Its margin in l-infinity tends to the largest.`,
      claims: [sign(), logisticStep()],
    },
    steepestDescent(geometries.largest),
    none,
  ),
  shown(
    {
      name: 'Normalised gradient descent (l2)',
      about: `w <- w - eta_k g / |g|, with ${RATE}. Its margin in l2 tends to the largest.`,
      claims: [euclidean()],
    },
    steepestDescent(geometries.euclidean),
    none,
  ),
  shown(
    {
      name: 'Coordinate descent (l1)',
      about: `Moves the entry of w with the largest slope by eta_k, with ${RATE}. Its margin in l1 tends to the largest.`,
      claims: [coordinate()],
    },
    steepestDescent(geometries.sum),
    none,
  ),
  shown(
    { name: 'Signum: sign descent on momentum (l-infinity)', about: `Sign descent on ${AVERAGE}, with ${RATE}.`, claims: [signum()] },
    momentumDescent(geometries.largest),
    momentum,
    withMomentum,
  ),
  shown(
    {
      name: 'Normalised descent on momentum (l2)',
      about: `Normalised gradient descent on ${AVERAGE}, with ${RATE}.`,
      claims: [euclideanMomentum()],
    },
    momentumDescent(geometries.euclidean),
    momentum,
    withMomentum,
  ),
  shown(
    {
      name: 'Coordinate descent on momentum (l1)',
      about: `Coordinate descent on ${AVERAGE}, with ${RATE}.`,
      claims: [coordinateMomentum()],
    },
    momentumDescent(geometries.sum),
    momentum,
    withMomentum,
  ),
  shown(
    {
      name: 'Muon, w as a matrix of one row (l2)',
      about: `Muon moves along the orthogonal factor of the momentum. That of a matrix of one row or column is m / |m|, so this is normalised descent on momentum, and no more: the spectral norm is a norm of its own where the momentum has rank 2. Published code differs by a constant factor of the steps, as long as |m| is far above its epsilon. ${RATE}.`,
      claims: [euclideanMomentum()],
    },
    (options) => momentumDescent(matrices(1, options.dimension))(options),
    momentum,
    withMomentum,
  ),
];

/** Gradient descent on two losses. */
export const plain = [
  shown(
    {
      name: 'Gradient descent, exponential loss',
      about: `w <- w - eta_k g, with ${RATE}. Its direction tends to the largest margin in l2, slowly.`,
      claims: [],
    },
    gradientDescent,
    () => ({}),
    { settings: { decay: [0] } },
  ),
  shown(
    {
      name: 'Gradient descent, logistic loss',
      about: `w <- w - eta_k g, with ${RATE}. The claims are about constant steps of any size from w = 0: put the start there, and raise the step size.`,
      claims: [average(), exit(), neverAgain(), rate()],
    },
    gradientDescent,
    () => ({}),
    { settings: { decay: [0] }, loss: 'logistic' },
  ),
];
