/** The refutation of the remark on vanishing gradients for Coq: nothing is active, and a negative sample lies on its kink. */

import { type CoqProof, coqWriter } from '../../certify/coq/proof-file.js';
import { asleepLemma, memberOf, onKink, startLemmas } from '../../certify/coq/start-lemmas.js';
import { sampleName, writtenData } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';

/** The negative on its kink would have to be strictly inactive. */
export const activeNowhereForCoq = coqWriter((at: Setting): CoqProof => {
  const kink = onKink(at, -1);
  return {
    lemmas: [...writtenData(at), ...startLemmas(at), ...asleepLemma(at)],
    tactics: [
      `intro claim. assert (H := claim ${at.data.d}%nat data w0 is_data eq_refl (grad_rest _ _ asleep)).`,
      `assert (K := at_member _ _ _ H (in_negatives ${sampleName(kink)} data ${memberOf(kink)} eq_refl)). cbv beta in K. rewrite start_${kink + 1} in K. lra.`,
    ],
  };
});
