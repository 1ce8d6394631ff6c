/** The refutation of section 2 for Coq: where every positive has its opposite among the negatives the loss is convex. */

import { coqWriter } from '../../certify/coq/proof-file.js';
import { entriesPattern, sampleName, writtenData } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';

/** Pairs x, -x of a positive and a negative, which are all samples. @throws Undecided */
function pairs({ data, rows }: Setting): readonly (readonly [number, number])[] {
  const left = new Set(data.negatives);
  const found = data.positives.map((i): readonly [number, number] => {
    const opposite = [...left].find((j) => rows[i]?.every((x, k) => x === -(rows[j]?.[k] ?? Number.NaN)));
    mustHold(opposite !== undefined, 'a positive has no opposite negative');
    left.delete(opposite);
    return [i, opposite];
  });
  mustHold(left.size === 0, 'a negative has no opposite positive');
  return found;
}

/** Convexity of each pair. */
export const convexForCoq = coqWriter((at) => {
  const { d } = at.data;
  const names = pairs(at).map(([i, j]) => [sampleName(i), sampleName(j)] as const);
  return {
    lemmas: [
      ...writtenData(at),
      ...names.flatMap(([s, t]) => [
        `Lemma opposite_${s} w : length w = ${d}%nat -> dot w (feat ${t}) = - dot w (feat ${s}).`,
        `Proof. intro L; destruct w as ${entriesPattern(d)}; try discriminate; unfold ${s}, ${t}; cbn [dot feat]; lra. Qed.`,
      ]),
    ],
    tactics: [
      `intro claim. destruct (claim ${d}%nat data is_data) as [N _]. apply N. intros u v t Lu Lv Ht.`,
      ...names.map(([s, t]) => `assert (P_${s} := opposite_convex _ ${s} ${t} u v t eq_refl eq_refl opposite_${s} Lu Lv Ht).`),
      'rewrite !loss_of_losses, size_is. unfold data; cbn [losses]. lra.',
    ],
  };
});
