/** The refutation of theorem 3.2, case 3, with the printed w^+_J for Coq: a positive of J stays active for ever, and w^+_J.x < 0. */

import { held, heldAgainst } from '../../certify/coq/held-lemmas.js';
import { onlyPositivesLemma } from '../../certify/coq/marked-lemmas.js';
import { type CoqProof, coqWriter } from '../../certify/coq/proof-file.js';
import { sampleNames } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { everySample, labelOf } from '../../data/dataset.js';

/** J has the positives that are active at the start. */
export const limitOfSomeForCoq = coqWriter((at: Setting): CoqProof => {
  const { J, first, lemmas } = held(at, 'filter on data');
  const [left] = everySample(at.data).filter((i) => labelOf(at.data, i) === 1 && !J.includes(i));
  mustHold(left !== undefined, 'J has all positives');
  const names = sampleNames(at);
  const sides = everySample(at.data)
    .map((i) => `on_${i + 1}`)
    .join(', ');
  const inside = `unfold in_part, data; repeat (constructor; [rewrite ?${sides.replaceAll(', ', ', ?')}; unfold u, ${names}; cbn [dot feat]; lra | ]); constructor`;
  return {
    lemmas: [...lemmas, ...onlyPositivesLemma(at, J, '->'), 'Lemma best_inside_part : in_part on data u.', `Proof. ${inside}. Qed.`],
    tactics: [
      `intro claim. destruct (claim ${at.data.d}%nat data on _ _ w0 is_data only_positives ltac:(unfold data; first_that ltac:(exact on_${first + 1}))`,
      `  ltac:(unfold data; first_that ltac:(split; [reflexivity | exact on_${left + 1}])) best_is (best_in_part _ _ _ is_long best_inside_part) printed eq_refl) as (small & S & H).`,
      'specialize (H (small / 2) ltac:(lra)). assert (P : 0 < small / 2) by lra.',
      'assert (D := H ltac:(exists O; intros t _; exact (stays _ t P))).',
      ...heldAgainst(first),
    ],
  };
});
