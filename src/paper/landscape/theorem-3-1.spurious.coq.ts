/** The refutation of the remark after theorem 3.1 for Coq: all positives are active, and the loss tends to its infimum. */

import { coqWriter } from '../../certify/coq/proof-file.js';
import { memberOf, onKink } from '../../certify/coq/start-lemmas.js';
import { sampleName, sampleNames } from '../../certify/coq/written-data.js';
import { mustHold } from '../../certify/undecided.js';
import { sidesLemmas } from './no-negative-active.coq.js';

/** A negative lies on its kink, so that the direction is not of item 1. */
export const reachesInfimumForCoq = coqWriter((at) => {
  const { data, signs } = at;
  mustHold(
    data.positives.every((i) => (signs[i] ?? 0) > 0),
    'a positive is inactive',
  );
  const edge = onKink(at, -1);
  const names = sampleNames(at);
  return {
    lemmas: [
      ...sidesLemmas(at),
      'Lemma not_item_1 : ~ in_region data w0.',
      `Proof. intro I. assert (A := at_member _ _ _ I ${memberOf(edge)}). revert A. unfold w0, ${sampleName(edge)}; cbn [dot feat label]; lra. Qed.`,
    ],
    tactics: [
      `intro claim. assert (H := claim ${data.d}%nat data w0 _ is_data eq_refl ltac:(unfold sqnorm, w0; cbn [dot]; lra) sides not_item_1 (loss_far_out data w0 ltac:(rewrite size_is; lra) sides)).`,
      `revert H. unfold least. rewrite size_is. unfold size, negatives, data, w0, ${names}. cbn [filter label asleep_count dot feat].`,
      'repeat match goal with |- context [Rlt_dec 0 ?z] => destruct (Rlt_dec 0 z); try (exfalso; lra) end. cbn [length INR]. lra.',
    ],
  };
});
