/** FTRL-Proximal (McMahan et al. 2013). */

import { type Convention, coordinatewise } from './convention.js';

/** No regularisation everywhere; beta 1 (McMahan et al.) or 0 (TensorFlow, Keras); accumulator from 0 or 0.1 (TensorFlow, Keras). */
const published = { beta: [1, 0], l1: [0], l2: [0], initialAccumulator: [0, 0.1] };

/** @param twice - how often l2 counts. */
function ftrl(name: string, twice: 1 | 2): Convention {
  return {
    name,
    published,
    begin: coordinatewise(({ exact, add, subtract, multiply, divide, sqrt }, { beta, l1, l2, initialAccumulator }) => {
      let squares = initialAccumulator!;
      let linear = exact(0);
      return (w, gradient, eta) => {
        const before = sqrt(squares);
        squares = add(squares, multiply(gradient, gradient));
        const root = sqrt(squares);
        const sigma = divide(subtract(root, before), eta);
        linear = subtract(add(linear, gradient), multiply(sigma, w));
        const size = Math.abs(linear.value);
        if (size <= l1!.value) return exact(0);
        const shrunk = subtract(linear.value > 0 ? l1! : subtract(exact(0), l1!), linear);
        return divide(shrunk, add(divide(add(beta!, root), eta), multiply(exact(twice), l2!)));
      };
    }),
  };
}

/** Algorithm 1 of the paper; TensorFlow and Keras, whose l2 stands for half the paper's. */
export const ftrlConventions: readonly Convention[] = [
  ftrl('quadratic term (beta + sqrt(n)) / eta + l2 (McMahan et al. 2013)', 1),
  ftrl('quadratic term (beta + sqrt(n)) / eta + 2 l2 (TensorFlow, Keras)', 2),
];
