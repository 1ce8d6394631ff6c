/** Momentum (Polyak 1964; Sutskever et al. 2013). */

import type { Arithmetic, Rounded } from './arithmetic.js';
import { averaged, type Convention, coordinatewise, type NamedConstants } from './convention.js';

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

/** A buffer that gradients enter with the factor 1 - dampening; PyTorch lets the first one in whole. */
function dampenedBuffer(
  { exact, add, subtract, multiply }: Arithmetic,
  { momentum, dampening }: NamedConstants,
  firstWhole: boolean,
): (gradient: Rounded, k: number) => Rounded {
  let buffer = exact(0);
  const share = subtract(exact(1), dampening!);
  return (gradient, k) => {
    buffer = firstWhole && k === 0 ? gradient : add(multiply(momentum!, buffer), multiply(share, gradient));
    return buffer;
  };
}

/** The two beginnings of a dampened buffer, with the move that is made from it. */
export function dampened(
  move: (arithmetic: Arithmetic, momentum: Rounded, buffer: Rounded, gradient: Rounded) => Rounded,
): readonly Convention[] {
  return [true, false].map((firstWhole) => ({
    name: `dampened momentum, the first gradient ${firstWhole ? 'entering whole (PyTorch)' : 'dampened as the others'}`,
    published: { ...published, dampening: [0.5] },
    begin: coordinatewise((arithmetic, hyperparameters) => {
      const take = dampenedBuffer(arithmetic, hyperparameters, firstWhole);
      return (w, gradient, eta, k) =>
        arithmetic.subtract(w, arithmetic.multiply(eta, move(arithmetic, hyperparameters.momentum!, take(gradient, k), gradient)));
    }),
  }));
}

/** Momentum with `dampening`, as `torch.optim.SGD` has it. */
export const dampenedConventions: readonly Convention[] = dampened((_, __, buffer) => buffer);
