/** The refutation for Coq of the visits of theorem 3.2, case 2: the run never leaves the region. */

import { coqWriter } from '../../certify/coq/proof-file.js';
import { outsideLemma, regionLemmas } from '../../certify/coq/region-lemmas.js';
import { forEach } from '../../certify/coq/tactics.js';

/** The run starts in the region and never leaves it. */
export const neverLeavesForCoq = coqWriter((at) => ({
  lemmas: [...regionLemmas(at), ...outsideLemma(at)],
  tactics: [
    `intro claim. destruct (claim ${at.data.d}%nat data _ w0 is_data best_is outside eq_refl) as (small & S & H).`,
    'specialize (H (small / 2) ltac:(lra)). assert (P : 0 < small / 2) by lra.',
    `specialize (H ltac:(exists O; intros t _; rewrite listed; ${forEach(at.data.positives.map((i) => `exact (keeps_${i + 1} _ t P)`))}) O).`,
    'destruct H as [_ (t & _ & N)]. apply N. exact (region _ t P).',
  ],
}));
