/** The forms of decoupled weight decay: what share of the parameter is taken off beside the step. */

import type { Arithmetic, Rounded } from './arithmetic.js';

/** The share that step k takes off, from lambda, eta_k and eta_0. */
export interface DecayForm {
  readonly name: string;
  share(arithmetic: Arithmetic, lambda: Rounded, eta: Rounded, first: Rounded): Rounded;
}

/**
 * `torch.optim.AdamW` multiplies by 1 - eta_k lambda, as Keras' `_apply_weight_decay` and optax' `add_decayed_weights` do.
 * Loshchilov and Hutter 2019, algorithm 2, take off s_k lambda w, where s_k = eta_k / eta_0 is the schedule without the step
 * size. Some programs take off lambda w whatever the step size is.
 */
export const decayForms: readonly DecayForm[] = [
  { name: 'decay eta_k lambda (PyTorch, Keras, optax)', share: ({ multiply }, lambda, eta) => multiply(eta, lambda) },
  {
    name: 'decay lambda eta_k / eta_0, by the schedule alone (Loshchilov and Hutter 2019)',
    share: ({ multiply, divide }, lambda, eta, first) => multiply(lambda, divide(eta, first)),
  },
  { name: 'decay lambda, whatever the step size', share: (_, lambda) => lambda },
];
