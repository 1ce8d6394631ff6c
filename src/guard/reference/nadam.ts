/** NAdam (Dozat 2016): Adam with Nesterov's momentum. */

import { exp, log } from '../../numerics/elementary.js';
import type { Arithmetic, Rounded } from './arithmetic.js';
import { type Convention, coordinatewise, type NamedConstants } from './convention.js';
import { moments } from './moments.js';

/** As Adam. */
const published = { beta1: [0.9], beta2: [0.999], epsilon: [1e-8, 1e-7] };

/** The momentum of step t = 1, 2, ... */
type Momentum = (arithmetic: Arithmetic, beta1: Rounded, t: number) => Rounded;

/** The logarithm of 0.96, the base of Dozat's warm-up. */
const LN = log(0.96);

/** beta1 (1 - 0.96^(psi t) / 2). A base that is rounded itself enlarges its rounding psi t times. */
const warming =
  (psi: number): Momentum =>
  ({ exact, subtract, multiply, rounded }, beta1, t) => {
    const { value, error } = rounded(exp(psi * t * LN));
    const power = { value, error: (2 + psi * t) * error };
    return multiply(beta1, subtract(exact(1), multiply(exact(1 / 2), power)));
  };

const constant: Momentum = (_, beta1) => beta1;

function nadam(name: string, momentum: Momentum): Convention {
  return {
    name,
    published,
    begin: coordinatewise((arithmetic, hyperparameters: NamedConstants) => {
      const { exact, add, subtract, multiply, divide, sqrt } = arithmetic;
      const { beta1, epsilon } = hyperparameters;
      const take = moments(arithmetic, hyperparameters);
      let product = exact(1);
      return (w, gradient, eta, k) => {
        const { first, second, correction2 } = take(gradient);
        const now = momentum(arithmetic, beta1!, k + 1);
        const next = momentum(arithmetic, beta1!, k + 2);
        product = multiply(product, now);
        const ahead = divide(multiply(next, first), subtract(exact(1), multiply(product, next)));
        const fresh = divide(multiply(subtract(exact(1), now), gradient), subtract(exact(1), product));
        return subtract(w, divide(multiply(eta, add(ahead, fresh)), add(sqrt(divide(second, correction2)), epsilon!)));
      };
    }),
  };
}

/** `torch.optim.NAdam` (momentum_decay 0.004), `keras.optimizers.Nadam`, and `optax.nadam`, which warms nothing up. */
export const nadamConventions: readonly Convention[] = [
  nadam('momentum beta1 (1 - 0.96^(0.004 t) / 2) with its running product (Dozat 2016, PyTorch)', warming(0.004)),
  nadam('momentum beta1 (1 - 0.96^t / 2) with its running product (Keras)', warming(1)),
  nadam('constant momentum beta1, corrected by beta1^t and beta1^(t + 1) (optax, Flux)', constant),
];
