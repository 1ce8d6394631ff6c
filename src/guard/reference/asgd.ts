/** Averaged SGD in the form of Bottou's `svmasgd`, by the parameters that are stepped: their average is kept beside them. */

import { type Convention, coordinatewise } from './convention.js';

/**
 * One lambda is both the weight decay and the fall of the rate: eta_k = eta / (1 + lambda eta k)^(3/4), and
 * w (1 - eta_k lambda) - eta_k g. lambda is 1e-4 in `torch.optim.ASGD`, where it is called lambd, and 1e-5 in `svmasgd`
 * (sgd 2.1, 2010). The average (Polyak and Juditsky 1992) never enters a step, so that averaged SGD at a constant rate is SGD.
 */
export const asgdConventions: readonly Convention[] = [
  {
    name: 'rate eta_k / (1 + lambda eta_k k)^(3/4), which decays the parameters by lambda (Bottou 2010, PyTorch)',
    published: { lambd: [1e-4, 1e-5] },
    begin: coordinatewise(({ exact, rounded, add, subtract, multiply, divide, sqrt }, { lambd }) => (w, gradient, eta, k) => {
      const base = add(exact(1), multiply(multiply(lambd!, eta), rounded(k)));
      const rate = divide(eta, sqrt(multiply(base, sqrt(base))));
      return subtract(multiply(w, subtract(exact(1), multiply(lambd!, rate))), multiply(rate, gradient));
    }),
  },
];
