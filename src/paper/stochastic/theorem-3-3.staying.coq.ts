/** The refutation of theorem 3.3 given that SGD stays, for Coq: the loss of a sample that no such run has drawn is above the bound. */

import { ENCLOSED } from '../../certify/coq/mean-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { UNDRAWN, undrawn } from '../../certify/coq/undrawn-lemmas.js';
import { sampleName, sampleNames } from '../../certify/coq/written-data.js';
import { prove } from './theorem-3-3.staying.certificate.js';

/** At the last step of the case. */
export const lossGivenStayingForCoq = coqWriter((at) => {
  prove(at);
  const { held, lemmas, applied } = undrawn(at);
  return {
    lemmas,
    tactics: [
      `intro claim. assert (H := undrawn_loss ${applied} kept _ ${held} B (scaled (/ norm u) u) (/ norm u)`,
      '  is_open is_undrawn ltac:(unfold data; cbn [length]; lia) eq_refl reached B_short best_and_margin one_step claim). revert H.',
      `rewrite (excess_inside ${at.data.d} data w0 is_data starts_inside), listed, size_is. change (at_place data ${held}) with ${sampleName(held)}.`,
      `unfold budget; rewrite steps_are; unfold w0, alpha, u, B, ${sampleNames(at)}; spelt_out. apply Rlt_not_le; ${ENCLOSED}.`,
    ],
  };
}, UNDRAWN);
