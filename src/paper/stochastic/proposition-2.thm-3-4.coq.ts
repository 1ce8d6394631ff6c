/** The refutation of theorem 3.3 on Combes-style data for Coq: draws that silence SGD have a positive probability. */

import { coqWriter } from '../../certify/coq/proof-file.js';
import { memberOf } from '../../certify/coq/start-lemmas.js';
import { sampleName } from '../../certify/coq/written-data.js';
import { mustHold } from '../../certify/undecided.js';
import { silencing } from './silencing.coq.js';

/** The mean of the loss stays above its infimum, since it does so on some of finitely many beginnings. */
export const likelySilencedForCoq = coqWriter(
  (at) => {
    const { d, positives } = at.data;
    const { idle, n, j, setting, silent } = silencing(at);
    const [x] = positives;
    mustHold(x !== undefined, 'no sample is positive');
    return {
      lemmas: [...setting, ...silent],
      tactics: [
        `intro claim. apply (likely_silenced ${d} data alpha w0 ${idle} ${j} ${n} ${sampleName(x)} is_data eq_refl).`,
        '- cbn [length data]; lia.',
        '- cbn [length data]; lia.',
        `- cbn [nth data]; rewrite start_${idle + 1}; lra.`,
        '- exact is_silent.',
        `- exact ${memberOf(x)}.`,
        '- reflexivity.',
        `- rewrite start_${x + 1}; lra.`,
        `- exact (claim ${d}%nat data w0 alpha is_data is_combes ltac:(unfold alpha; lra) eq_refl is_awake).`,
      ],
    };
  },
  ['Silent', 'Means', 'Draws', 'Aside', 'Likely'],
);
