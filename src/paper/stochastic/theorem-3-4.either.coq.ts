/** The refutation of the first display of theorem 3.4 for Coq, by a run in W_J: whatever is drawn a positive stays active, and w^+.x < 0. */

import { double } from '../../certify/coq/fraction.js';
import { alwaysLemmas, held, heldAgainstMean } from '../../certify/coq/held-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';

/** All runs stay in the region of the start, where some positives are active and no negative is. */
export const eitherForCoq = coqWriter((at) => {
  const all = held(at, 'positives data');
  return {
    lemmas: [...all.lemmas, ...alwaysLemmas(at, all)],
    tactics: [
      `intro claim. assert (D := claim ${at.data.d}%nat data ${double(paperExponent(at).alpha)} _ w0 is_data ltac:(lra) printed eq_refl (or_intror (ex_intro _ on always))).`,
      ...heldAgainstMean(all.first),
    ],
  };
});
