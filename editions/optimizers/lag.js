/** How far averages of past gradients can be from the gradient now, and how far Adam's updates can lead, as sums that are kept from step to step. */

import * as cc from 'claimcheck/claims';

/** Beyond this a lag bounds nothing, and Infinity stands for it. */
const HUGE = 2 ** 400;

/**
 * Bounds on the lag of an average with weights (1 - beta) beta^k / (1 - beta^(t+1)), where the gradient k steps ago differs from that now
 * by at most e^(x_1 + ... + x_k) - 1 in units of the loss, and x_1, x_2, ... belong to the steps in between, the last one first.
 *
 * @param {number} beta
 */
export function lagOf(beta) {
  let [first, second, weight] = [0, 0, 1 - beta];
  return {
    /** The mean of e^(x_1 + ... + x_k) - 1. */
    mean: 0,
    /** The root of the mean of its squares. */
    root: 0,
    /** Goes on to the next gradient. @param {number} x of the step that leads to it */
    step(x) {
      const [factor, gain] = [cc.exp(x), cc.exp(x) - 1];
      second = bounded(beta * (factor * factor * second + 2 * factor * gain * first + gain * gain * weight));
      first = bounded(beta * (factor * first + gain * weight));
      weight = 1 - beta + beta * weight;
      this.mean = first / weight;
      this.root = Math.sqrt(second / weight);
    },
  };
}

/** @param {number} value */
function bounded(value) {
  return value < HUGE ? value : Number.POSITIVE_INFINITY;
}

/**
 * The excess Lambda_t of the squares of Adam's updates with epsilon = 0 over S_t, entry by entry, for beta1 <= beta2:
 *
 *   sum_{s<=t} eta_s (m^_s / sqrt v^_s)^2 <= S_t + Lambda_t,
 *   Lambda_t = sum_{s<=t} eta_s sum_{k=1}^{s-1} c_{s,k} ln(v^_s / v^_{s-k}),
 *   c_{s,k} = (1 - b1) (b2 - b1) b1^(k-1) (1 - b2^(s-k)) / ((1 - b2) (1 - b1^s)).
 *
 * The sums telescope: with decreasing steps Lambda_t stays bounded while v^ does.
 *
 * @param {number} dimension
 * @param {{ readonly beta1: number; readonly beta2: number }} betas
 */
export function excessOf(dimension, { beta1, beta2 }) {
  const logs = new Float64Array(dimension);
  const excess = new Float64Array(dimension);
  let [weights, power1, power2] = [0, 1, 1];
  return {
    excess,
    /** The sum of the c_{s,k} of the last step. */
    weight: 0,
    /**
     * @param {number} eta
     * @param {Float64Array} logSecond ln v^_s, which is used up at once
     */
    step(eta, logSecond) {
      power1 *= beta1;
      const factor = ((1 - beta1) * (beta2 - beta1)) / ((1 - beta2) * (1 - power1));
      this.weight = factor * weights;
      power2 *= beta2;
      for (let j = 0; j < dimension; j++) {
        const now = logSecond[j];
        excess[j] += eta * factor * (weights === 0 ? 0 : weights * now - logs[j]);
        logs[j] = beta1 * logs[j] + (1 - power2) * now;
      }
      weights = beta1 * weights + (1 - power2);
    },
  };
}
