/** The refutation of "enters eventually" for Coq: w^+ is in the separable region, and a negative is struck again and again. */

import { GENTLE, KINKS, oneKink } from '../../certify/coq/kink-lemmas.js';
import { insideLemma, positivesBest } from '../../certify/coq/positive-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';

/** Of one positive beside one kink. */
export const struckForEverForCoq = coqWriter((given) => {
  const { at, lemmas } = oneKink(given);
  return {
    lemmas: [...lemmas, ...positivesBest(at), ...insideLemma(at)],
    tactics: [
      `intro claim. destruct (claim ${at.data.d}%nat data _ w0 is_data best_is inside eq_refl) as (small & S & H).`,
      ...GENTLE,
      'exact (beside_strikes _ _ _ _ _ _ _ is_beside G (H (beside_unending _ _ _ _ _ _ _ is_beside G))).',
    ],
  };
}, KINKS);
