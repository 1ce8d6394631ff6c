/** Normalised steepest descent: w <- w - eta_k Delta, where Delta maximises g.Delta over the unit ball of a norm, or m.Delta with momentum. */

import { moments } from './adam.js';

/** @typedef {import('./geometry.js').Geometry} Geometry */
/** @typedef {import('./optimizers.js').Optimizer<{ readonly beta1: number }>} SteepestDescent */

/**
 * Sign descent, normalised gradient descent, coordinate descent or spectral descent, by the geometry.
 *
 * @param {Pick<Geometry, 'direction'>} geometry
 * @returns {SteepestDescent}
 */
export const steepestDescent =
  ({ direction }) =>
  ({ dimension, rate }) => {
    const step = new Float64Array(dimension);
    let k = 0;
    return {
      step(w, mantissa) {
        const eta = rate(k++);
        direction(mantissa, step);
        for (let j = 0; j < dimension; j++) w[j] -= eta * step[j];
      },
    };
  };

/**
 * The same on the average m <- beta1 m + (1 - beta1) g of the gradients: Signum for l-infinity, Muon for the spectral norm.
 *
 * @param {Pick<Geometry, 'direction'>} geometry
 * @returns {SteepestDescent}
 */
export const momentumDescent =
  ({ direction }) =>
  ({ dimension, rate, beta1 }) => {
    // The second moment only sets the scale.
    const average = moments(dimension, { beta1, beta2: 0.5 });
    const step = new Float64Array(dimension);
    let k = 0;
    return {
      step(w, mantissa, exponent) {
        const eta = rate(k++);
        average.add(mantissa, exponent);
        direction(average.first, step);
        for (let j = 0; j < dimension; j++) w[j] -= eta * step[j];
      },
    };
  };

/**
 * Gradient descent, w <- w - eta_k g.
 *
 * @type {import('./optimizers.js').Optimizer<{}>}
 */
export const gradientDescent = ({ dimension, rate }) => {
  let k = 0;
  return {
    step(w, mantissa, exponent) {
      const eta = rate(k++);
      // Two factors, since 2^exponent alone may leave the range where the product does not.
      const half = Math.trunc(exponent / 2);
      for (let j = 0; j < dimension; j++) w[j] -= eta * 2 ** half * mantissa[j] * 2 ** (exponent - half);
    },
  };
};
