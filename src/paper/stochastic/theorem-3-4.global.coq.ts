/** The refutation of theorem 3.4 with the printed w^+ for Coq: whatever is drawn a positive stays active, and w^+.x < 0. */

import { double } from '../../certify/coq/fraction.js';
import { heldAgainstMean, smallNormsLemma } from '../../certify/coq/held-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { regionLemmas } from '../../certify/coq/region-lemmas.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';

/** All runs start in the region and stay there. The same proof serves whatever the lengths are that E wbar_t is divided by. */
export const meanInRegionForCoq = coqWriter((at) => ({
  lemmas: [...regionLemmas(at), ...smallNormsLemma(at, at.data.positives, 'positives data')],
  tactics: [
    `intro claim. assert (D := claim ${at.data.d}%nat data ${double(paperExponent(at).alpha)} _ w0 is_data small_norms ltac:(lra) printed eq_refl (fun draws H t => region_drawn _ draws t H)).`,
    ...heldAgainstMean(at.data.positives[0] ?? 0),
  ],
}));
