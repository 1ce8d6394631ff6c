/** The refutation of theorem 3.4's last display given that SGD stays, for Coq: the mean goes along the samples that are drawn. */

import { ENCLOSED } from '../../certify/coq/mean-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { copiesLemma, countLemma, UNDRAWN, undrawn } from '../../certify/coq/undrawn-lemmas.js';
import { sampleName, sampleNames } from '../../certify/coq/written-data.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { everySample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { prove } from './theorem-3-4.staying.certificate.js';

/** At the last step of the case, by the means after the first sixteenth of the steps. */
export const directionGivenStayingForCoq = coqWriter((at) => {
  prove(at);
  const { data } = at;
  const all = undrawn(at);
  const x = `(feat ${sampleName(nth(all.rest, 0))})`;
  const names = sampleNames(at);
  const drawn = everySample(data).filter((i) => i !== all.held);
  const own = `unfold w0, ${names}; cbn [feat dot]; lra`;
  return {
    lemmas: [
      ...all.lemmas,
      ...copiesLemma(at, all),
      ...countLemma('early', paperExponent(at).count / 16),
      'Lemma is_early : (early <= steps)%nat. Proof. apply INR_le; rewrite early_are, steps_are; lra. Qed.',
      `Lemma share_is : share (filter kept (seq 0 (length data))) (is_positive data) = ${all.rest.length} / ${drawn.length}.`,
      `Proof. change (filter kept (seq 0 (length data))) with [${drawn.map((i) => `${i}%nat`).join('; ')}].`,
      `  unfold share, mean_over, sum_over, is_positive, at_place, data, ${names}; cbn [fold_right nth label length INR].`,
      '  repeat (destruct (Rlt_dec _ _); try (exfalso; lra)); field. Qed.',
    ],
    tactics: [
      `intro claim. assert (H := undrawn_direction ${all.applied} early kept _ ${x} B (scaled (/ norm u) u) (/ norm u) is_open is_undrawn eq_refl`,
      `  ltac:(unfold sqnorm; ${own}) ltac:(${own}) copies reached B_short best_and_margin one_step is_early claim). revert H.`,
      `rewrite share_is, (excess_inside ${data.d} data w0 is_data starts_inside), listed, size_is, steps_are, early_are.`,
      `unfold w0, alpha, u, B, ${names}; spelt_out. apply Rlt_not_le; ${ENCLOSED}.`,
    ],
  };
}, UNDRAWN);
