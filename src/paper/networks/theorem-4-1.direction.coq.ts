/** The refutation of theorem 4.1's limits for Coq: Wt_h stays on the side of y_i x_i for ever, and the printed argmin is on the other. */

import { partitionBest } from '../../certify/coq/network-best.js';
import { calmNetwork } from '../../certify/coq/network-lemmas.js';
import { positiveStep } from '../../certify/coq/network-runs.js';
import { partitionLemmas } from '../../certify/coq/partition-lemmas.js';
import { networkCoqWriter } from '../../certify/coq/proof-file.js';
import { memberOf } from '../../certify/coq/start-lemmas.js';
import { nth } from '../../numerics/lists.js';

/** The first partition. */
export const partitionLimitForCoq = networkCoqWriter((at) => {
  const network = calmNetwork(at);
  const partition = nth(network.partitions, 0);
  const { first, lemmas } = partitionLemmas(at, network, partition);
  const eta = positiveStep(at);
  const { x, best, against } = partitionBest(at, partition);
  return {
    lemmas: [...network.lemmas, ...lemmas, ...best],
    tactics: [
      `intro claim. assert (P : 0 < ${eta}) by lra. assert (D := claim _ _ _ _ _ A _ (trained_from _ _ _ _ starts is_disjoint P) in_pattern printed).`,
      `revert D. unfold direction_to. apply (not_towards _ _ _ ${x} 0%nat).`,
      `- intros t _. assert (G := gd_side _ _ _ _ t s${first + 1} starts P ${memberOf(first)}). rewrite pattern_${first + 1} in G. exact G.`,
      '- reflexivity.',
      `- ${against}.`,
    ],
  };
});
