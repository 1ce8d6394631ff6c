/** What files for Coq say of the start. */

import { everySample, labelOf } from '../../data/dataset.js';
import { placesOf } from '../../numerics/lists.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { innerProduct, literal } from './fraction.js';
import { sampleName, sampleNames } from './written-data.js';

/** The exact w_0.x_i as a literal. */
export function startProduct({ input, rows }: Setting, i: number): string {
  return literal(innerProduct(input.start, rows[i] ?? []));
}

/** Lemmas `start_i` with the w_0.x_i. */
export function startLemmas(at: Setting): readonly string[] {
  return everySample(at.data).flatMap((i) => [
    `Lemma start_${i + 1} : dot w0 (feat ${sampleName(i)}) = ${startProduct(at, i)}.`,
    `Proof. unfold w0, ${sampleName(i)}; cbn [dot feat]; lra. Qed.`,
  ]);
}

/** The lemma `asleep`: no sample is active at w_0. @throws Undecided where one is. */
export function asleepLemma(at: Setting): readonly string[] {
  mustHold(
    at.signs.every((sign) => sign <= 0),
    'a sample is active',
  );
  return ['Lemma asleep : Forall (fun s => dot w0 (feat s) <= 0) data.', `Proof. unfold data, w0, ${sampleNames(at)}; each. Qed.`];
}

/** The first sample of a label on its kink at w_0. @throws Undecided where there is none. */
export function onKink(at: Setting, label: 1 | -1): number {
  const [first] = placesOf(at.signs, (sign) => sign === 0).filter((i) => labelOf(at.data, i) === label);
  mustHold(first !== undefined, 'no sample of that label lies on its kink');
  return first;
}

/** The lemma `kink`: a positive sample lies on its kink at w_0. @throws Undecided where none does. */
export function kinkLemma(at: Setting): readonly string[] {
  onKink(at, 1);
  return [
    'Lemma kink : Exists (fun s => label s = 1 /\\ dot w0 (feat s) = 0) data.',
    `Proof. unfold data, w0, ${sampleNames(at)}; first_that ltac:(cbn [label dot feat]; split; lra). Qed.`,
  ];
}

/** That a sample is one of the data, as a proof term. */
export function memberOf(i: number): string {
  return `(${'or_intror ('.repeat(i)}or_introl eq_refl${')'.repeat(i)})`;
}
