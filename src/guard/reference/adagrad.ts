/** Adagrad (Duchi et al. 2011), diagonal form. */

import { type Convention, coordinatewise, type EpsilonPlace, guardedRoot } from './convention.js';

/** epsilon 1e-10 (PyTorch), 1e-8 (convnetjs), 1e-7 (Keras, tfjs, optax), initial accumulator 0 or 0.1 (Keras, tfjs, optax). */
const published = { epsilon: [1e-10, 1e-8, 1e-7], initialAccumulator: [0, 0.1] };

function adagrad(name: string, place: EpsilonPlace): Convention {
  return {
    name,
    published,
    begin: coordinatewise((arithmetic, { epsilon, initialAccumulator }) => {
      const { add, subtract, multiply, divide } = arithmetic;
      let sum = initialAccumulator!;
      return (w, gradient, eta) => {
        sum = add(sum, multiply(gradient, gradient));
        return subtract(w, divide(multiply(eta, gradient), guardedRoot(arithmetic, sum, epsilon!, place)));
      };
    }),
  };
}

/** Epsilon beside the root or under it. */
export const adagradConventions: readonly Convention[] = [
  adagrad('epsilon outside the root (Duchi et al. 2011, PyTorch)', 'outside'),
  adagrad('epsilon inside the root (Keras, tfjs, optax, convnetjs)', 'inside'),
];
