/** For Coq: a start in the separable region, no step out of it, and a max-margin direction of the positives that is not in it. */

import { everySample, labelOf } from '../../data/dataset.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { exactBest, product } from './best-direction.js';
import { ofDouble } from './fraction.js';
import { heldPositives } from './held-lemmas.js';
import { onlyPositivesLemma } from './marked-lemmas.js';
import { memberOf } from './start-lemmas.js';
import { sampleName, sampleNames } from './written-data.js';

/** Lemmas of {@link held}, and `only_positives`, `starts_inside`, `region`, `region_drawn`. @throws Undecided */
export function regionLemmas(at: Setting): readonly string[] {
  const { J, lemmas } = heldPositives(at);
  mustHold(
    at.signs.every((sign) => sign !== 0),
    'a sample lies on its kink at the start',
  );
  return [
    ...lemmas,
    ...onlyPositivesLemma(at, J, '<->'),
    'Lemma starts_inside : in_region data w0.',
    `Proof. unfold data, w0, ${sampleNames(at)}; each. Qed.`,
    'Lemma region eta t : 0 < eta -> in_region data (gd_run relu data eta w0 t).',
    'Proof. intro H. exact (gd_stays_in_region on _ data eta w0 t is_data eq_refl H is_steady only_positives starts_inside). Qed.',
    'Lemma region_drawn alpha draws t : are_draws data draws -> in_region data (sgd_run relu data draws (power_steps alpha) w0 t).',
    'Proof. intro H. exact (sgd_stays_in_region on _ data draws _ w0 t is_data eq_refl H (power_steps_pos alpha) is_steady only_positives starts_inside). Qed.',
  ];
}

/** The lemma `outside`: the max-margin direction of the positives has w.x >= 0 for a negative. @throws Undecided where it has not. */
export function outsideLemma(at: Setting): readonly string[] {
  const { u } = exactBest(at.data.positives.map((i) => (at.rows[i] ?? []).map(ofDouble)));
  const onU = (i: number): bigint => product((at.rows[i] ?? []).map(ofDouble), u).numerator;
  const [over] = everySample(at.data).filter((i) => labelOf(at.data, i) === -1 && onU(i) >= 0n);
  mustHold(over !== undefined, 'the max-margin direction of the positives is in the region');
  return [
    'Lemma outside : ~ in_region data (scaled (/ norm u) u).',
    `Proof. apply best_outside with (s := ${sampleName(over)}); [exact is_long | exact ${memberOf(over)} | reflexivity | unfold u, ${sampleName(over)}; cbn [dot feat]; lra]. Qed.`,
  ];
}
