/** For Coq: a direction along which no negative is active. */

import { forEach } from '../../certify/coq/tactics.js';
import { sampleName, writtenData } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { everySample, labelOf } from '../../data/dataset.js';

/** Definitions of the data, and the lemma `sides`: only positives are active at w_0. @throws Undecided where a negative is. */
export function sidesLemmas(at: Setting): readonly string[] {
  const { data, signs } = at;
  mustHold(
    data.negatives.every((i) => (signs[i] ?? 0) <= 0),
    'a negative is active',
  );
  const tactics = everySample(data).map((i) =>
    labelOf(data, i) === 1 ? 'intros _; reflexivity' : `unfold w0, ${sampleName(i)}; cbn [dot feat label]; lra`,
  );
  return [
    ...writtenData(at),
    'Lemma sides : Forall (fun s => 0 < dot w0 (feat s) -> label s = 1) data.',
    `Proof. unfold data; ${forEach(tactics)}. Qed.`,
  ];
}
