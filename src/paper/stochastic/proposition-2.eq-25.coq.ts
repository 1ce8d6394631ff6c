/** The refutation of the strict move of appendix G for Coq: a draw of an inactive sample moves nothing. */

import { coqWriter } from '../../certify/coq/proof-file.js';
import { appliedToIdleDraw, idleDrawLemmas } from './idle-draw.coq.js';

/** At the first step already. */
export const nothingMovesForCoq = coqWriter((at) => ({
  lemmas: idleDrawLemmas(at),
  tactics: [`intro claim. assert (H := ${appliedToIdleDraw(at)} 0%nat).`, 'cbv zeta in H. rewrite !rests in H. inversion H; lra.'],
}));
