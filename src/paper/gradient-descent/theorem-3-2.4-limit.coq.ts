/** The refutation of the last iterate of case 4 for Coq: the run ends where it starts, at no unit vector. */

import { double, innerProduct, literal } from '../../certify/coq/fraction.js';
import { type CoqProof, coqWriter } from '../../certify/coq/proof-file.js';
import { asleepLemma } from '../../certify/coq/start-lemmas.js';
import { writtenData } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { constantStep } from '../../certify/enclosure/step-size.js';
import { mustHold } from '../../certify/undecided.js';

/** |w_0|^2 is not 1. */
export const lastIsNoUnitForCoq = coqWriter((at: Setting): CoqProof => {
  const { eta } = constantStep(at);
  const square = literal(innerProduct(at.input.start, at.input.start));
  mustHold(square !== '1', 'the last iterate is a unit vector');
  return {
    lemmas: [
      ...writtenData(at),
      ...asleepLemma(at),
      `Lemma square : sqnorm w0 = ${square}.`,
      'Proof. unfold sqnorm, w0; cbn [dot]; lra. Qed.',
    ],
    tactics: [
      `intro claim. assert (H := claim ${at.data.d}%nat data ${double(eta)} w0 0%nat is_data eq_refl ltac:(lra)).`,
      'specialize (H ltac:(intros t _; rewrite !(gd_rests _ _ _ _ asleep); reflexivity)).',
      'rewrite (gd_rests _ _ _ _ asleep), square in H. lra.',
    ],
  };
});
