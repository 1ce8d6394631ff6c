/** Normalised steepest descent: w <- w - eta_k Delta, where Delta maximises g.Delta over the unit ball of a norm. */

import * as cc from 'claimcheck/claims';

/** @typedef {import('./optimizers.js').Optimizer<{}>} SteepestDescent */

/** @param {ArrayLike<number>} v */
export function sumNorm(v) {
  let sum = 0;
  for (let j = 0; j < v.length; j++) sum += Math.abs(v[j]);
  return sum;
}

/** @param {ArrayLike<number>} v */
export function largestNorm(v) {
  let largest = 0;
  for (let j = 0; j < v.length; j++) largest = Math.max(largest, Math.abs(v[j]));
  return largest;
}

/**
 * Sign descent, of the l-infinity norm. An entry of the gradient that is 0 moves nothing.
 *
 * @type {SteepestDescent}
 */
export const signDescent = ({ dimension, rate }) => {
  let k = 0;
  return {
    step(w, mantissa) {
      const eta = rate(k++);
      for (let j = 0; j < dimension; j++) w[j] -= eta * Math.sign(mantissa[j]);
    },
  };
};

/**
 * Normalised gradient descent, of the l2 norm.
 *
 * @type {SteepestDescent}
 */
export const euclideanDescent = ({ dimension, rate }) => {
  let k = 0;
  return {
    step(w, mantissa) {
      const eta = rate(k++);
      const length = cc.norm(mantissa);
      if (length > 0) for (let j = 0; j < dimension; j++) w[j] -= eta * (mantissa[j] / length);
    },
  };
};

/**
 * Greedy coordinate descent, of the l1 norm: the first of the largest entries of the gradient moves.
 *
 * @type {SteepestDescent}
 */
export const coordinateDescent = ({ dimension, rate }) => {
  let k = 0;
  return {
    step(w, mantissa) {
      let at = 0;
      for (let j = 1; j < dimension; j++) if (Math.abs(mantissa[j]) > Math.abs(mantissa[at])) at = j;
      w[at] -= rate(k++) * Math.sign(mantissa[at]);
    },
  };
};
