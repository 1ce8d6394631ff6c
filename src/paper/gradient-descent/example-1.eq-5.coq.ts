/** The refutation of eq. 5 for Coq: the first step is a third of what it says. */

import { double, innerProduct, literal } from '../../certify/coq/fraction.js';
import { type CoqProof, coqWriter } from '../../certify/coq/proof-file.js';
import { startLemmas, startProduct } from '../../certify/coq/start-lemmas.js';
import { writtenData } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { constantStep } from '../../certify/enclosure/step-size.js';
import { mustBeExampleOne } from './examples.certificate.js';

/** Only x1 acts at the start, with the 1/n of the loss. */
export const addsWithoutShareForCoq = coqWriter((at: Setting): CoqProof => {
  const { data, rows } = at;
  const { eta } = constantStep(at);
  mustBeExampleOne(at);
  const square = literal(innerProduct(rows[0] ?? [], rows[0] ?? []));
  return {
    lemmas: [...writtenData(at), ...startLemmas(at)],
    tactics: [
      'intro claim.',
      `assert (H : gd_step relu data ${double(eta)} w0 = axpy (${double(eta)} * exp (- dot w0 (feat s1))) (feat s1) w0).`,
      `{ refine (claim ${data.d}%nat (feat s1) (feat s2) (feat s3) w0 ${double(eta)} is_data eq_refl _ _ _ _ _ _ 0%nat);`,
      '    rewrite ?start_1, ?start_2, ?start_3; unfold s1, s2, s3; cbn [dot feat]; lra. }',
      'apply (f_equal (fun v => dot v (feat s1))) in H.',
      'rewrite gd_step_added in H by (repeat constructor). rewrite size_is in H; unfold data in H; cbn [added] in H.',
      'rewrite (pull_positive s1 w0 _ eq_refl start_1), (pull_asleep s2 w0 _ start_2), (pull_asleep s3 w0 _ start_3) in H by lra.',
      'rewrite !dot_axpy in H by reflexivity. rewrite start_1 in H.',
      `assert (Q : dot (feat s1) (feat s1) = ${square}) by (unfold s1; cbn [dot feat]; lra). rewrite Q in H.`,
      `assert (P := exp_pos (- (${startProduct(at, 0)}))). lra.`,
    ],
  };
});
