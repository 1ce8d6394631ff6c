/** The refutation for Coq of the claim that gradient descent cannot stay in the region where w^+ is not: it does. */

import { coqWriter } from '../../certify/coq/proof-file.js';
import { outsideLemma, regionLemmas } from '../../certify/coq/region-lemmas.js';

/** The run starts in the region and never leaves it. */
export const staysForCoq = coqWriter((at) => ({
  lemmas: [...regionLemmas(at), ...outsideLemma(at)],
  tactics: [
    `intro claim. destruct (claim ${at.data.d}%nat data _ w0 is_data best_is outside eq_refl) as (small & S & H).`,
    'specialize (H (small / 2) ltac:(lra)). assert (P : 0 < small / 2) by lra.',
    'apply H. exists O. intros t _. exact (region _ t P).',
  ],
}));
