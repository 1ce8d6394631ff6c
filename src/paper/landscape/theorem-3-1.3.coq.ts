/** The refutation of theorem 3.1, case 3, for Coq: the loss falls from a direction with a positive on its kink. */

import { coqWriter } from '../../certify/coq/proof-file.js';
import { asleepDirectionLemmas } from './asleep-direction.coq.js';

/** No local minimum. */
export const noMinimumForCoq = coqWriter((at) => ({
  lemmas: asleepDirectionLemmas(at),
  tactics: [
    `intro claim. destruct (claim ${at.data.d}%nat data w0 is_data is_critical asleep) as [_ M].`,
    `exact (no_minimum ${at.data.d}%nat data w0 is_data eq_refl asleep kink M).`,
  ],
}));
