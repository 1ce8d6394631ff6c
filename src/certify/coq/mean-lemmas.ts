/** For Coq: expectations over draws of runs that stay in the separable region, spelt out as numbers at a small step where a display fails. */

import { nth } from '../../numerics/lists.js';
import { firstFailure, type Refutation } from '../display-fails.js';
import type { EnumeratedStep } from '../enclosure/enumeration.js';
import { paperExponent } from '../enclosure/exponent.js';
import { dataSettingOf, neuronOf, type Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { double, list } from './fraction.js';
import { bestWithMargin, reachLemma } from './margin-lemmas.js';
import { type CoqProof, type CoqWriter, coqWriter } from './proof-file.js';
import { regionLemmas } from './region-lemmas.js';
import { sampleName, sampleNames } from './written-data.js';

/** Iterates of the last step that a file spells out, and samples: more take Coq minutes. */
const MOST_ITERATES = 9;
const MOST_SAMPLES = 24;
/** The tactic for an inequality between numbers that are spelt out. */
export const ENCLOSED = 'interval with (i_prec 80)';

/** A display as a proposition of coq/Means.v states it. */
interface DisplayForCoq {
  /** The display that our arithmetic refutes, and how. */
  readonly refutation: Refutation<EnumeratedStep>;
  /** The arguments of the proposition after k, data, alpha and w0 as written, such as `u t stays`. */
  readonly applied: (words: DisplayWords) => string;
  /** Whether the two sides of the display are said to be equal; else one at most the other. */
  readonly equal?: boolean;
  /** Further lemmas that the application needs. */
  readonly lemmas?: (at: Setting) => readonly string[];
  /** A tactic that leaves the display alone in H, where the proposition says more. */
  readonly part?: (place: number) => string;
}

/** The words that a proposition is applied to. */
interface DisplayWords {
  /** The u at which the display fails. */
  readonly u: string;
  /** The step at which it fails, as a number of type nat. */
  readonly t: string;
  /** The step before. */
  readonly before: string;
}

/** A writer for a display about all runs in the separable region. */
export function displayWriter(display: DisplayForCoq): CoqWriter {
  return coqWriter((at) => displayProof(thinned(at), display), ['Means', 'Draws']);
}

/** The case with fewer copies of its negatives, where it has too many samples to spell out. */
function thinned(at: Setting): Setting {
  const { x, y } = at.input.data;
  const keys = x.map((row) => row.join());
  const isCopy = (i: number): boolean => y[i] === -1 && keys.indexOf(nth(keys, i)) < i;
  const kinds = keys.filter((_, i) => !isCopy(i)).length;
  let spare = Math.max(0, MOST_SAMPLES - kinds);
  const kept = keys.flatMap((_, i) => (!isCopy(i) || spare-- > 0 ? [i] : []));
  const data = { x: kept.map((i) => nth(x, i)), y: kept.map((i) => nth(y, i)) };
  return at.data.n <= MOST_SAMPLES ? at : neuronOf(dataSettingOf({ ...at.input, data }, at.arithmetic.precision));
}

function displayProof(at: Setting, { refutation, applied, equal = false, lemmas = () => [], part = () => '' }: DisplayForCoq): CoqProof {
  const { steps } = at.input;
  mustHold(steps.kind === 'power', 'the step sizes are not powers');
  mustHold(at.data.n <= MOST_SAMPLES, 'there are too many samples to spell out');
  mustHold(at.data.positives.length > 0, 'no sample is positive');
  const branches = at.data.positives.length + 1;
  let most = 0;
  for (let iterates = branches; iterates <= MOST_ITERATES; iterates *= branches) most++;
  const first = { ...at, input: { ...at.input, steps: { ...steps, count: Math.min(steps.count, most) } } };
  const { t, place } = firstFailure(first, { ...refutation, onlySeparable: true });
  const { data } = at;
  const names = data.positives.map(sampleName);
  const zero = Array(data.d).fill(0);
  const given = Array.from({ length: data.d }, (_, j) => at.input.vectors?.u?.[j] ?? 0);
  const u = place === 2 ? `(comparison (scaled (/ norm u) u) (/ norm u) ${t})` : list(place === 0 ? zero : given);
  const words = { u, t: `${t}%nat`, before: `${t - 1}%nat` };
  return {
    lemmas: [...regionLemmas(at), ...meanLemmas(at), ...bestWithMargin(at), ...reachLemma(at), ...lemmas(at)],
    tactics: [
      `intro claim. assert (H := claim ${data.d}%nat data alpha w0 ${applied(words)}). cbv zeta in H.${part(place)}`,
      'revert H.',
      'unfold squared_bound, weighted_losses, weighted_squares, rates; cbn [sum_before].',
      'rewrite ?square_is, ?excess_is; unfold mean_vector; cbn [seq map]; rewrite ?is_calm.',
      `unfold reduced_loss, reduced_grad; rewrite ?listed; unfold ${['w0', 'alpha', 'u', 'B', ...names].join(', ')}.`,
      `spelt_out. ${equal ? `first [apply Rlt_not_eq; ${ENCLOSED} | apply not_eq_sym, Rlt_not_eq; ${ENCLOSED}]` : `apply Rlt_not_le; ${ENCLOSED}`}.`,
    ],
  };
}

/** The lemmas `run_stays`, and `is_calm`, `square_is` and `excess_is` on expectations. */
function meanLemmas(at: Setting): readonly string[] {
  const { data } = at;
  const [acting, idle] = [`[${data.positives.map(sampleName).join('; ')}]`, data.negatives.length];
  const mean = (g: string): string => `mean_at data alpha w0 t (${g})`;
  const inside = 'rewrite listed, size_is. reflexivity';
  return [
    `Definition alpha := ${double(paperExponent(at).alpha)}.`,
    `Lemma run_stays : staying ${data.d} data alpha w0.`,
    'Proof. split; [exact is_data | split; [reflexivity | split; [unfold alpha; lra | intros draws H t; exact (region_drawn _ draws t H)]]]. Qed.',
    `Lemma others : size (negatives data) = ${idle}.`,
    `Proof. unfold size, negatives, data, ${sampleNames(at)}; split_labels; cbn [length INR]; lra. Qed.`,
    `Lemma is_calm t g : ${mean('g')} = calm ${acting} ${idle} ${data.n} (power_steps alpha) w0 t g.`,
    `Proof. rewrite (mean_calm ${data.d} data alpha w0 t g run_stays), listed, others, size_is. reflexivity. Qed.`,
    `Lemma square_is t : ${mean('sampled_square data')} =`,
    `  ${mean(`fun v => sum_over ${acting} (fun s => exp (- dot v (feat s)) ^ 2 * sqnorm (feat s)) / ${data.n}`)}.`,
    `Proof. rewrite (mean_square ${data.d} data alpha w0 t run_stays). ${inside}. Qed.`,
    `Lemma excess_is t : ${mean('excess_loss data')} =`,
    `  ${mean(`fun v => sum_over ${acting} (fun s => exp (- dot v (feat s))) / ${data.n}`)}.`,
    `Proof. rewrite (mean_excess ${data.d} data alpha w0 t run_stays). ${inside}. Qed.`,
  ];
}
