/** Adamax (Kingma and Ba 2015, algorithm 2): Adam in the largest-entry norm. */

import type { Arithmetic, Rounded } from './arithmetic.js';
import { averaged, type Convention, coordinatewise } from './convention.js';

/** beta1 0.9 and beta2 0.999 everywhere; epsilon 1e-8 (PyTorch, optax), 1e-7 (Keras, tfjs), none (Kingma and Ba). */
const published = { beta1: [0.9], beta2: [0.999], epsilon: [1e-8, 1e-7, 0] };

function magnitude({ max, subtract, exact }: Arithmetic, x: Rounded): Rounded {
  return max(x, subtract(exact(0), x));
}

/**
 * @param within - the gradient's size as it enters the norm.
 * @param divisor - what the first moment is divided by.
 */
function adamax(
  name: string,
  within: (arithmetic: Arithmetic, size: Rounded, epsilon: Rounded) => Rounded,
  divisor: (arithmetic: Arithmetic, norm: Rounded, epsilon: Rounded) => Rounded,
): Convention {
  return {
    name,
    published,
    begin: coordinatewise((arithmetic, { beta1, beta2, epsilon }) => {
      const { exact, subtract, multiply, divide, max } = arithmetic;
      let first = exact(0);
      let norm = exact(0);
      let power = exact(1);
      return (w, gradient, eta) => {
        first = averaged(arithmetic, beta1!, first, gradient);
        norm = max(multiply(beta2!, norm), within(arithmetic, magnitude(arithmetic, gradient), epsilon!));
        power = multiply(power, beta1!);
        const under = divisor(arithmetic, norm, epsilon!);
        // Without a gradient so far there is nothing to divide.
        if (under.value === 0) return w;
        return subtract(w, divide(multiply(eta, divide(first, subtract(exact(1), power))), under));
      };
    }),
  };
}

/** Where epsilon stands: `torch.optim.Adamax` and `optax.adamax` within the maximum, `keras.optimizers.Adamax` and tfjs beside it. */
export const adamaxConventions: readonly Convention[] = [
  adamax(
    'epsilon added to the gradient within the maximum (PyTorch, optax)',
    ({ add }, size, epsilon) => add(size, epsilon),
    (_, norm) => norm,
  ),
  adamax(
    'epsilon added to the norm (Kingma and Ba 2015 but for its epsilon, Keras, tfjs)',
    (_, size) => size,
    ({ add }, norm, epsilon) => add(norm, epsilon),
  ),
];
