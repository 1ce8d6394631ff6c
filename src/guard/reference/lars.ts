/** LARS (You, Gitman and Ginsburg 2017): steps scaled, part by part, by the ratio of the norms of parameters and gradients. */

import type { Arithmetic, Rounded } from './arithmetic.js';
import { type Convention, norm, partwise } from './convention.js';

/** Momentum 0.9, trust coefficient 0.001 everywhere; weight decay none (optax), 1e-4 or 5e-4 (the paper); epsilon none (optax), 1e-8 (Apex). */
const published = { momentum: [0.9], trustCoefficient: [0.001], weightDecay: [0, 1e-4, 5e-4], epsilon: [0, 1e-8] };

/** The trust ratio from |w|, |g| and |g + lambda w|. */
type Trust = (
  arithmetic: Arithmetic,
  sizes: { w: Rounded; g: Rounded; regularised: Rounded },
  lambda: Rounded,
  epsilon: Rounded,
) => Rounded;

const ofRegularised: Trust = ({ add, divide }, { w, regularised }, _, epsilon) => divide(w, add(regularised, epsilon));
const ofBoth: Trust = ({ add, multiply, divide }, { w, g }, lambda, epsilon) => divide(w, add(add(g, multiply(lambda, w)), epsilon));

/**
 * @param inside - whether the learning rate enters the momentum buffer.
 */
function lars(name: string, trust: Trust, inside: boolean): Convention {
  return {
    name,
    published,
    begin: partwise((arithmetic, { momentum, trustCoefficient, weightDecay, epsilon }) => {
      const { exact, add, subtract, multiply } = arithmetic;
      let buffer: Rounded[] | undefined;
      return (w, gradient, eta) => {
        const regularised = gradient.map((g, j) => add(g, multiply(weightDecay!, w[j]!)));
        const sizes = { w: norm(arithmetic, w), g: norm(arithmetic, gradient), regularised: norm(arithmetic, regularised) };
        const still = sizes.w.value === 0 || (trust === ofBoth ? sizes.g.value : sizes.regularised.value) === 0;
        const ratio = still ? exact(1) : multiply(trustCoefficient!, trust(arithmetic, sizes, weightDecay!, epsilon!));
        const scaled = regularised.map((g) => multiply(inside ? multiply(eta, ratio) : ratio, g));
        buffer = buffer === undefined ? scaled : buffer.map((b, j) => add(multiply(momentum!, b), scaled[j]!));
        return w.map((x, j) => subtract(x, inside ? buffer![j]! : multiply(eta, buffer![j]!)));
      };
    }),
  };
}

/** Algorithm 1 of the paper, `optax.lars`, and Apex' LARC before a momentum of PyTorch's. */
export const larsConventions: readonly Convention[] = [
  lars('trust |w| / |g + lambda w|, learning rate inside the momentum buffer (optax)', ofRegularised, true),
  lars('trust |w| / (|g| + lambda |w|), learning rate inside the momentum buffer (You et al. 2017)', ofBoth, true),
  lars('trust |w| / (|g| + lambda |w|), learning rate outside the momentum buffer (Apex LARC)', ofBoth, false),
  lars('trust |w| / |g + lambda w|, learning rate outside the momentum buffer', ofRegularised, false),
];
