/** For Coq: which first draws keep SGD in the separable region, and where they lead. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { exp } from '../arithmetic/exp.js';
import { type Interval, isNegative, isPositive } from '../arithmetic/interval.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { ENCLOSED } from './mean-lemmas.js';
import { memberOf, startProduct } from './start-lemmas.js';
import { sampleName, sampleNames } from './written-data.js';

/**
 * Samples whose first draw stays, of a start in the separable region; and lemmas on them, which need `start_i` and `starts_inside`:
 * `moved_i`, where a draw leads; `stays_i`, whether it stays; `stayed`, the list of those that do.
 *
 * @throws Undecided where the sign of a product after a draw cannot be told.
 */
export function firstDraws(at: Setting): { readonly staying: readonly number[]; readonly lemmas: readonly string[] } {
  const samples = everySample(at.data);
  const wrong = samples.map((i) => wrongAfter(at, i));
  const staying = samples.filter((i) => wrong[i] === undefined);
  const isWritten = `unfold w0, ${sampleNames(at)}; spelt_out; ${ENCLOSED}`;
  const stays = (i: number): string => {
    const out = wrong[i];
    if (out !== undefined) return `apply (not_inside data _ ${sampleName(out)} ${memberOf(out)}); rewrite moved_${i + 1}; ${isWritten}`;
    if (labelOf(at.data, i) === -1) return `rewrite moved_${i + 1}; apply inside_region, starts_inside`;
    return `apply inside_region; rewrite moved_${i + 1}; unfold in_region, data; repeat (constructor; [${isWritten} | ]); constructor`;
  };
  const kept = 'fun s => inside data (stepped s w0)';
  return {
    staying,
    lemmas: [
      ...samples.flatMap((i) => [
        ...movedLemma(at, i),
        `Lemma stays_${i + 1} : inside data (stepped ${sampleName(i)} w0) = ${staying.includes(i)}. Proof. ${stays(i)}. Qed.`,
      ]),
      `Lemma stayed : filter (${kept}) data = [${staying.map(sampleName).join('; ')}].`,
      `Proof. change (filter (${kept}) [${samples.map(sampleName).join('; ')}] = [${staying.map(sampleName).join('; ')}]).`,
      `  cbn [filter]; rewrite ${samples.map((i) => `stays_${i + 1}`).join(', ')}; reflexivity. Qed.`,
    ],
  };
}

/** A sample on its wrong side after a draw of sample i; undefined where there is none. @throws Undecided */
function wrongAfter({ arithmetic, data, inner, products }: Setting, i: number): number | undefined {
  if (labelOf(data, i) === -1) return undefined;
  const move = exp(arithmetic, arithmetic.negate(nth(products, i)));
  const after = (j: number): Interval =>
    arithmetic.scale(arithmetic.add(nth(products, j), arithmetic.multiply(move, inner(i, j))), labelOf(data, j));
  const margins = everySample(data).map(after);
  const wrong = margins.findIndex(isNegative);
  mustHold(wrong >= 0 || margins.every(isPositive), 'a product after a draw is near 0');
  return wrong < 0 ? undefined : wrong;
}

/** The lemma `moved_i`: where a draw of sample i leads from w_0. */
function movedLemma(at: Setting, i: number): readonly string[] {
  const name = sampleName(i);
  if (labelOf(at.data, i) === -1)
    return [`Lemma moved_${i + 1} : stepped ${name} w0 = w0. Proof. apply stepped_asleep; rewrite start_${i + 1}; lra. Qed.`];
  return [
    `Lemma moved_${i + 1} : stepped ${name} w0 = axpy (exp (- ${startProduct(at, i)})) (feat ${name}) w0.`,
    `Proof. unfold stepped; rewrite (pull_positive ${name} w0 _ eq_refl start_${i + 1}) by lra; reflexivity. Qed.`,
  ];
}
