/** Adadelta (Zeiler 2012). */

import { averaged, type Convention, coordinatewise, guardedRoot } from './convention.js';

/** rho 0.95 (Zeiler, Keras, tfjs, convnetjs), 0.9 (PyTorch, optax); epsilon 1e-6 (Zeiler, PyTorch, optax), 1e-7 (Keras, tfjs), 1e-8 (convnetjs). */
const published = { rho: [0.95, 0.9], epsilon: [1e-6, 1e-7, 1e-8] };

function adadelta(name: string, scaled: boolean): Convention {
  return {
    name,
    published,
    begin: coordinatewise((arithmetic, { rho, epsilon }) => {
      const { exact, subtract, multiply, divide } = arithmetic;
      let squares = exact(0);
      let moves = exact(0);
      return (w, gradient, eta) => {
        squares = averaged(arithmetic, rho!, squares, multiply(gradient, gradient));
        const ratio = divide(guardedRoot(arithmetic, moves, epsilon!, 'inside'), guardedRoot(arithmetic, squares, epsilon!, 'inside'));
        const move = multiply(ratio, gradient);
        moves = averaged(arithmetic, rho!, moves, multiply(move, move));
        return subtract(w, scaled ? multiply(eta, move) : move);
      };
    }),
  };
}

/** With a step size as libraries have it, and without as it was published. */
export const adadeltaConventions: readonly Convention[] = [
  adadelta('step size as a factor of the move (PyTorch, Keras, tfjs)', true),
  adadelta('no step size (Zeiler 2012, convnetjs)', false),
];
