/** The refutation of theorem 3.1, item 2, for Coq: directions near w* have a smaller limit, where a positive lies on its kink. */

import { coqWriter } from '../../certify/coq/proof-file.js';
import { kinkLemma } from '../../certify/coq/start-lemmas.js';
import { sampleName } from '../../certify/coq/written-data.js';
import { mustHold } from '../../certify/undecided.js';
import { placesOf } from '../../numerics/lists.js';
import { sidesLemmas } from './no-negative-active.coq.js';

/** Some positive is active, and one lies on its kink. */
export const noAsymptoticMinimumForCoq = coqWriter((at) => {
  const [active] = placesOf(at.signs, (sign) => sign > 0);
  mustHold(active !== undefined, 'no sample is active');
  return {
    lemmas: [...sidesLemmas(at), ...kinkLemma(at)],
    tactics: [
      `intro claim. apply (no_asymptotic_minimum ${at.data.d}%nat data w0 is_data eq_refl sides kink).`,
      'apply claim; [exact is_data | reflexivity | | exact sides].',
      `unfold data; first_that ltac:(unfold w0, ${sampleName(active)}; cbn [dot feat]; lra).`,
    ],
  };
});
