/** The refutation of the limit of the leaky ReLU with the printed w^* for Coq: the run stays right, and w^*.x < 0 for a positive. */

import { againstFirst, leakyLemmas } from '../../certify/coq/leaky-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { memberOf } from '../../certify/coq/start-lemmas.js';

/** The run stays in the region. */
export const leakyLimitForCoq = coqWriter((at) => {
  const { x, minus } = againstFirst(at);
  return {
    lemmas: leakyLemmas(at),
    tactics: [
      `intro claim. destruct (claim ${at.data.d}%nat data a _ w0 is_data ltac:(unfold a; lra) printed eq_refl) as (small & S & H).`,
      'specialize (H (small / 2) ltac:(lra)). assert (P : 0 < small / 2) by lra.',
      `revert H. unfold direction_to. apply (not_towards _ _ _ ${x} 0%nat).`,
      '- intros t _. split; [rewrite gd_run_length; reflexivity | ].',
      '  assert (R := leaky_gd_stays _ data a _ w0 t is_data ltac:(unfold a; lra) eq_refl P agrees starts_inside).',
      `  assert (Q := at_member _ _ _ R ${memberOf(at.data.positives[0] ?? 0)}). cbv beta in Q. rewrite Rmult_1_l in Q. exact Q.`,
      '- reflexivity.',
      `- ${minus}.`,
    ],
  };
});
