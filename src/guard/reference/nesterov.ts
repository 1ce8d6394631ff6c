/** Nesterov's accelerated gradient: parameters are the points at which gradients are taken. */

import type { Arithmetic, Rounded } from './arithmetic.js';
import { type Convention, coordinatewise } from './convention.js';
import { dampened } from './momentum.js';

/** Published values: 0.9 (Keras and PyTorch examples, convnetjs). */
const published = { momentum: [0.9] };

/** x_{k+1} = w_k - eta_k g_k, w_{k+1} = x_{k+1} + factor(k) (x_{k+1} - x_k). */
function extrapolated(factor: (arithmetic: Arithmetic, k: number, momentum: Rounded | undefined) => Rounded): Convention['begin'] {
  return coordinatewise((arithmetic, { momentum }) => {
    const { add, subtract, multiply } = arithmetic;
    let x: Rounded | undefined;
    return (w, gradient, eta, k) => {
      const previous = x ?? w;
      x = subtract(w, multiply(eta, gradient));
      return add(x, multiply(factor(arithmetic, k, momentum), subtract(x, previous)));
    };
  });
}

/** (lambda_k - 1) / lambda_{k+1} with lambda_0 = 1, lambda_{k+1} = (1 + sqrt(1 + 4 lambda_k^2)) / 2. */
function nesterovSequence(): (arithmetic: Arithmetic, k: number) => Rounded {
  const factors: number[] = [];
  let lambda = 1;
  return ({ rounded }, k) => {
    while (factors.length <= k) {
      const next = (1 + Math.sqrt(1 + 4 * lambda * lambda)) / 2;
      factors.push((lambda - 1) / next);
      lambda = next;
    }
    return rounded(factors[k]!);
  };
}

/** The forms that papers and libraries use. */
export const nesterovConventions: readonly Convention[] = [
  {
    name: 'learning rate outside the momentum buffer (PyTorch, tfjs)',
    published,
    begin: coordinatewise(({ exact, add, subtract, multiply }, { momentum }) => {
      let buffer = exact(0);
      return (w, gradient, eta) => {
        buffer = add(multiply(momentum!, buffer), gradient);
        return subtract(w, multiply(eta, add(gradient, multiply(momentum!, buffer))));
      };
    }),
  },
  {
    name: 'learning rate inside the momentum buffer (Sutskever et al. 2013, Keras, convnetjs)',
    published,
    begin: coordinatewise(({ exact, add, subtract, multiply }, { momentum }) => {
      let velocity = exact(0);
      return (w, gradient, eta) => {
        const move = multiply(eta, gradient);
        velocity = subtract(multiply(momentum!, velocity), move);
        return add(w, subtract(multiply(momentum!, velocity), move));
      };
    }),
  },
  { name: 'two sequences with constant momentum (Nesterov 2004)', published, begin: extrapolated((_, __, momentum) => momentum!) },
  { name: 'the sequence lambda_k of Nesterov 1983 (FISTA)', published: {}, begin: extrapolated(nesterovSequence()) },
  {
    name: 'momentum k / (k + 3) (Su, Boyd and Candes 2014)',
    published: {},
    begin: extrapolated(({ rounded }, k) => rounded(k / (k + 3))),
  },
];

/** Nesterov's momentum with `dampening`. */
export const dampenedNesterovConventions: readonly Convention[] = dampened(({ add, multiply }, momentum, buffer, gradient) =>
  add(gradient, multiply(momentum, buffer)),
);
