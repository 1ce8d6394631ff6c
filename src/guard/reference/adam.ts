/** Adam (Kingma and Ba 2015). */

import type { Arithmetic, Rounded } from './arithmetic.js';
import { averaged, type Convention, coordinatewise } from './convention.js';

/** beta1 0.9 and beta2 0.999 everywhere; epsilon 1e-8 (Kingma and Ba, PyTorch, optax), 1e-7 (Keras, tfjs). */
const published = { beta1: [0.9], beta2: [0.999], epsilon: [1e-8, 1e-7] };

/** The moves that the forms of Adam make, from both averages and their corrections 1 - beta^t. */
type Move = (
  arithmetic: Arithmetic,
  state: { first: Rounded; second: Rounded; correction1: Rounded; correction2: Rounded },
  eta: Rounded,
  epsilon: Rounded,
) => Rounded;

function adam(name: string, move: Move): Convention {
  return {
    name,
    published,
    begin: coordinatewise((arithmetic, { beta1, beta2, epsilon }) => {
      const { exact, subtract, multiply } = arithmetic;
      let first = exact(0);
      let second = exact(0);
      let power1 = exact(1);
      let power2 = exact(1);
      return (w, gradient, eta) => {
        first = averaged(arithmetic, beta1!, first, gradient);
        second = averaged(arithmetic, beta2!, second, multiply(gradient, gradient));
        power1 = multiply(power1, beta1!);
        power2 = multiply(power2, beta2!);
        const correction1 = subtract(exact(1), power1);
        const correction2 = subtract(exact(1), power2);
        return subtract(w, move(arithmetic, { first, second, correction1, correction2 }, eta, epsilon!));
      };
    }),
  };
}

/** Algorithm 1, its folded form, and epsilon under the root. */
export const adamConventions: readonly Convention[] = [
  adam(
    'moments corrected, epsilon outside the root (Kingma and Ba 2015 algorithm 1, PyTorch, tfjs)',
    ({ add, multiply, divide, sqrt }, { first, second, correction1, correction2 }, eta, epsilon) =>
      divide(multiply(eta, divide(first, correction1)), add(sqrt(divide(second, correction2)), epsilon)),
  ),
  adam(
    'bias correction folded into the step size, epsilon beside the uncorrected root (Kingma and Ba 2015 section 2, TensorFlow, Keras)',
    ({ add, multiply, divide, sqrt }, { first, second, correction1, correction2 }, eta, epsilon) =>
      divide(multiply(multiply(eta, divide(sqrt(correction2), correction1)), first), add(sqrt(second), epsilon)),
  ),
  adam(
    'epsilon inside the root (optax eps_root)',
    ({ add, multiply, divide, sqrt }, { first, second, correction1, correction2 }, eta, epsilon) =>
      divide(multiply(eta, divide(first, correction1)), sqrt(add(divide(second, correction2), epsilon))),
  ),
];
