/** The refutation of the end of example 2 for Coq: the run keeps beside the kink of x2, and its direction converges. */

import { isAtLeast } from '../../certify/arithmetic/interval.js';
import { innerProduct, literal } from '../../certify/coq/fraction.js';
import { GENTLE, KINKS, oneKink } from '../../certify/coq/kink-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { mustHold } from '../../certify/undecided.js';
import { nth } from '../../numerics/lists.js';

/** One positive and one negative, in that order. */
export const convergesForCoq = coqWriter((given) => {
  const { at, a, b, lemmas } = oneKink(given);
  mustHold(at.data.n === 2 && a === 0 && b === 1, 'the data are not one positive and one negative');
  mustHold(isAtLeast(at.inner(1, 1), at.arithmetic.add(at.inner(0, 1), at.inner(0, 1))), 'x1.x2 is more than |x2|^2 / 2');
  const [across, square] = [innerProduct(nth(at.rows, 0), nth(at.rows, 1)), innerProduct(nth(at.rows, 1), nth(at.rows, 1))].map(literal);
  return {
    lemmas: [
      ...lemmas,
      `Lemma numbers : dot (feat s1) (feat s2) = ${across} /\\ sqnorm (feat s2) = ${square}.`,
      'Proof. unfold sqnorm, s1, s2; cbn [dot feat]; lra. Qed.',
    ],
    tactics: [
      `intro claim. destruct (claim ${at.data.d}%nat (feat s1) (feat s2) w0 is_data eq_refl ltac:(destruct numbers; lra) ltac:(rewrite start_1; lra) ltac:(rewrite start_2; lra)) as (small & S & H).`,
      ...GENTLE,
      'exact (H (beside_has_direction _ _ _ _ _ _ _ is_beside G)).',
    ],
  };
}, KINKS);
