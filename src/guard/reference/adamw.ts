/** AdamW (Loshchilov and Hutter 2019): Adam whose weight decay shrinks the parameter beside the step. */

import { adamMoves } from './adam.js';
import type { Rounded } from './arithmetic.js';
import { type Convention, coordinatewise } from './convention.js';
import { decayForms } from './decay.js';
import { moments } from './moments.js';

/** As Adam; weight decay 0.01 (PyTorch), 0.004 (Keras), 1e-4 (optax): without any it is Adam. */
const published = { beta1: [0.9], beta2: [0.999], epsilon: [1e-8, 1e-7], weightDecay: [0.01, 0.004, 1e-4] };

/** Each form of Adam with each form of the decay. */
export const adamwConventions: readonly Convention[] = decayForms.flatMap(({ name: decay, share }) =>
  adamMoves.map(([name, move]) => ({
    name: `${decay}; ${name}`,
    published,
    begin: coordinatewise((arithmetic, hyperparameters) => {
      const { subtract, multiply } = arithmetic;
      const take = moments(arithmetic, hyperparameters);
      let first: Rounded | undefined;
      return (w, gradient, eta) => {
        first ??= eta;
        const shrunk = subtract(w, multiply(share(arithmetic, hyperparameters.weightDecay!, eta, first), w));
        return subtract(shrunk, move(arithmetic, take(gradient), eta, hyperparameters.epsilon!));
      };
    }),
  })),
);
