/** AMSGrad (Reddi, Kale and Kumar 2018): Adam whose second moment never falls. */

import { type AdamMove, adamMoves } from './adam.js';
import type { Arithmetic, Rounded } from './arithmetic.js';
import { type Convention, coordinatewise } from './convention.js';
import { type Moments, moments } from './moments.js';

/** As Adam. */
const published = { beta1: [0.9], beta2: [0.999], epsilon: [1e-8, 1e-7] };

/** A form from the moments that a move is handed, which may keep the largest so far of either. */
function amsgrad(name: string, keep: (arithmetic: Arithmetic) => (at: Moments) => Moments, move: AdamMove): Convention {
  return {
    name,
    published,
    begin: coordinatewise((arithmetic, hyperparameters) => {
      const take = moments(arithmetic, hyperparameters);
      const kept = keep(arithmetic);
      return (w, gradient, eta) => arithmetic.subtract(w, move(arithmetic, kept(take(gradient)), eta, hyperparameters.epsilon!));
    }),
  };
}

/** The largest second moment so far. */
function ofRaw({ exact, max }: Arithmetic): (at: Moments) => Moments {
  let largest: Rounded = exact(0);
  return (at) => {
    largest = max(largest, at.second);
    return { ...at, second: largest };
  };
}

/** The largest corrected second moment so far, put back so that the move's own correction leaves it. */
function ofCorrected({ exact, divide, max }: Arithmetic): (at: Moments) => Moments {
  let largest: Rounded = exact(0);
  return (at) => {
    largest = max(largest, divide(at.second, at.correction2));
    return { ...at, second: largest, correction2: exact(1) };
  };
}

/** No correction at all, as in algorithm 2 of the paper. */
function uncorrected(arithmetic: Arithmetic): (at: Moments) => Moments {
  const largest = ofRaw(arithmetic);
  return (at) => ({ ...largest(at), correction1: arithmetic.exact(1), correction2: arithmetic.exact(1) });
}

const [outside, folded, inside] = adamMoves.map(([, move]) => move) as [AdamMove, AdamMove, AdamMove];

/** `torch.optim.Adam(amsgrad=True)`, `keras.optimizers.Adam(amsgrad=True)`, `optax.amsgrad` and the paper. */
export const amsgradConventions: readonly Convention[] = [
  amsgrad('maximum of raw second moments, then corrected, epsilon outside the root (PyTorch)', ofRaw, outside),
  amsgrad('maximum of raw second moments, correction folded into the step size (Keras)', ofRaw, folded),
  amsgrad('maximum of corrected second moments, epsilon outside the root (optax)', ofCorrected, outside),
  amsgrad('maximum of corrected second moments, epsilon inside the root (optax eps_root)', ofCorrected, inside),
  amsgrad('no bias correction, epsilon outside the root (Reddi et al. 2018)', uncorrected, outside),
  amsgrad('no bias correction, epsilon inside the root (Reddi et al. 2018)', uncorrected, inside),
];
