/** The refutation of "w_t stays between x1 and x2" for Coq: at the start already no such vector has w.x2 < 0. */

import { double, innerProduct, literal } from '../../certify/coq/fraction.js';
import { type CoqProof, coqWriter } from '../../certify/coq/proof-file.js';
import { startLemmas } from '../../certify/coq/start-lemmas.js';
import { writtenData } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { constantStep } from '../../certify/enclosure/step-size.js';
import { nth } from '../../numerics/lists.js';
import { mustBeExampleTwo } from './examples.certificate.js';

/** (a x1 + b x2).x2 >= 0 for a, b >= 0. */
export const outsideTheConeForCoq = coqWriter((at: Setting): CoqProof => {
  const { data, rows } = at;
  const { eta } = constantStep(at);
  mustBeExampleTwo(at);
  const [across, square] = [innerProduct(nth(rows, 0), nth(rows, 1)), innerProduct(nth(rows, 1), nth(rows, 1))].map(literal);
  return {
    lemmas: [
      ...writtenData(at),
      ...startLemmas(at),
      `Lemma across : dot (feat s1) (feat s2) = ${across}.`,
      'Proof. unfold s1, s2; cbn [dot feat]; lra. Qed.',
      `Lemma square : dot (feat s2) (feat s2) = ${square}.`,
      'Proof. unfold s2; cbn [dot feat]; lra. Qed.',
    ],
    tactics: [
      `intro claim. destruct (claim ${data.d}%nat (feat s1) (feat s2) w0 ${double(eta)} is_data eq_refl ltac:(lra)`,
      '  ltac:(unfold sqnorm; rewrite across, square; lra) ltac:(rewrite start_1; lra) ltac:(rewrite start_2; lra) 0%nat) as (a & b & Ha & Hb & H).',
      '- intros s Hs. assert (s = 0%nat) by lia; subst. cbn [gd_run]. rewrite start_2; lra.',
      '- cbn [gd_run] in H. apply (f_equal (fun v => dot v (feat s2))) in H.',
      '  rewrite start_2, dot_axpy, dot_scaled, across, square in H by (rewrite scaled_length; reflexivity).',
      `  assert (0 <= a * ${across}) by (apply Rmult_le_pos; lra). assert (0 <= b * ${square}) by (apply Rmult_le_pos; lra). lra.`,
    ],
  };
});
