/** Refutations of the lists of cases of theorem 3.2 for Coq: a limit at a right angle to a negative, and a run that locks. */

import { foundLock } from '../../certify/coq/found-lock.js';
import { literal } from '../../certify/coq/fraction.js';
import { GENTLE, KINKS, oneKink } from '../../certify/coq/kink-lemmas.js';
import { lockLemmas, lockWords } from '../../certify/coq/lock-lemmas.js';
import { lockIsSmall } from '../../certify/coq/lock-small.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { entriesPattern, sampleNames } from '../../certify/coq/written-data.js';

/** Of one positive beside one kink. */
export const noCaseForCoq = coqWriter((given) => {
  const { at, lemmas } = oneKink(given);
  return {
    lemmas,
    tactics: [
      `intro claim. destruct (claim ${at.data.d}%nat data w0 is_data eq_refl) as (small & S & H).`,
      ...GENTLE,
      'exact (beside_no_case _ _ _ _ _ _ _ is_beside G H).',
    ],
  };
}, KINKS);

/** The run locks: a positive that the claimed limit keeps inactive is lifted over its kink for ever. */
export const locksForCoq = coqWriter(
  (at) => {
    const found = foundLock(at);
    const { v, weights } = found.claimed;
    const numbers = `unfold v, sqnorm, ${sampleNames(at)}; cbn [dot feat]; lra`;
    return {
      lemmas: [...lockLemmas(found), ...lockIsSmall(found), `Definition v : vec := [${v.map(literal).join('; ')}].`],
      tactics: [
        `apply (lock_no_case ${lockWords(found)} is_lock v ${weights.map(literal).join(' ')} is_data is_small); [reflexivity | lra | lra | | ${Array(5).fill(numbers).join(' | ')}].`,
        `intros x Lx; destruct x as ${entriesPattern(at.data.d)}; try discriminate; ${numbers}.`,
      ],
    };
  },
  ['Rays', 'Ends', 'Kinks', 'Locks'],
);
