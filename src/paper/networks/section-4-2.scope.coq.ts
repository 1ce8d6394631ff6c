/** The refutation for Coq of disjoint patterns as what training comes to: patterns that last, and share a neuron, while the loss tends to 0. */

import { calmNetwork } from '../../certify/coq/network-lemmas.js';
import { positiveStep } from '../../certify/coq/network-runs.js';
import { sharedNeuron } from '../../certify/coq/partition-lemmas.js';
import { networkCoqWriter } from '../../certify/coq/proof-file.js';
import { memberOf } from '../../certify/coq/start-lemmas.js';

/** A neuron acts on two partitions at the start. */
export const overlapForCoq = networkCoqWriter((at) => {
  const network = calmNetwork(at);
  const {
    k,
    of: [i, j],
  } = sharedNeuron(at, network);
  const eta = positiveStep(at);
  return {
    lemmas: network.lemmas,
    tactics: [
      `intro claim. assert (P : 0 < ${eta}) by lra.`,
      'assert (D := claim _ _ _ _ 0%nat is_net P (gd_to_zero _ _ _ _ starts P) (kept_lasting _ _ _ _ 0%nat (fun t => gd_kept _ _ _ _ t starts P))).',
      `destruct (D s${i + 1} s${j + 1} ${memberOf(i)} ${memberOf(j)}) as [E | E]; cbn [net_gd] in E; rewrite pattern_${i + 1}, pattern_${j + 1} in E.`,
      '- discriminate.',
      `- specialize (E ${k}%nat eq_refl). discriminate.`,
    ],
  };
});
