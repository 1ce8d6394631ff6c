/** The refutation of growth at each step for Coq: a draw from another partition leaves Wt_r as it is. */

import { alwaysDrawn, stochasticNetwork } from '../../certify/coq/network-runs.js';
import { networkCoqWriter } from '../../certify/coq/proof-file.js';
import { memberOf } from '../../certify/coq/start-lemmas.js';
import { mustHold } from '../../certify/undecided.js';
import { everySample } from '../../data/dataset.js';

/** A sample outside of the first partition is drawn for ever. */
export const idleDrawForCoq = networkCoqWriter((given) => {
  const { at, partition, first, lemmas } = stochasticNetwork(given, () => true);
  const [other] = everySample(at.data).filter((i) => !partition.members.includes(i));
  mustHold(other !== undefined, 'there is one partition alone');
  return {
    lemmas: [...lemmas, ...alwaysDrawn(other)],
    tactics: [
      `intro claim. destruct (claim ${at.data.d}%nat data net alpha 0%nat A draws trained are_drawn in_pattern 1%nat (le_S _ _ (le_n 0))) as (others & D & F & r & R & G).`,
      'specialize (G 0%nat (le_n 0)). cbn [net_sgd] in G. rewrite (F 0%nat (le_n 1)) in G. rewrite idle_draw with (d := data) in G; [rewrite first_step in G; lra | exact (proj1 is_net) | exact (problem_lengths _ _ _ is_net) | exact is_disjoint',
      `  | exact ${memberOf(other)} | exact (ex_intro _ _ (conj ${memberOf(first)} pattern_${first + 1})) | ].`,
      `change (nth (draws 0) data (Sample [] 1)) with ${`s${other + 1}`}. rewrite pattern_${other + 1}. discriminate.`,
    ],
  };
});
