/** The refutation of the special cases as printed for Coq: where nothing is active, the gradient at a = 0 is zero and the linear model's is not. */

import { innerProduct, list, literal } from '../../certify/coq/fraction.js';
import { type CoqProof, coqWriter } from '../../certify/coq/proof-file.js';
import { asleepLemma, startLemmas, startProduct } from '../../certify/coq/start-lemmas.js';
import { sampleName, separatorEntries, writtenData } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { everySample, labelOf } from '../../data/dataset.js';

/** Both gradients against a separator u. */
export const swappedForCoq = coqWriter((at: Setting): CoqProof => {
  const { data, rows } = at;
  const samples = everySample(data);
  const u = separatorEntries(at);
  const pulls = (model: string): string => samples.map((i) => `(${model} ${sampleName(i)} w0 _ start_${i + 1})`).join(', ');
  return {
    lemmas: [
      ...writtenData(at),
      ...startLemmas(at),
      ...asleepLemma(at),
      `Definition u : vec := ${list(u)}.`,
      ...samples.flatMap((i) => [
        `Lemma towards_${i + 1} : dot (feat ${sampleName(i)}) u = ${literal(innerProduct(rows[i] ?? [], u))}.`,
        `Proof. unfold u, ${sampleName(i)}; cbn [dot feat]; lra. Qed.`,
      ]),
    ],
    tactics: [
      `intro claim. destruct (claim ${data.d}%nat data w0 is_data eq_refl) as [[_ H] _]. apply (f_equal (fun v => dot v u)) in H.`,
      'unfold grad in H; rewrite size_is in H; unfold data in H; cbn [added] in H.',
      `rewrite ${pulls('pull_leaky_0')} in H by lra. rewrite ${pulls('pull_linear')} in H.`,
      'rewrite !dot_axpy in H by (rewrite ?axpy_length, ?zeros_length; reflexivity). rewrite !dot_zeros_left in H.',
      `rewrite ${samples.map((i) => `!towards_${i + 1}`).join(', ')} in H. cbn [label ${samples.map(sampleName).join(' ')}] in H.`,
      ...samples.map((i) => `assert (P${i + 1} := exp_pos (- ${labelOf(data, i) === 1 ? '(1)' : '-1'} * (${startProduct(at, i)}))).`),
      'lra.',
    ],
  };
});
