/** The refutation of step (iii) for Coq: a sum over left ends exceeds the integral that is to bound it. No data take part. */

import { double } from '../../certify/coq/fraction.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { mustHold } from '../../certify/undecided.js';

/** At t = 2, where the sum is 1. */
export const exceedsIntegralForCoq = coqWriter((at) => {
  const { alpha, count } = paperExponent(at);
  mustHold(count >= 2, 't = 2 is not reached');
  return {
    lemmas: [],
    tactics: [
      `intro claim. assert (H := claim ${double(alpha)} 2%nat ltac:(lra) ltac:(lia)). revert H. apply Rlt_not_le.`,
      'unfold Rpower; cbn [Nat.sub sum_powers INR]; rewrite ?ln_1. interval with (i_prec 60).',
    ],
  };
});
