/** The refutation of theorem 3.2, case 2, for Coq: the run keeps beside a kink, and its direction converges. */

import { GENTLE, KINKS, oneKink } from '../../certify/coq/kink-lemmas.js';
import { positivesBest } from '../../certify/coq/positive-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { outsideLemma } from '../../certify/coq/region-lemmas.js';
import { mustHold } from '../../certify/undecided.js';

/** The positive that stays active is the only one. */
export const settlesForCoq = coqWriter((given) => {
  const { at, lemmas } = oneKink(given);
  mustHold(at.data.positives.length === 1, 'there is more than one positive');
  return {
    lemmas: [...lemmas, ...positivesBest(at), ...outsideLemma(at)],
    tactics: [
      `intro claim. destruct (claim ${at.data.d}%nat data _ w0 is_data best_is outside eq_refl) as (small & S & H).`,
      ...GENTLE,
      'apply H; [ | exact (beside_has_direction _ _ _ _ _ _ _ is_beside G)].',
      'exists 0%nat. intros t _. rewrite listed. constructor; [exact (beside_active _ _ _ _ _ _ _ t is_beside G) | constructor].',
    ],
  };
}, KINKS);
