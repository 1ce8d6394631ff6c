/** The refutation of vanishing gradients for Coq: a negative is struck again and again, with steps that are small along the whole path. */

import { KINKS, oneKink } from '../../certify/coq/kink-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { sampleName } from '../../certify/coq/written-data.js';

/** Of one positive beside one kink. */
export const struckForCoq = coqWriter((given) => {
  const { at, a, b, lemmas } = oneKink(given);
  const [x, y] = [sampleName(a), sampleName(b)];
  return {
    lemmas,
    tactics: [
      'intro claim. destruct (gentle_below _ _ _ _ _ _ is_beside) as (other & O & G).',
      `set (beta := (sqnorm (feat ${x}) + exp 1 * sqnorm (feat ${y})) / size data).`,
      `assert (B : 0 < beta) by (unfold beta; rewrite size_is; unfold sqnorm, ${x}, ${y}; cbn [dot feat]; interval with (i_prec 100)).`,
      'assert (M0 : 0 < 1 / beta) by (apply Rdiv_lt_0_compat; lra). assert (M1 := Rmin_l other (1 / beta)). assert (M2 := Rmin_r other (1 / beta)).',
      'assert (M3 := Rmin_glb_lt _ _ _ O M0). specialize (G (Rmin other (1 / beta) / 2) ltac:(lra)).',
      'assert (M4 : Rmin other (1 / beta) / 2 * beta < 2).',
      '{ assert (Rmin other (1 / beta) / 2 * beta <= 1 / beta * beta) by (apply Rmult_le_compat_r; lra). replace (1 / beta * beta) with 1 in * by (field; lra). lra. }',
      `destruct (claim ${at.data.d}%nat data w0 _ is_data eq_refl (beside_small _ _ _ _ _ _ _ is_beside G M4)) as [_ H].`,
      'exact (beside_gradient _ _ _ _ _ _ _ is_beside G H).',
    ],
  };
}, KINKS);
