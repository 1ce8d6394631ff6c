/** The refutation of theorem 3.4 in W_J with the printed w^+_J for Coq: whatever is drawn a positive of J stays active, and w^+_J.x < 0. */

import { double } from '../../certify/coq/fraction.js';
import { alwaysLemmas, held, heldAgainstMean, smallNormsLemma } from '../../certify/coq/held-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';

/** All runs stay in the region of the start. */
export const meanInPartForCoq = coqWriter((at) => {
  const all = held(at, 'filter on data');
  return {
    lemmas: [...all.lemmas, ...smallNormsLemma(at, all.J, 'filter on data'), ...alwaysLemmas(at, all)],
    tactics: [
      `intro claim. assert (D := claim ${at.data.d}%nat data on ${double(paperExponent(at).alpha)} _ w0 is_data small_norms ltac:(lra) printed eq_refl always).`,
      ...heldAgainstMean(all.first),
    ],
  };
});
