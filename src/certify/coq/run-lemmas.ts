/** The lemmas about an enclosed run: inner products, one step for each activation pattern, bounds of each iterate. */

import { everySample } from '../../data/dataset.js';
import { largest, nth } from '../../numerics/lists.js';
import type { Bounded, RunWords } from './enclosed-run.js';
import { double } from './fraction.js';
import { sampleName, sampleNames } from './written-data.js';

/** The iterates as lists in the coefficients, the inner products with the samples, and the run. */
export function runDefinitions(words: RunWords): readonly string[] {
  const { at, moved, args, eta } = words;
  const iterate = moved.reduceRight((w, i) => `axpy c${i + 1} (feat ${sampleName(i)}) (${w})`, 'w0');
  return [
    `Definition eta := ${double(eta)}.`,
    'Notation run := (gd_run relu data eta w0).',
    `Definition at_ (${args} : R) := ${iterate}.`,
    ...everySample(at.data).flatMap((i) => [
      `Lemma product_${i + 1} ${args} : dot (at_ ${args}) (feat ${sampleName(i)}) = ${words.product(i)}.`,
      `Proof. unfold at_, w0, ${sampleNames(at)}; cbn [axpy dot feat]; lra. Qed.`,
    ]),
  ];
}

/** A step of gradient descent from each activation pattern of some iterates. */
export function stepLemmas(words: RunWords, iterates: readonly Bounded[]): readonly string[] {
  return ofEachPattern(words, iterates).flatMap((iterate) => stepLemma(words, iterate));
}

/** The loss at each activation pattern of some iterates. */
export function lossLemmas(words: RunWords, iterates: readonly Bounded[]): readonly string[] {
  return ofEachPattern(words, iterates).flatMap((iterate) => lossLemma(words, iterate));
}

function ofEachPattern(words: RunWords, iterates: readonly Bounded[]): readonly Bounded[] {
  return [...new Map(iterates.map((iterate) => [words.pattern(iterate), iterate])).values()];
}

function stepLemma(words: RunWords, from: Bounded): readonly string[] {
  const { at, args } = words;
  const exponents = everySample(at.data)
    .filter((i) => from.active[i])
    .map((i) => words.exponent(i));
  return [
    `Lemma step_${words.pattern(from)} ${args} : ${words.signs(from).join(' -> ')} ->`,
    `  gd_step relu data eta (at_ ${args}) = at_ ${words.next(from).join(' ')}.`,
    'Proof.',
    `  intros ${everySample(at.data)
      .map((i) => `H${i + 1}`)
      .join(' ')}. rewrite gd_step_added by (repeat constructor). rewrite size_is; unfold data; cbn [added].`,
    `  rewrite ${everySample(at.data)
      .map((i) => known('pull', words, from, i))
      .join(', ')}.`,
    `  unfold at_, w0, eta, ${sampleNames(at)}; cbn [axpy feat].`,
    ...exponents.map((exponent) => `  generalize (exp (${exponent})); intro.`),
    '  repeat (apply f_equal2; [lra | ]); reflexivity.',
    'Qed.',
  ];
}

function lossLemma(words: RunWords, at: Bounded): readonly string[] {
  const { args } = words;
  const samples = everySample(words.at.data);
  const terms = samples.map((i) => (at.active[i] ? `exp (${words.exponent(i)})` : '1'));
  return [
    `Lemma loss_${words.pattern(at)} ${args} : ${words.signs(at).join(' -> ')} -> loss relu data (at_ ${args}) = (${terms.join(' + ')}) / ${samples.length}.`,
    'Proof.',
    `  intros ${samples.map((i) => `H${i + 1}`).join(' ')}. unfold loss; rewrite size_is, (total_losses data); unfold data; cbn [losses].`,
    `  rewrite ${samples.map((i) => known('loss', words, at, i)).join(', ')}; lra.`,
    'Qed.',
  ];
}

/** A lemma of coq/Facts.v about one sample, applied. */
function known(what: 'pull' | 'loss', { at, args }: RunWords, { active }: Bounded, i: number): string {
  const product = `(product_${i + 1} ${args})`;
  if (!active[i]) return `(${what}_asleep ${sampleName(i)} _ _ ${product} H${i + 1})`;
  return `(${what}_${at.data.y[i] === 1 ? 'positive' : 'negative'} ${sampleName(i)} _ _ eq_refl ${product} H${i + 1})`;
}

/** That the bounds of each iterate hold; those of the last follow by \`next\` from any coefficients within those of the one before. */
export function runLemmas(words: RunWords, iterates: readonly Bounded[]): readonly string[] {
  const [first, ...later] = iterates;
  if (first === undefined) return [];
  return [...startLemma(words, first), ...later.flatMap((to, place) => nextLemmas(words, nth(iterates, place), to))];
}

function startLemma(words: RunWords, first: Bounded): readonly string[] {
  const zeros = words.moved.map(() => '0');
  return [
    `Lemma at_0 : ${reached(words, first)}.`,
    `Proof. exists ${zeros.join(', ')}; repeat split; try lra. cbn [gd_run]; unfold at_, w0, ${sampleNames(words.at)}; cbn [axpy feat]. repeat (apply f_equal2; [lra | ]); reflexivity. Qed.`,
  ];
}

/** That the bounds of an iterate follow from those of the one before. */
function nextLemmas(words: RunWords, from: Bounded, to: Bounded): readonly string[] {
  const { args, names } = words;
  const known = names.map((_, place) => `B${place + 1}`);
  const next = words.next(from);
  const split = names.length === 1 ? '' : `refine ${names.slice(1).reduce((rest) => `(conj _ ${rest})`, '_')}; `;
  return [
    `Lemma next_${to.k} ${args} : ${words.bounds(from, names).join(' -> ')} -> ${words.bounds(to, next).join(' /\\ ')}.`,
    `Proof. intros; ${split}interval with (i_prec ${precision(words)}). Qed.`,
    `Lemma at_${to.k} : ${reached(words, to)}.`,
    `Proof.`,
    `  destruct at_${from.k} as (${[...names, 'E', ...known].join(' & ')}). exists ${next.join(', ')}. split; [ | exact (next_${to.k} ${args} ${known.join(' ')})].`,
    `  rewrite (gd_run_S _ _ _ _ ${from.k}), E; apply step_${words.pattern(from)}; lra.`,
    'Qed.',
  ];
}

/** `exists c1 c2, run k = at_ c1 c2 /\ bounds`. */
function reached(words: RunWords, at: Bounded): string {
  return `exists ${words.args}, run ${at.k} = at_ ${words.args} /\\ ${words.bounds(at, words.names).join(' /\\ ')}`;
}

/** Bits for the tactic `interval`: enough for the bounds, which are whole multiples of 2^-precision. */
export function precision({ at }: RunWords): number {
  const size = Math.max(largest(at.rows.flat().map(Math.abs)), largest(at.input.start.map(Math.abs)), 1);
  return at.arithmetic.precision + 40 + 2 * (BigInt(Math.ceil(size)) - 1n).toString(2).length;
}
