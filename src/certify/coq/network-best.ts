/** For Coq: the max-margin direction of a partition's y_i x_i. */

import { labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import type { NetworkSetting, Partition } from '../enclosure/network-path.js';
import { bestLemmas } from './best-direction.js';
import { list, ofDouble } from './fraction.js';
import { sampleName } from './written-data.js';

/** The lemmas of {@link bestLemmas} for `signed (partition net data A)`, y_i x_i of its first sample, and the tactic for p.x < 0. */
export function partitionBest(
  at: NetworkSetting,
  { members }: Partition,
): { readonly x: string; readonly best: readonly string[]; readonly against: string } {
  const named = members.map((i) => ({
    name: `Sample (scaled ${labelOf(at.data, i) === 1 ? '1' : '(-1)'} ${list(nth(at.rows, i))}) 1`,
    features: nth(at.rows, i).map((entry) => ofDouble(labelOf(at.data, i) * entry)),
  }));
  const signed = 'signed (partition net data A)';
  const first = sampleName(nth(members, 0));
  return {
    x: `(scaled (label ${first}) (feat ${first}))`,
    best: [
      `Lemma signs : ${signed} = [${named.map(({ name }) => name).join('; ')}].`,
      'Proof. unfold signed; rewrite listed; reflexivity. Qed.',
      ...bestLemmas(named, signed, 'signs', ''),
    ],
    against: `apply minus_best; [exact is_long | unfold u, ${first}; cbn [dot scaled map feat label]; lra]`,
  };
}
