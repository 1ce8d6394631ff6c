/** Gradient descent, SGD and normalised gradient descent. */

import { type Convention, coordinatewise, norm } from './convention.js';

/** w - eta_k g: the paper's (GD) and (SGD); every library. */
export const gradientDescentConventions: readonly Convention[] = [
  {
    name: 'w - eta_k g',
    published: {},
    begin: coordinatewise(
      ({ subtract, multiply }) =>
        (w, gradient, eta) =>
          subtract(w, multiply(eta, gradient)),
    ),
  },
];

/** w - eta_k g / (|g| + epsilon), and w itself where g = 0. */
function normalized(name: string, epsilons: readonly number[]): Convention {
  return {
    name,
    published: { epsilon: epsilons },
    begin: (arithmetic, { epsilon }) => {
      const { add, subtract, multiply, divide } = arithmetic;
      return (w, gradient, eta) => {
        if (gradient.every(({ value }) => value === 0)) return [...w];
        const length = norm(arithmetic, gradient);
        const divisor = epsilon!.value === 0 ? length : add(length, epsilon!);
        return w.map((x, j) => subtract(x, multiply(eta, divide(gradient[j]!, divisor))));
      };
    },
  };
}

/** Nacson et al. 2018a divide by the norm itself; optax `normalize_by_update_norm` adds 1e-6 to it. */
export const normalizedConventions: readonly Convention[] = [
  normalized('step divided by the Euclidean norm (Nacson et al. 2018)', [0]),
  normalized('step divided by the Euclidean norm plus epsilon (optax)', [1e-6]),
];
