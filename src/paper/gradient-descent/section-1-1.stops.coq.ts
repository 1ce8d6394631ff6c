/** The refutation of "where gradient descent stops is a local minimum" for Coq: it stops at once, with a positive on its kink. */

import { double } from '../../certify/coq/fraction.js';
import { type CoqProof, coqWriter } from '../../certify/coq/proof-file.js';
import { asleepLemma, kinkLemma } from '../../certify/coq/start-lemmas.js';
import { writtenData } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { constantStep } from '../../certify/enclosure/step-size.js';

/** The loss falls towards a separator. */
export const stopsAtNoMinimumForCoq = coqWriter((at: Setting): CoqProof => {
  const { eta } = constantStep(at);
  return {
    lemmas: [...writtenData(at), ...asleepLemma(at), ...kinkLemma(at)],
    tactics: [
      `intro claim. assert (H := claim ${at.data.d}%nat data ${double(eta)} w0 0%nat is_data eq_refl ltac:(lra)).`,
      'destruct (H ltac:(intros t _; rewrite !(gd_rests _ _ _ _ asleep); reflexivity)) as [_ M].',
      'rewrite (gd_rests _ _ _ _ asleep) in M.',
      `exact (no_minimum ${at.data.d}%nat data w0 is_data eq_refl asleep kink M).`,
    ],
  };
});
