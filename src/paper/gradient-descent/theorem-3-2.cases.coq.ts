/** The refutation of the list of cases of theorem 3.2 for Coq: the direction converges to one at a right angle to a negative. */

import { GENTLE, KINKS, oneKink } from '../../certify/coq/kink-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';

/** Of one positive beside one kink. */
export const noCaseForCoq = coqWriter((given) => {
  const { at, lemmas } = oneKink(given);
  return {
    lemmas,
    tactics: [
      `intro claim. destruct (claim ${at.data.d}%nat data w0 is_data eq_refl) as (small & S & H).`,
      ...GENTLE,
      'exact (beside_no_case _ _ _ _ _ _ _ is_beside G H).',
    ],
  };
}, KINKS);
