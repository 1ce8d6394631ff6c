/** The refutation of appendix B on the active samples for Coq: the limit is at a right angle to a negative that is struck for ever. */

import { bestLemmas } from '../../certify/coq/best-direction.js';
import { ofDouble } from '../../certify/coq/fraction.js';
import { GENTLE, KINKS, oneKink } from '../../certify/coq/kink-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { sampleName } from '../../certify/coq/written-data.js';
import { nth } from '../../numerics/lists.js';

/** The positive alone or with the negative struck, whichever are active again and again. */
export const otherLimitForCoq = coqWriter((given) => {
  const { at, a, b, lemmas } = oneKink(given);
  const named = [a, b].map((i) => ({ name: sampleName(i), features: nth(at.rows, i).map(ofDouble) }));
  const both = `[${sampleName(a)}; ${sampleName(b)}]`;
  return {
    lemmas: [
      ...lemmas,
      `Definition both := ${both}.`,
      `Lemma listed : both = ${both}.`,
      'Proof. reflexivity. Qed.',
      ...bestLemmas(named, 'both', 'listed', named.map(({ name }) => name).join(', ')),
      `Lemma reaches : 0 < dot (scaled (/ norm u) u) (feat ${sampleName(b)}).`,
      `Proof. rewrite dot_scaled; apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat, norm_pos, is_long | unfold u, ${sampleName(b)}; cbn [dot feat]; lra]. Qed.`,
    ],
    tactics: [
      `intro claim. destruct (claim ${at.data.d}%nat data w0 is_data eq_refl) as (small & S & H).`,
      ...GENTLE,
      'destruct (H (beside_far _ _ _ _ _ _ _ is_beside G)) as (on & F & D).',
      'exact (beside_not_active _ _ _ _ _ _ _ _ on is_beside G best_is reaches F D).',
    ],
  };
}, KINKS);
