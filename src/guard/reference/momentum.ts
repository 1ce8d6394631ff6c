/** Momentum (Polyak 1964; Sutskever et al. 2013). */

import { averaged, type Convention, coordinatewise } from './convention.js';

/** Published values of the momentum: 0.9 (Sutskever et al., Keras and PyTorch examples, convnetjs), 0.1 (brain.js). */
const published = { momentum: [0.9, 0.1] };

/** The forms that libraries use; they differ under a schedule, in the first steps, or in rounding. */
export const momentumConventions: readonly Convention[] = [
  {
    name: 'learning rate outside the momentum buffer (PyTorch, tfjs)',
    published,
    begin: coordinatewise(({ exact, add, subtract, multiply }, { momentum }) => {
      let buffer = exact(0);
      return (w, gradient, eta) => {
        buffer = add(multiply(momentum!, buffer), gradient);
        return subtract(w, multiply(eta, buffer));
      };
    }),
  },
  {
    name: 'learning rate inside the momentum buffer (Sutskever et al. 2013, Keras, brain.js)',
    published,
    begin: coordinatewise(({ exact, add, subtract, multiply }, { momentum }) => {
      let velocity = exact(0);
      return (w, gradient, eta) => {
        velocity = subtract(multiply(momentum!, velocity), multiply(eta, gradient));
        return add(w, velocity);
      };
    }),
  },
  {
    name: 'heavy ball, from the previous iterate (Polyak 1964)',
    published,
    begin: coordinatewise(({ exact, add, subtract, multiply }, { momentum }) => {
      let previous: ReturnType<typeof exact> | undefined;
      return (w, gradient, eta) => {
        const moved = subtract(w, previous ?? w);
        previous = w;
        return add(subtract(w, multiply(eta, gradient)), multiply(momentum!, moved));
      };
    }),
  },
  {
    name: 'gradients averaged in the buffer: dampening equal to the momentum, from zero (Ng, deeplearning.ai; optax ema without debias)',
    published,
    begin: coordinatewise((arithmetic, { momentum }) => {
      let buffer = arithmetic.exact(0);
      return (w, gradient, eta) => {
        buffer = averaged(arithmetic, momentum!, buffer, gradient);
        return arithmetic.subtract(w, arithmetic.multiply(eta, buffer));
      };
    }),
  },
  {
    name: 'dampening equal to the momentum, the first gradient entering undampened (PyTorch)',
    published,
    begin: coordinatewise((arithmetic, { momentum }) => {
      let buffer = arithmetic.exact(0);
      return (w, gradient, eta, k) => {
        buffer = k === 0 ? gradient : averaged(arithmetic, momentum!, buffer, gradient);
        return arithmetic.subtract(w, arithmetic.multiply(eta, buffer));
      };
    }),
  },
];
