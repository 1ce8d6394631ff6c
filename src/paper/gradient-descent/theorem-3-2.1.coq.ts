/** The refutation of theorem 3.2, case 1, with the printed w^+ for Coq: a positive stays active for ever, and w^+.x < 0. */

import { heldAgainst, heldPositives } from '../../certify/coq/held-lemmas.js';
import { type CoqProof, coqWriter } from '../../certify/coq/proof-file.js';
import { forEach } from '../../certify/coq/tactics.js';
import { sampleNames } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';

/** All positives are active at the start. */
export const limitOfAllForCoq = coqWriter((at: Setting): CoqProof => {
  const { J, first, lemmas } = heldPositives(at);
  const inside = `ltac:(apply best_inside; [exact is_long | unfold data, u, ${sampleNames(at)}; each])`;
  return {
    lemmas,
    tactics: [
      `intro claim. destruct (claim ${at.data.d}%nat data _ _ w0 is_data best_is ${inside} printed eq_refl) as (small & S & H).`,
      'specialize (H (small / 2) ltac:(lra)). assert (P : 0 < small / 2) by lra.',
      `assert (D := H ltac:(exists O; intros t _; rewrite listed; ${forEach(J.map((i) => `exact (keeps_${i + 1} _ t P)`))})).`,
      ...heldAgainst(first),
    ],
  };
});
