/** Methods that move by signs: signSGD and Signum (Bernstein et al. 2018), Lion (Chen et al. 2023). */

import { averaged, type Convention, coordinatewise } from './convention.js';

/** w - eta_k sign(g), with no move where g = 0: `optax.sign_sgd`. */
export const signsgdConventions: readonly Convention[] = [
  {
    name: 'w - eta_k sign(g) (Bernstein et al. 2018, optax)',
    published: {},
    begin: coordinatewise(
      ({ subtract, multiply, sign }) =>
        (w, gradient, eta) =>
          subtract(w, multiply(eta, sign(gradient))),
    ),
  },
];

/** The sign of the momentum buffer; whether gradients enter it with the factor 1 - momentum changes no sign. */
export const signumConventions: readonly Convention[] = [
  {
    name: 'sign of the averaged gradients (Bernstein et al. 2018)',
    published: { momentum: [0.9] },
    begin: coordinatewise((arithmetic, { momentum }) => {
      let buffer = arithmetic.exact(0);
      return (w, gradient, eta) => {
        buffer = averaged(arithmetic, momentum!, buffer, gradient);
        return arithmetic.subtract(w, arithmetic.multiply(eta, arithmetic.sign(buffer)));
      };
    }),
  },
];

/** beta1 0.9, beta2 0.99 (Chen et al. 2023, Keras, optax); weight decay none (PyTorch ports, Keras) or 0.001 (optax). */
const published = { beta1: [0.9], beta2: [0.99], weightDecay: [0, 0.001] };

/** `keras.optimizers.Lion`, `optax.lion`: the sign of one average, and another one kept. */
export const lionConventions: readonly Convention[] = [
  {
    name: 'sign of beta1 m + (1 - beta1) g, decay eta_k lambda (Chen et al. 2023, Keras, optax)',
    published,
    begin: coordinatewise((arithmetic, { beta1, beta2, weightDecay }) => {
      const { exact, add, subtract, multiply, sign } = arithmetic;
      let average = exact(0);
      return (w, gradient, eta) => {
        const direction = sign(averaged(arithmetic, beta1!, average, gradient));
        average = averaged(arithmetic, beta2!, average, gradient);
        return subtract(w, multiply(eta, add(direction, multiply(weightDecay!, w))));
      };
    }),
  },
];
