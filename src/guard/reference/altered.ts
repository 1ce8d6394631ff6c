/** Forms with a change that programs are found to make: what a deviation is explained by. */

import type { Rounded } from './arithmetic.js';
import type { Convention } from './convention.js';
import type { DecayForm } from './decay.js';

/** The form with weight decay in the gradient. */
export function regularised(convention: Convention, lambda: number): Convention {
  return {
    ...convention,
    begin(arithmetic, ...rest) {
      const rule = convention.begin(arithmetic, ...rest);
      const factor = arithmetic.rounded(lambda);
      return (w, gradient, eta, k) =>
        rule(
          w,
          gradient.map((g, j) => arithmetic.add(g, arithmetic.multiply(factor, w[j]!))),
          eta,
          k,
        );
    },
  };
}

/** The form with weight decay beside its step. */
export function decayed(convention: Convention, lambda: number, form: DecayForm): Convention {
  return {
    ...convention,
    begin(arithmetic, ...rest) {
      const { subtract, multiply } = arithmetic;
      const rule = convention.begin(arithmetic, ...rest);
      const factor = arithmetic.rounded(lambda);
      let first: Rounded | undefined;
      return (w, gradient, eta, k) => {
        first ??= eta;
        const share = form.share(arithmetic, factor, eta, first);
        return rule(w, gradient, eta, k).map((x, j) => subtract(x, multiply(share, w[j]!)));
      };
    },
  };
}

/** The form with the sign of its gradients turned. */
export function ascending(convention: Convention): Convention {
  return {
    ...convention,
    begin(...args) {
      const rule = convention.begin(...args);
      return (w, gradient, eta, k) =>
        rule(
          w,
          gradient.map(({ value, error }) => ({ value: -value, error })),
          eta,
          k,
        );
    },
  };
}

/** The form with its step size multiplied. */
export function stretched(convention: Convention, factor: number): Convention {
  return {
    ...convention,
    begin(arithmetic, ...rest) {
      const rule = convention.begin(arithmetic, ...rest);
      return (w, gradient, eta, k) => rule(w, gradient, arithmetic.multiply(arithmetic.rounded(factor), eta), k);
    },
  };
}
