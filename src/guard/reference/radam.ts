/** RAdam (Liu et al. 2020): Adam whose step is rectified for the variance of its first steps. */

import { type Convention, coordinatewise } from './convention.js';
import { moments } from './moments.js';

/** As Adam. */
const published = { beta1: [0.9], beta2: [0.999], epsilon: [1e-8, 1e-7] };

function radam(name: string, threshold: number, folded: boolean): Convention {
  return {
    name,
    published,
    begin: coordinatewise((arithmetic, hyperparameters) => {
      const { exact, add, subtract, multiply, divide, sqrt } = arithmetic;
      const { beta2, epsilon } = hyperparameters;
      const take = moments(arithmetic, hyperparameters);
      const two = exact(2);
      const four = exact(4);
      const limit = subtract(divide(two, subtract(exact(1), beta2!)), exact(1));
      return (w, gradient, eta, k) => {
        const { first, second, correction1, correction2 } = take(gradient);
        const mean = divide(first, correction1);
        // The length of the simple average that the exponential one stands for.
        const power = subtract(exact(1), correction2);
        const length = subtract(limit, divide(multiply(exact(2 * (k + 1)), power), correction2));
        // While the variance cannot be rectified, the momentum alone.
        if (length.value <= threshold) return subtract(w, multiply(eta, mean));
        const above = multiply(multiply(subtract(length, four), subtract(length, two)), limit);
        const below = multiply(multiply(subtract(limit, four), subtract(limit, two)), length);
        const rectified = multiply(sqrt(divide(above, below)), mean);
        const root = folded ? divide(add(sqrt(second), epsilon!), sqrt(correction2)) : add(sqrt(divide(second, correction2)), epsilon!);
        return subtract(w, divide(multiply(eta, rectified), root));
      };
    }),
  };
}

/**
 * `torch.optim.RAdam` and the authors' program rectify beyond a length of 5 and add epsilon to the uncorrected root; optax
 * adds it to the corrected one; the paper's algorithm 2 rectifies beyond 4.
 */
export const radamConventions: readonly Convention[] = [
  radam('rectified beyond length 5, epsilon beside the uncorrected root (PyTorch)', 5, true),
  radam('rectified beyond length 5, epsilon beside the corrected root (optax)', 5, false),
  radam('rectified beyond length 4, epsilon beside the uncorrected root (Liu et al. 2020)', 4, true),
  radam('rectified beyond length 4, epsilon beside the corrected root (Liu et al. 2020)', 4, false),
];
