/** RMSProp (Tieleman and Hinton 2012), plain and centred (Graves 2013). */

import type { Arithmetic, Rounded } from './arithmetic.js';
import { averaged, type Convention, coordinatewise, type EpsilonPlace, guardedRoot, type NamedConstants } from './convention.js';

/**
 * rho 0.9 (Hinton, Keras, tfjs, optax), 0.99 (PyTorch), 0.95 (Graves 2013, convnetjs windowgrad); epsilon 1e-8 (PyTorch,
 * optax), 1e-7 (Keras, tfjs), 1e-10 (TensorFlow 1); mean square from 0, or from 1 (TensorFlow 1).
 */
const published = { rho: [0.9, 0.99, 0.95], epsilon: [1e-8, 1e-7, 1e-10], initialAccumulator: [0, 1] };

/** g / root of the mean square, with the learning rate where a form has it. */
function ratio(arithmetic: Arithmetic, hyperparameters: NamedConstants, place: EpsilonPlace, centered: boolean) {
  const { exact, subtract, multiply, divide } = arithmetic;
  const { rho, epsilon, initialAccumulator } = hyperparameters;
  let square = initialAccumulator!;
  let mean = exact(0);
  return (gradient: Rounded, eta: Rounded): Rounded => {
    square = averaged(arithmetic, rho!, square, multiply(gradient, gradient));
    if (centered) mean = averaged(arithmetic, rho!, mean, gradient);
    const spread = centered ? subtract(square, multiply(mean, mean)) : square;
    return divide(multiply(eta, gradient), guardedRoot(arithmetic, spread, epsilon!, place));
  };
}

function rmsprop(name: string, place: EpsilonPlace, centered: boolean): Convention {
  return {
    name,
    published,
    begin: coordinatewise((arithmetic, hyperparameters) => {
      const take = ratio(arithmetic, hyperparameters, place, centered);
      return (w, gradient, eta) => arithmetic.subtract(w, take(gradient, eta));
    }),
  };
}

/** @param inside - whether the learning rate enters the momentum buffer. */
function withMomentum(name: string, place: EpsilonPlace, centered: boolean, inside: boolean): Convention {
  return {
    name: `${name}, learning rate ${inside ? 'inside' : 'outside'} the momentum buffer`,
    published: { ...published, momentum: [0.9] },
    begin: coordinatewise((arithmetic, hyperparameters) => {
      const { exact, add, subtract, multiply } = arithmetic;
      const take = ratio(arithmetic, hyperparameters, place, centered);
      let buffer = exact(0);
      return (w, gradient, eta) => {
        buffer = add(multiply(hyperparameters.momentum!, buffer), take(gradient, inside ? eta : exact(1)));
        return subtract(w, inside ? buffer : multiply(eta, buffer));
      };
    }),
  };
}

/** The forms by name, place of epsilon and centring. */
const FORMS: readonly (readonly [string, EpsilonPlace, boolean])[] = [
  ['epsilon outside the root (PyTorch)', 'outside', false],
  ['epsilon inside the root (TensorFlow, Keras, tfjs, optax)', 'inside', false],
  ['centred, epsilon outside the root (PyTorch)', 'outside', true],
  ['centred, epsilon inside the root (Graves 2013, TensorFlow, Keras, tfjs)', 'inside', true],
];

/** Plain and centred; which of them a subject is depends on its options. */
export const rmspropConventions: readonly Convention[] = FORMS.map((form) => rmsprop(...form));

/** With momentum: PyTorch and optax keep the learning rate outside the buffer, TensorFlow, Keras and tfjs inside. */
export const rmspropMomentumConventions: readonly Convention[] = FORMS.flatMap((form) =>
  [false, true].map((inside) => withMomentum(...form, inside)),
);
