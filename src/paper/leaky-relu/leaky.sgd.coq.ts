/** The refutation of SGD's limit of the leaky ReLU with the printed w^* for Coq: all runs stay right, and w^*.x < 0 for a positive. */

import { double } from '../../certify/coq/fraction.js';
import { againstFirst, leakyLemmas } from '../../certify/coq/leaky-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { memberOf } from '../../certify/coq/start-lemmas.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { mustHold } from '../../certify/undecided.js';

/** Whatever is drawn, the run stays in the region. */
export const leakyMeanForCoq = coqWriter((at) => {
  const { x, minus } = againstFirst(at);
  const alpha = double(paperExponent(at).alpha);
  mustHold(at.input.slope !== 1, 'the slope is not below 1');
  return {
    lemmas: [
      ...leakyLemmas(at),
      'Lemma region alpha draws t : are_draws data draws -> in_region data (sgd_run (leaky a) data draws (power_steps alpha) w0 t).',
      'Proof. intro H. exact (leaky_sgd_stays _ data a draws _ w0 t is_data ltac:(unfold a; lra) eq_refl H (power_steps_pos alpha) agrees starts_inside). Qed.',
    ],
    tactics: [
      `intro claim. assert (D := claim ${at.data.d}%nat data a ${alpha} _ w0 is_data ltac:(unfold a; lra) ltac:(lra) printed eq_refl (fun draws H t => region _ draws t H)).`,
      `revert D. unfold direction_to. apply (mean_not_towards _ _ _ _ _ _ ${x}); try reflexivity; [discriminate | | ].`,
      `- ${minus}.`,
      `- intros draws H t. assert (Q := at_member _ _ _ (region ${alpha} draws t H) ${memberOf(at.data.positives[0] ?? 0)}). cbv beta in Q. rewrite Rmult_1_l in Q. exact Q.`,
    ],
  };
});
