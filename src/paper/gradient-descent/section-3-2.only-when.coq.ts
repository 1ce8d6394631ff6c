/** The refutation of "only when" for Coq: a run that one positive pulls along itself, with w^+ on the edge of the region. */

import { onePositive } from '../../certify/coq/alone-lemmas.js';
import { exactBest, product } from '../../certify/coq/best-direction.js';
import { fraction, literal, ofDouble, over } from '../../certify/coq/fraction.js';
import { KINKS } from '../../certify/coq/kink-lemmas.js';
import { positivesBest } from '../../certify/coq/positive-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { outsideLemma } from '../../certify/coq/region-lemmas.js';
import { sampleName } from '../../certify/coq/written-data.js';
import { mustHold } from '../../certify/undecided.js';
import { nth } from '../../numerics/lists.js';

/** The positive is the only one, so that w^+ is its direction. */
export const edgeForCoq = coqWriter((at) => {
  const { a, lemmas } = onePositive(at);
  mustHold(at.data.positives.length === 1, 'there is more than one positive');
  const row = nth(at.rows, a).map(ofDouble);
  const { u } = exactBest([row]);
  const factor = literal(over(product(row, row), over(product(row, u), fraction(1n))));
  return {
    lemmas: [
      ...lemmas,
      ...positivesBest(at),
      ...outsideLemma(at),
      `Lemma is_multiple : feat ${sampleName(a)} = scaled ${factor} u.`,
      `Proof. unfold u, ${sampleName(a)}; cbn [feat scaled map]. repeat (apply f_equal2; [lra | ]); reflexivity. Qed.`,
    ],
    tactics: [
      `intro claim. destruct (claim ${at.data.d}%nat data _ w0 is_data best_is eq_refl) as (small & S & H). assert (P : 0 < small / 2) by lra.`,
      `apply outside. exact (H (small / 2) ltac:(lra) (alone_direction _ _ _ _ _ _ ${factor} u is_alone P ltac:(lra) is_multiple)).`,
    ],
  };
}, KINKS);
