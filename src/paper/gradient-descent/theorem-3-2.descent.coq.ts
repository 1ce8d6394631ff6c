/** The refutation of monotone descent for Coq: a step below 2/beta that raises the loss, from an enclosed iterate. */

import { isBelow } from '../../certify/arithmetic/interval.js';
import { type Bounded, nearestTo, RunWords, start, stepFrom, totalOf } from '../../certify/coq/enclosed-run.js';
import { literal } from '../../certify/coq/fraction.js';
import { type CoqProof, coqWriter } from '../../certify/coq/proof-file.js';
import { lossLemmas, precision, runDefinitions, runLemmas, stepLemmas } from '../../certify/coq/run-lemmas.js';
import { betaOf, smallStepLemma } from '../../certify/coq/small-step.js';
import { writtenData } from '../../certify/coq/written-data.js';
import { type Setting, settingOf } from '../../certify/enclosure/setting.js';
import { constantStep } from '../../certify/enclosure/step-size.js';
import { mustHold, Undecided } from '../../certify/undecided.js';

/** Steps that are looked at. */
const MOST_STEPS = 400;
/** Bounds of coefficients that a file proves at most: each costs Coq some tenths of a second. */
const MOST_BOUNDS = 60;

/**
 * Follows the run up to the first step that raises the loss and is small. Where that is far out, what is proved is about the run from the
 * double nearest to the iterate there: the start can be any.
 */
export const riseForCoq = coqWriter((at) => prove(at, true));

function prove(at: Setting, mayRestart: boolean): CoqProof {
  const { eta, count } = constantStep(at);
  const iterates: Bounded[] = [start(at)];
  for (let before = start(at); before.k < Math.min(count, MOST_STEPS); ) {
    const after = stepFrom(at, before, eta);
    iterates.push(after);
    if (isBelow(totalOf(at, before), totalOf(at, after))) {
      const words = new RunWords(at, eta, iterates);
      if (before.k * words.moved.length > MOST_BOUNDS) {
        mustHold(mayRestart, 'the run is too long');
        return prove(settingOf({ ...at.input, start: nearestTo(at, before) }, at.arithmetic.precision), false);
      }
      const proof = proofOf(words, iterates, before, after);
      if (proof !== undefined) return proof;
    }
    before = after;
  }
  throw new Undecided('the loss rises at no step that is followed and small');
}

function proofOf(words: RunWords, iterates: readonly Bounded[], before: Bounded, after: Bounded): CoqProof | undefined {
  const small = smallOrNone(words, before, after);
  if (small === undefined) return undefined;
  const { at, args, names } = words;
  const known = names.map((_, place) => `B${place + 1}`);
  const reached = names.map((_, place) => `N${place + 1}`);
  const next = words.next(before).join(' ');
  const [from, to] = [words.pattern(before), words.pattern(after)];
  const open = `  destruct at_${before.k} as (${[...names, 'E', ...known].join(' & ')}). destruct (conj I (next_${after.k} ${args} ${known.join(' ')})) as (_ & ${reached.join(' & ')}).`;
  const step = `rewrite E, (step_${from} ${args}) by lra`;
  const lemmas = [
    ...writtenData(at),
    ...runDefinitions(words),
    '',
    ...stepLemmas(words, iterates.slice(0, -1)),
    ...lossLemmas(words, [before, after]),
    '',
    ...runLemmas(words, iterates),
    '',
    ...small,
    `Lemma small : small_step data eta (run ${before.k}).`,
    'Proof.',
    open,
    `  split; [unfold eta; lra | exists ${literal(betaOf(words.eta))}; split; [unfold eta; lra | ]]. intros t Ht u Hu.`,
    `  ${step}. rewrite E in Hu. apply (curvature_is ${args} ${next}); auto.`,
    'Qed.',
    `Lemma rises : loss relu data (run ${before.k}) < loss relu data (gd_step relu data eta (run ${before.k})).`,
    'Proof.',
    open,
    `  ${step}. rewrite (loss_${from} ${args}), (loss_${to} ${next}) by lra.`,
    `  apply Rminus_gt_0_lt. interval with (i_prec ${precision(words)}).`,
    'Qed.',
  ];
  const tactics = [
    `intro claim. assert (H := claim ${at.data.d}%nat data (run ${before.k}) eta is_data (gd_run_length _ _ _ _ _) small). assert (R := rises). lra.`,
  ];
  return { lemmas, tactics };
}

function smallOrNone(words: RunWords, before: Bounded, after: Bounded): readonly string[] | undefined {
  try {
    return smallStepLemma(words, before, after);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}
