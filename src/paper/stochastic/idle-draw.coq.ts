/** SGD for Coq that draws one inactive sample for ever and so stays at its start, on Combes-style data. */

import { double } from '../../certify/coq/fraction.js';
import { startLemmas } from '../../certify/coq/start-lemmas.js';
import { sampleNames, writtenData } from '../../certify/coq/written-data.js';
import { mustBeCombes } from '../../certify/enclosure/combes.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { everySample } from '../../data/dataset.js';

/** Lemmas `is_combes`, `is_awake`, `draw_is` and `rests`. @throws Undecided where the data or the start do not fit. */
export function idleDrawLemmas(at: Setting): readonly string[] {
  const { signs } = at;
  const idle = signs.findIndex((sign) => sign !== 1);
  mustHold(idle >= 0 && signs.includes(1), 'the start does not have both an active sample and an inactive one');
  mustBeCombes(at);
  return [
    ...writtenData(at),
    ...startLemmas(at),
    `Definition alpha := ${double(paperExponent(at).alpha)}.`,
    `Definition draws (k : nat) := ${idle}%nat.`,
    `Lemma is_combes : combes data. Proof. unfold combes, data, ${sampleNames(at)}; each_pair. Qed.`,
    `Lemma is_awake : awake data w0. Proof. unfold awake, data, w0, ${sampleNames(at)}; first_that ltac:(cbn [dot feat]; lra). Qed.`,
    'Lemma is_drawn : are_draws data draws. Proof. intro k; unfold draws, data; cbn [length]; lia. Qed.',
    'Lemma rests t : sgd_run relu data draws (power_steps alpha) w0 t = w0.',
    `Proof. unfold draws; apply sgd_rests; cbn [nth data]; rewrite start_${idle + 1}; lra. Qed.`,
  ];
}

/** The claim applied to all but what comes after `are_draws`. */
export function appliedToIdleDraw({ data }: Setting, parameters = ''): string {
  return `claim ${data.d}%nat data w0 alpha draws ${parameters} is_data is_combes ltac:(unfold alpha; lra) eq_refl is_awake is_drawn`;
}

/** A sample that w_0 classifies wrongly, by its place. @throws Undecided where there is none. */
export function wrongAtStart({ data, signs }: Setting): number {
  const wrong = everySample(data).findIndex((i) => signs[i] !== data.y[i]);
  mustHold(wrong >= 0, 'w_0 is in the separable region');
  return wrong;
}
