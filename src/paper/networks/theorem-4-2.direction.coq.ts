/** The refutation of theorem 4.2's limits for Coq: whatever is drawn Wt_h stays on the side of y_i x_i, and the printed argmin is on the other. */

import { partitionBest } from '../../certify/coq/network-best.js';
import { stochasticNetwork } from '../../certify/coq/network-runs.js';
import { networkCoqWriter } from '../../certify/coq/proof-file.js';
import { memberOf } from '../../certify/coq/start-lemmas.js';

/** The first partition. */
export const averagedPartitionForCoq = networkCoqWriter((given) => {
  const { at, partition, first, lemmas } = stochasticNetwork(given, () => true);
  const { x, best, against } = partitionBest(at, partition);
  return {
    lemmas: [...lemmas, ...best],
    tactics: [
      'intro claim. assert (D := claim _ _ _ alpha A _ trained in_pattern printed). revert D. unfold direction_to.',
      `apply (mean_of_not_towards (fun draws j => combined ${at.data.d} A (net_sgd data draws (power_steps alpha) net j)) ${at.data.d} (length data) _ ${x}).`,
      '- unfold data; cbn [length]; lia.',
      '- reflexivity.',
      '- reflexivity.',
      `- ${against}.`,
      '- intros draws t. apply combined_length.',
      `- intros draws H t. assert (G := sgd_side _ _ _ draws alpha t s${first + 1} starts H ${memberOf(first)}). rewrite pattern_${first + 1} in G. exact G.`,
    ],
  };
});
