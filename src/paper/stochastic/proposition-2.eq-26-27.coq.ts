/** The refutation of eqs. 26 and 27 for Coq: a draw that moves nothing while a sample is misclassified, against a positive bound. */

import { fraction, innerProduct, larger, literal, smaller } from '../../certify/coq/fraction.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { memberOf } from '../../certify/coq/start-lemmas.js';
import { sampleName, sampleNames } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { everySample, labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { absolute } from '../../numerics/rational.js';
import { appliedToIdleDraw, idleDrawLemmas, wrongAtStart } from './idle-draw.coq.js';

/** With the least inner products as they are, C = 1 + |w_0|^2 and D = 1 + the largest |x_i|^2. */
export const leastMoveForCoq = coqWriter((at) => {
  const { data, rows } = at;
  mustHold(data.positives.length > 0 && data.negatives.length > 0, 'the samples are of one label');
  const [within, across, among] = [leastOf(at, 1, 1), leastOf(at, 1, -1), leastOf(at, -1, -1)];
  const wrong = wrongAtStart(at);
  const first = nth(data.positives, 0);
  const names = sampleNames(at);
  const least = `unfold at_least, data, positives, negatives, ${names}; split_labels; each_least`;
  const bound = `Rmin (exp (- (C * D)) * ${within}) ${across}`;
  const longest = data.positives.map((i) => innerProduct(nth(rows, i), nth(rows, i))).reduce(larger);
  return {
    lemmas: [
      ...idleDrawLemmas(at),
      'Definition C := 1 + sqnorm w0.',
      `Definition D := 1 + ${literal(longest)}.`,
      'Lemma is_C t : norm (sgd_run relu data draws (power_steps alpha) w0 t) <= C. Proof. rewrite rests; apply norm_le. Qed.',
      'Lemma is_D : Forall (fun s => norm (feat s) <= D) (positives data).',
      `Proof. unfold data, positives, ${names}; split_labels; repeat (constructor; [apply norm_below; unfold D, sqnorm; cbn [dot feat]; lra | ]); constructor. Qed.`,
      'Lemma is_wrong : ~ in_region data (sgd_run relu data draws (power_steps alpha) w0 0).',
      `Proof. rewrite rests; intro H. assert (K := at_member _ _ _ H ${memberOf(wrong)}). cbv beta in K. rewrite start_${wrong + 1} in K; unfold ${sampleName(wrong)} in K; cbn [label] in K; lra. Qed.`,
      ...[
        ['within', within, 'positives', 'positives'],
        ['across', across, 'positives', 'negatives'],
        ['among', among, 'negatives', 'negatives'],
      ].map(([name, value, a, b]) => `Lemma ${name} : at_least ${value} (${a} data) (${b} data). Proof. ${least}. Qed.`),
    ],
    tactics: [
      `intro claim. destruct (${appliedToIdleDraw(at, `C D ${within} ${across} ${among}`)}`,
      '  ltac:(lra) ltac:(lra) ltac:(lra) within across among is_C is_D 0%nat is_wrong) as [H _].',
      `assert (K := at_member _ _ _ H (in_positives ${sampleName(first)} data ${memberOf(first)} eq_refl)). cbv beta in K. rewrite !rests in K.`,
      `assert (0 < power_steps alpha 0) by apply exp_pos. assert (0 < ${bound}).`,
      '{ apply Rmin_glb_lt; [apply Rmult_lt_0_compat; [apply exp_pos | lra] | lra]. }',
      `assert (0 < power_steps alpha 0 * ${bound}) by (apply Rmult_lt_0_compat; assumption). lra.`,
    ],
  };
});

/** The least |x_i.x_j| over samples of two labels. */
function leastOf({ data, rows }: Setting, a: 1 | -1, b: 1 | -1): string {
  const of = (label: 1 | -1): readonly number[] => everySample(data).filter((i) => labelOf(data, i) === label);
  const sizes = of(a).flatMap((i) =>
    of(b).map((j) => {
      const { numerator, denominator } = innerProduct(nth(rows, i), nth(rows, j));
      return fraction(absolute(numerator), denominator);
    }),
  );
  return literal(sizes.reduce(smaller));
}
