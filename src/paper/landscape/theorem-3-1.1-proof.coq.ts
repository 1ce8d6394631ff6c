/** The refutation of theorem 3.1, case 1 as its proof has it, for Coq: no sample is active along the ray, so the loss stays 1. */

import { coqWriter } from '../../certify/coq/proof-file.js';
import { sampleNames } from '../../certify/coq/written-data.js';
import { mustHold } from '../../certify/undecided.js';
import { asleepDirectionLemmas } from './asleep-direction.coq.js';

/** All positives lie on their kinks. */
export const lossStaysForCoq = coqWriter((at) => {
  const { data, signs } = at;
  mustHold(
    data.positives.every((i) => signs[i] === 0),
    'a positive does not lie on its kink',
  );
  const names = sampleNames(at);
  return {
    lemmas: [
      ...asleepDirectionLemmas(at),
      'Lemma is_right : Forall (fun s => 0 <= label s * dot w0 (feat s)) data.',
      `Proof. unfold data, w0, ${names}; repeat (constructor; [cbn [dot feat label]; lra | ]); constructor. Qed.`,
      `Lemma least_is : least data = ${data.negatives.length} / ${data.n}.`,
      `Proof. unfold least; rewrite size_is. f_equal. unfold size, negatives, data, ${names}; split_labels; cbn [length INR]; lra. Qed.`,
    ],
    tactics: [
      `intro claim. assert (H := claim ${data.d}%nat data w0 is_data is_critical is_right).`,
      'apply asleep_limit in H; [rewrite least_is in H; lra | rewrite size_is; lra | exact asleep].',
    ],
  };
});
