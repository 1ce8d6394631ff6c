/** The refutation of proposition 2 for Coq: inactive draws, then one that leaves no sample active outside of the region. */

import { exp } from '../../certify/arithmetic/exp.js';
import { powerStep } from '../../certify/arithmetic/log.js';
import { double, innerProduct, literal } from '../../certify/coq/fraction.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { startLemmas } from '../../certify/coq/start-lemmas.js';
import { forEach } from '../../certify/coq/tactics.js';
import { sampleName, sampleNames, writtenData } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { powersOf } from '../../certify/enclosure/step-size.js';
import { mustHold } from '../../certify/undecided.js';
import { everySample, labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';

/** Idle draws before it, at most. */
const MOST_IDLE = 8;

/** The step at which a negative is drawn that leaves all inactive, and that negative; undefined where there is none. */
function silencing(at: Setting, alpha: number): { readonly n: number; readonly j: number } | undefined {
  const { arithmetic, data, products, signs } = at;
  const silent = (n: number, j: number): boolean => {
    const size = arithmetic.multiply(powerStep(arithmetic, n, alpha), exp(arithmetic, nth(products, j)));
    return products.every((product, i) => arithmetic.subtract(product, arithmetic.multiply(size, at.inner(j, i))).high < 0n);
  };
  for (let n = 0; n <= MOST_IDLE; n++) {
    const j = everySample(data).find((i) => labelOf(data, i) === -1 && nth(signs, i) > 0 && silent(n, i));
    if (j !== undefined) return { n, j };
  }
  return undefined;
}

/** The draws are ours to choose: each finite beginning has a positive probability. */
export const silencedForCoq = coqWriter(
  (at) => {
    const { data, rows, inner, signs } = at;
    const { alpha } = powersOf(at);
    const samples = everySample(data);
    const idle = signs.findIndex((sign) => sign <= 0);
    mustHold(idle >= 0, 'every sample is active at the start');
    mustHold(
      samples.every((i) => samples.every((k) => inner(i, k).low * BigInt(labelOf(data, i) * labelOf(data, k)) > 0n)),
      'the data are not Combes-style',
    );
    const found = silencing(at, alpha);
    mustHold(found !== undefined, 'no draw leaves all samples inactive');
    const { n, j } = found;
    const drawn = sampleName(j);
    const move = (i: number): string => literal(innerProduct(nth(rows, j), nth(rows, i)));
    const moved = samples.map(
      (i) =>
        `rewrite start_${i + 1}; replace (dot (feat ${drawn}) (feat ${sampleName(i)})) with ${move(i)} by (unfold ${sampleNames(at)}; cbn [dot feat]; lra); unfold power_steps, Rpower, alpha; cbn [INR]; interval with (i_prec ${at.arithmetic.precision})`,
    );
    return {
      lemmas: [
        ...writtenData(at),
        ...startLemmas(at),
        `Definition alpha := ${double(alpha)}.`,
        `Lemma is_combes : combes data. Proof. unfold combes, data, ${sampleNames(at)}; each_pair. Qed.`,
        `Lemma is_awake : awake data w0. Proof. unfold awake, data, w0, ${sampleNames(at)}; first_that ltac:(cbn [dot feat]; lra). Qed.`,
        `Definition first (m : nat) := if Nat.ltb m ${n} then ${idle}%nat else ${j}%nat.`,
        'Lemma is_drawn : are_draws data first. Proof. intro m; unfold first, data; destruct (Nat.ltb m _); cbn [length]; lia. Qed.',
        `Lemma is_silent : Forall (fun s => dot w0 (feat s) + power_steps alpha ${n} * pull relu ${drawn} w0 * dot (feat ${drawn}) (feat s) <= 0) data.`,
        `Proof. rewrite (pull_negative ${drawn} w0 _ eq_refl start_${j + 1}) by lra; unfold data; ${forEach(moved)}. Qed.`,
      ],
      tactics: [
        `intro claim. destruct (claim ${data.d}%nat data w0 alpha first is_data is_combes ltac:(unfold alpha; lra) eq_refl is_awake is_drawn ${n + 1}%nat) as (draws & D & F & T & R).`,
        `apply (silenced _ data draws (power_steps alpha) w0 ${idle} ${j} ${n} is_data D eq_refl) with (t := Nat.max T ${n + 1}).`,
        `- cbn [nth data]; rewrite start_${idle + 1}; lra.`,
        `- intros m Hm. rewrite F by lia. unfold first. destruct (Nat.ltb_spec m ${n}); [reflexivity | lia].`,
        '- rewrite F by lia. reflexivity.',
        '- exact is_silent.',
        '- lia.',
        '- apply R. lia.',
      ],
    };
  },
  ['Silent'],
);
