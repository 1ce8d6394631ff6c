/** LAMB (You et al. 2020): Adam's move scaled, part by part, to the norm of the parameters. */

import type { Arithmetic, Rounded } from './arithmetic.js';
import { type Convention, norm, partwise } from './convention.js';
import { type Moments, moments } from './moments.js';

/** beta1 0.9 and beta2 0.999 everywhere; epsilon 1e-6 (the paper, optax), 1e-7 (Keras), 1e-8; weight decay none (Keras, optax) or 0.01. */
const published = { beta1: [0.9], beta2: [0.999], epsilon: [1e-6, 1e-7, 1e-8], weightDecay: [0, 0.01] };

/** Adam's ratio of one coordinate. */
type Ratio = (arithmetic: Arithmetic, at: Moments, epsilon: Rounded) => Rounded;

const corrected: Ratio = ({ add, divide, sqrt }, { first, second, correction1, correction2 }, epsilon) =>
  divide(divide(first, correction1), add(sqrt(divide(second, correction2)), epsilon));
const raw: Ratio = ({ add, divide, sqrt }, { first, second }, epsilon) => divide(first, add(sqrt(second), epsilon));

/** @param most - the norm of the parameters counts up to this. */
function lamb(name: string, ratio: Ratio, most = Number.POSITIVE_INFINITY): Convention {
  return {
    name,
    published,
    begin: partwise((arithmetic, hyperparameters, shape) => {
      const { exact, add, subtract, multiply, divide } = arithmetic;
      const { epsilon, weightDecay } = hyperparameters;
      const size = shape.reduce((product, length) => product * length, 1);
      const takes = Array.from({ length: size }, () => moments(arithmetic, hyperparameters));
      return (w, gradient, eta) => {
        const move = w.map((x, j) => add(ratio(arithmetic, takes[j]!(gradient[j]!), epsilon!), multiply(weightDecay!, x)));
        const [own, its] = [norm(arithmetic, w), norm(arithmetic, move)];
        const held = own.value > most ? exact(most) : own;
        const trust = own.value === 0 || its.value === 0 ? exact(1) : divide(held, its);
        return w.map((x, j) => subtract(x, multiply(multiply(eta, trust), move[j]!)));
      };
    }),
  };
}

/** `keras.optimizers.Lamb`, `optax.lamb`; the first version of the paper and its ports correct no bias and clip the norm at 10. */
export const lambConventions: readonly Convention[] = [
  lamb('moments corrected, trust |w| / |move| (You et al. 2020 algorithm 2, Keras, optax)', corrected),
  lamb('moments corrected, |w| clipped at 10', corrected, 10),
  lamb('no bias correction, trust |w| / |move|', raw),
  lamb('no bias correction, |w| clipped at 10 (You et al. 2019, pytorch-lamb)', raw, 10),
];
