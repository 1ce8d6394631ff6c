/** For Coq: samples that are active at the start stay active for ever, and the others inactive, since none pushes another over its kink. */

import { labelOf } from '../../data/dataset.js';
import { nth, placesOf } from '../../numerics/lists.js';
import { paperExponent } from '../enclosure/exponent.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { againstBest, bestLemmas } from './best-direction.js';
import { double, innerProduct, isBelowTwo, ofDouble } from './fraction.js';
import { type HeldList, listedLemma, onlyPositivesLemma, steadyLemmas } from './marked-lemmas.js';
import { memberOf } from './start-lemmas.js';
import { sampleName, writtenData } from './written-data.js';

/** The samples that are held, the first of them, and all lemmas about them and about the max-margin direction u/|u| of a list. */
export interface Held {
  readonly J: readonly number[];
  readonly first: number;
  readonly lemmas: readonly string[];
}

/** @throws Undecided where the active samples are not held. */
export function held(at: Setting, list: HeldList): Held {
  const { data, rows } = at;
  const J = heldSamples(at);
  const of = list === 'positives data' ? data.positives : J;
  const named = of.map((i) => ({ name: sampleName(i), features: (rows[i] ?? []).map(ofDouble) }));
  const lemmas = [
    ...writtenData(at),
    ...heldLemmas(at, J),
    ...listedLemma(at, of, list),
    ...bestLemmas(named, list, 'listed', of.map(sampleName).join(', ')),
  ];
  return { J, first: nth(J, 0), lemmas };
}

/** As {@link held} of `positives data`, all of which are active. @throws Undecided where a positive is inactive at the start. */
export function heldPositives(at: Setting): Held {
  const all = held(at, 'positives data');
  mustHold(all.J.length === at.data.positives.length, 'a positive is inactive at the start');
  return all;
}

/** The samples that are active at w_0, all of them positive. @throws Undecided where none is, or a negative is. */
function heldSamples(at: Setting): readonly number[] {
  const J = placesOf(at.signs, (sign) => sign > 0);
  mustHold(J.length > 0 && J.every((i) => labelOf(at.data, i) === 1), 'the samples that are active at the start are not positives');
  return J;
}

/**
 * Lemmas `on_i` for each sample, `is_steady`, and for each held sample `keeps_i` and `drawn_i`: every iterate of gradient descent, and of
 * SGD along any draws, has w.x_i > 0.
 *
 * @throws Undecided where an active sample may push another over its kink.
 */
function heldLemmas(at: Setting, J: readonly number[]): readonly string[] {
  const [lengths, notEmpty] = ['(proj1 is_data)', 'ltac:(discriminate)'];
  return [
    ...steadyLemmas(at, J, { on: 'active_at w0', unfolded: 'active_at, w0', reduced: 'dot feat' }),
    'Lemma stays eta t : 0 < eta -> in_part on data (gd_run relu data eta w0 t).',
    `Proof. intro H. exact (gd_keeps_for_ever on _ data eta w0 t ${lengths} eq_refl ${notEmpty} H is_steady (in_own_part w0 data)). Qed.`,
    'Lemma drawn alpha draws t : are_draws data draws -> in_part on data (sgd_run relu data draws (power_steps alpha) w0 t).',
    `Proof. intro H. exact (sgd_keeps on _ data draws _ w0 t ${lengths} eq_refl H (power_steps_pos alpha) is_steady (in_own_part w0 data)). Qed.`,
    ...J.flatMap((i) => [
      `Lemma keeps_${i + 1} eta t : 0 < eta -> 0 < dot (gd_run relu data eta w0 t) (feat ${sampleName(i)}).`,
      `Proof. intro H. assert (P := at_member _ _ _ (stays eta t H) ${memberOf(i)}). cbv beta in P. rewrite on_${i + 1} in P. exact P. Qed.`,
      `Lemma drawn_${i + 1} alpha draws t : are_draws data draws -> 0 < dot (sgd_run relu data draws (power_steps alpha) w0 t) (feat ${sampleName(i)}).`,
      `Proof. intro H. assert (P := at_member _ _ _ (drawn alpha draws t H) ${memberOf(i)}). cbv beta in P. rewrite on_${i + 1} in P. exact P. Qed.`,
    ]),
  ];
}

/** Tactics that end where the direction of the mean average goes to p, of negative p.x: the hypothesis D says so. */
export function heldAgainstMean(i: number): readonly string[] {
  return [
    `revert D. unfold direction_to. apply (mean_not_towards _ _ _ _ _ _ (feat ${sampleName(i)})); try reflexivity; [discriminate | | ].`,
    `- ${againstBest(sampleName(i))}.`,
    `- intros draws H t. exact (drawn_${i + 1} _ draws t H).`,
  ];
}

/** The lemma `always`: whatever is drawn, SGD stays in the region W_J of the start. */
export function alwaysLemmas(at: Setting, { J, first }: Held): readonly string[] {
  return [
    ...onlyPositivesLemma(at, J, '->'),
    `Lemma always : always_in_part on data ${double(paperExponent(at).alpha)} w0.`,
    `Proof. split; [exact only_positives | split; [unfold data; first_that ltac:(exact on_${first + 1}) | intros draws H t; exact (drawn _ draws t H)]]. Qed.`,
  ];
}

/** The lemma `small_norms`: |x_i|^2 < 2 in the list. @throws Undecided where that is not so. */
export function smallNormsLemma(at: Setting, of: readonly number[], list: HeldList): readonly string[] {
  mustHold(
    of.every((i) => isBelowTwo(innerProduct(nth(at.rows, i), nth(at.rows, i)))),
    'a sample is not shorter than sqrt 2',
  );
  return [
    `Lemma small_norms : Forall (fun s => sqnorm (feat s) < 2) (${list}).`,
    `Proof. rewrite listed; unfold ${of.map(sampleName).join(', ')}; repeat (constructor; [unfold sqnorm; cbn [feat dot]; lra | ]); constructor. Qed.`,
  ];
}

/** Tactics that end where the direction of a run of gradient descent goes to p, of negative p.x: the hypothesis D says so, P that eta > 0. */
export function heldAgainst(i: number): readonly string[] {
  return [
    `revert D. unfold direction_to. apply (not_towards _ _ _ (feat ${sampleName(i)}) 0%nat).`,
    `- intros t _. split; [rewrite gd_run_length; reflexivity | exact (keeps_${i + 1} _ t P)].`,
    '- reflexivity.',
    `- ${againstBest(sampleName(i))}.`,
  ];
}
