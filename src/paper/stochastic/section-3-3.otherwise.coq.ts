/** The refutation of "otherwise SGD does not even converge" for Coq: no sample is active at the start, and SGD stays there. */

import { exactBest, product } from '../../certify/coq/best-direction.js';
import { double, ofDouble } from '../../certify/coq/fraction.js';
import { positivesBest } from '../../certify/coq/positive-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { asleepLemma, memberOf } from '../../certify/coq/start-lemmas.js';
import { sampleName, writtenData } from '../../certify/coq/written-data.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { mustHold } from '../../certify/undecided.js';

/** Whatever is drawn. */
export const silentForCoq = coqWriter(
  (at) => {
    const { data } = at;
    const rows = at.rows.map((row) => row.map(ofDouble));
    const { u } = exactBest(data.positives.map((i) => rows[i] ?? []));
    const beyond = data.negatives.find((j) => product(rows[j] ?? [], u).numerator > 0n);
    mustHold(beyond !== undefined, 'the max-margin direction of the positives is in the closed region');
    const name = sampleName(beyond);
    return {
      lemmas: [
        ...writtenData(at),
        ...asleepLemma(at),
        ...positivesBest(at),
        'Lemma beyond : Exists (fun s => label s = -1 /\\ 0 < dot (scaled (/ norm u) u) (feat s)) data.',
        `Proof. apply Exists_exists; exists ${name}; split; [exact ${memberOf(beyond)} | split; [reflexivity | rewrite dot_scaled; apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat, norm_pos, is_long | unfold u, ${name}; cbn [dot feat]; lra]]]. Qed.`,
      ],
      tactics: [
        `intro claim. destruct (claim ${data.d}%nat data _ ${double(paperExponent(at).alpha)} w0 is_data ltac:(lra) best_is beyond eq_refl) as (draws & D & _ & E).`,
        'apply E. exists 0%nat. intros t Ht. exact (silent_for_ever _ _ _ _ 0 D asleep t Ht).',
      ],
    };
  },
  ['Ends', 'Silent'],
);
