/** Refutations for Coq of the first displays of theorems 3.3 and 3.4, by runs in W_J: whatever is drawn, a positive stays inactive. */

import { double } from '../../certify/coq/fraction.js';
import { alwaysLemmas, held } from '../../certify/coq/held-lemmas.js';
import { type CoqProof, coqWriter } from '../../certify/coq/proof-file.js';
import { memberOf } from '../../certify/coq/start-lemmas.js';
import { sampleName } from '../../certify/coq/written-data.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';

/** A proof by the lemmas of coq/Aside.v about a positive outside J. @throws Undecided where all positives are active */
function asideProof(
  at: Setting,
  tactics: (words: { readonly d: number; readonly alpha: string; readonly i: number }) => readonly string[],
): CoqProof {
  const all = held(at, 'positives data');
  const [i] = at.data.positives.filter((j) => !all.J.includes(j));
  mustHold(i !== undefined, 'all positives are active');
  const alpha = double(paperExponent(at).alpha);
  return {
    lemmas: [
      ...all.lemmas,
      ...alwaysLemmas(at, all),
      `Lemma aside draws : are_draws data draws -> forall t, dot (sgd_run relu data draws (power_steps ${alpha}) w0 t) (feat ${sampleName(i)}) <= 0.`,
      `Proof. intros H t. assert (P := at_member _ _ _ (drawn ${alpha} draws t H) ${memberOf(i)}). cbv beta in P. rewrite on_${i + 1} in P. exact P. Qed.`,
    ],
    tactics: tactics({ d: at.data.d, alpha, i }),
  };
}

const MODULES = ['Means', 'Draws', 'Aside'] as const;
const either = 'or_intror (ex_intro _ on always)';

/** Theorem 3.3: the loss stays above its infimum by 1/n. */
export const eitherLossForCoq = coqWriter(
  (at) =>
    asideProof(at, ({ d, alpha, i }) => [
      `intro claim. apply (loss_not_to_least ${d} data ${alpha} w0 ${sampleName(i)} is_data eq_refl ${memberOf(i)} eq_refl aside).`,
      `exact (claim ${d}%nat data ${alpha} w0 is_data eq_refl ltac:(lra) (${either})).`,
    ]),
  MODULES,
);

/** Theorem 3.4 with the max-margin direction: that has w.x > 0, and no average has. */
export const eitherMaxMarginForCoq = coqWriter(
  (at) =>
    asideProof(at, ({ d, alpha, i }) => [
      `intro claim. apply (mean_not_to_best ${d} data ${alpha} w0 (scaled (/ norm u) u) ${sampleName(i)} is_data eq_refl ${memberOf(i)} eq_refl); [ | exact aside | ].`,
      `- rewrite dot_scaled. apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat, norm_pos, is_long | unfold u, ${sampleName(i)}; cbn [dot feat]; lra].`,
      `- exact (claim ${d}%nat data ${alpha} _ w0 is_data eq_refl ltac:(lra) best_is (${either})).`,
    ]),
  MODULES,
);
