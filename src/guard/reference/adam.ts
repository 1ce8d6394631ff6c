/** Adam (Kingma and Ba 2015). */

import type { Arithmetic, Rounded } from './arithmetic.js';
import { type Convention, coordinatewise } from './convention.js';
import { type Moments, moments } from './moments.js';

/** beta1 0.9 and beta2 0.999 everywhere; epsilon 1e-8 (Kingma and Ba, PyTorch, optax), 1e-7 (Keras, tfjs). */
const published = { beta1: [0.9], beta2: [0.999], epsilon: [1e-8, 1e-7] };

/** What a form of Adam takes off the parameter, from both averages. */
export type AdamMove = (arithmetic: Arithmetic, at: Moments, eta: Rounded, epsilon: Rounded) => Rounded;

/** The forms of the move by name: algorithm 1, its folded form, and epsilon under the root. */
export const adamMoves: readonly (readonly [string, AdamMove])[] = [
  [
    'moments corrected, epsilon outside the root (Kingma and Ba 2015 algorithm 1, PyTorch, tfjs)',
    ({ add, multiply, divide, sqrt }, { first, second, correction1, correction2 }, eta, epsilon) =>
      divide(multiply(eta, divide(first, correction1)), add(sqrt(divide(second, correction2)), epsilon)),
  ],
  [
    'bias correction folded into the step size, epsilon beside the uncorrected root (Kingma and Ba 2015 section 2, TensorFlow, Keras)',
    ({ add, multiply, divide, sqrt }, { first, second, correction1, correction2 }, eta, epsilon) =>
      divide(multiply(multiply(eta, divide(sqrt(correction2), correction1)), first), add(sqrt(second), epsilon)),
  ],
  [
    'epsilon inside the root (optax eps_root)',
    ({ add, multiply, divide, sqrt }, { first, second, correction1, correction2 }, eta, epsilon) =>
      divide(multiply(eta, divide(first, correction1)), sqrt(add(divide(second, correction2), epsilon))),
  ],
];

/** The forms of Adam. */
export const adamConventions: readonly Convention[] = adamMoves.map(([name, move]) => ({
  name,
  published,
  begin: coordinatewise((arithmetic, hyperparameters) => {
    const take = moments(arithmetic, hyperparameters);
    return (w, gradient, eta) => arithmetic.subtract(w, move(arithmetic, take(gradient), eta, hyperparameters.epsilon!));
  }),
}));
