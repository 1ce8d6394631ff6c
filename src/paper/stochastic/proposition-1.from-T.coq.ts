/** The refutation of proposition 1 summed from k = 0 for Coq: at t = T = 1 the squared gradient of the first draw exceeds the bound. */

import { bestLemmas } from '../../certify/coq/best-direction.js';
import { double, ofDouble } from '../../certify/coq/fraction.js';
import { bestWithMargin, reachLemma } from '../../certify/coq/margin-lemmas.js';
import { listedLemma, onlyPositivesLemma, steadyLemmas } from '../../certify/coq/marked-lemmas.js';
import { ENCLOSED } from '../../certify/coq/mean-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { startLemmas, startProduct } from '../../certify/coq/start-lemmas.js';
import { sampleName, sampleNames, writtenData } from '../../certify/coq/written-data.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { everySample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { prove } from './proposition-1.from-T.certificate.js';

/** Each first draw leads into the region, and none leads out again. */
export const fromStartForCoq = coqWriter(
  (at) => {
    prove(at);
    const { data, rows } = at;
    const positives = data.positives.map(sampleName);
    const named = data.positives.map((i) => ({ name: sampleName(i), features: nth(rows, i).map(ofDouble) }));
    return {
      lemmas: [
        ...writtenData(at),
        ...startLemmas(at),
        `Definition alpha := ${double(paperExponent(at).alpha)}.`,
        ...everySample(data).flatMap((i) => pulledLemma(at, i)),
        ...steadyLemmas(at, data.positives, { on: 'fun s : sample => if Rlt_dec 0 (label s) then true else false', reduced: 'label' }),
        ...onlyPositivesLemma(at, data.positives, '<->'),
        ...listedLemma(at, data.positives, 'positives data'),
        ...bestLemmas(named, 'positives data', 'listed', positives.join(', ')),
        ...bestWithMargin(at),
        ...reachLemma(at),
        'Lemma enters s : In s data -> in_region data (sgd_step relu s (power_steps alpha 0) w0).',
        `Proof. intro H; unfold data in H; cbn [In] in H; repeat (destruct H as [<- | H]); [${everySample(data).map(entersTactic(at)).join(' | ')} | destruct H]. Qed.`,
      ],
      tactics: [
        `intro claim. assert (H := claim ${data.d}%nat data alpha w0 B (scaled (/ norm u) u) (/ norm u) 1%nat 1%nat is_data eq_refl ltac:(unfold alpha; lra)`,
        `  (settles on ${data.d} data alpha w0 is_data eq_refl is_steady only_positives enters) reached B_short best_and_margin (le_n 1) (le_n 1)).`,
        'destruct H as [_ H]. revert H. apply Rlt_not_le.',
        `unfold weighted_squares; cbn [sum_before]; rewrite mean_at_O; unfold sampled_square, data, sum_over; cbn [fold_right].`,
        `rewrite !alone_square by reflexivity; rewrite ${everySample(data)
          .map((i) => `pulled_${i + 1}`)
          .join(', ')}; unfold w0, alpha, u, B, ${sampleNames(at)}.`,
        `spelt_out. ${ENCLOSED}.`,
      ],
    };
  },
  ['Means', 'Draws'],
);

/** The lemma `pulled_i`: what the sample pulls with at w_0. */
function pulledLemma(at: Setting, i: number): readonly string[] {
  const [sign, product, name] = [nth(at.signs, i), startProduct(at, i), sampleName(i)];
  const [value, lemma] =
    sign <= 0
      ? ['0', `(pull_asleep ${name} w0 _ start_${i + 1})`]
      : at.data.y[i] === 1
        ? [`exp (- ${product})`, `(pull_positive ${name} w0 _ eq_refl start_${i + 1})`]
        : [`- exp ${product}`, `(pull_negative ${name} w0 _ eq_refl start_${i + 1})`];
  return [`Lemma pulled_${i + 1} : pull relu ${name} w0 = ${value}. Proof. apply ${lemma}; lra. Qed.`];
}

/** The region after a step by sample i, one inequality a sample. */
function entersTactic(at: Setting): (i: number) => string {
  return (i) =>
    `unfold sgd_step; rewrite pulled_${i + 1}; unfold in_region, data, w0, alpha, ${sampleNames(at)}; repeat (constructor; [spelt_out; ${ENCLOSED} | ]); constructor`;
}
