/** RMSProp (Tieleman and Hinton 2012), plain and centred (Graves 2013). */

import { averaged, type Convention, coordinatewise, type EpsilonPlace, guardedRoot } from './convention.js';

/**
 * rho 0.9 (Hinton, Keras, tfjs, optax), 0.99 (PyTorch), 0.95 (Graves 2013, convnetjs windowgrad); epsilon 1e-8 (PyTorch,
 * optax), 1e-7 (Keras, tfjs), 1e-10 (TensorFlow 1); mean square from 0, or from 1 (TensorFlow 1).
 */
const published = { rho: [0.9, 0.99, 0.95], epsilon: [1e-8, 1e-7, 1e-10], initialAccumulator: [0, 1] };

function rmsprop(name: string, place: EpsilonPlace, centered: boolean): Convention {
  return {
    name,
    published,
    begin: coordinatewise((arithmetic, { rho, epsilon, initialAccumulator }) => {
      const { exact, subtract, multiply, divide } = arithmetic;
      let square = initialAccumulator!;
      let mean = exact(0);
      return (w, gradient, eta) => {
        square = averaged(arithmetic, rho!, square, multiply(gradient, gradient));
        if (centered) mean = averaged(arithmetic, rho!, mean, gradient);
        const spread = centered ? subtract(square, multiply(mean, mean)) : square;
        return subtract(w, divide(multiply(eta, gradient), guardedRoot(arithmetic, spread, epsilon!, place)));
      };
    }),
  };
}

/** Plain and centred; which of them a subject is depends on its options. */
export const rmspropConventions: readonly Convention[] = [
  rmsprop('epsilon outside the root (PyTorch)', 'outside', false),
  rmsprop('epsilon inside the root (TensorFlow, Keras, tfjs, optax)', 'inside', false),
  rmsprop('centred, epsilon outside the root (PyTorch)', 'outside', true),
  rmsprop('centred, epsilon inside the root (Graves 2013, TensorFlow, Keras, tfjs)', 'inside', true),
];
