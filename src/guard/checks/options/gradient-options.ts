/** Options that change the gradient or the step size, judged by the subject without them. */

import type { OptimizerOption } from '../../../optimizer/optimizer.js';
import type { Check, CheckOutcome, Subject } from '../../check.js';
import { takesShapes } from '../../neutral-options.js';
import { matrixMethod } from '../applicability.js';
import type { Problem } from '../problem.js';
import { standardProblem } from '../standard-problem.js';
import { compareWith, differs, distanceOf } from './compare.js';
import { MANNERS, type Manner } from './effective.js';
import { AFTER_PROTOCOL } from './prerequisites.js';
import { type Setting, settingOf, settingsBeside } from './settings.js';

/** Gradients with norms on both sides of the clips, zeros among them, constant steps and a schedule; parts where there are any. */
function problems(subject: Subject): Problem[] {
  const rate = [1 / 8, 1 / 8, 1 / 16, 1 / 4, 1 / 32, 1 / 8, 1 / 64, 1 / 8];
  const ordinary = standardProblem(subject, { seed: 'options', dimension: 6, steps: 14, zeros: 0.15 });
  const small = standardProblem(subject, { seed: 'options small', dimension: 6, steps: 10, most: 4, unit: 1 / 16 });
  const parts = {
    shapes: matrixMethod(subject)
      ? [
          [2, 2],
          [1, 2],
        ]
      : [[2, 2], [2]],
  };
  return [
    ordinary,
    small,
    { ...ordinary, stepSize: rate },
    ...(takesShapes(subject) ? [{ ...ordinary, hyperparameters: { ...ordinary.hyperparameters, ...parts } }] : []),
  ];
}

/** What each option comes to, in words for a report. */
const MEANING: Partial<Readonly<Record<OptimizerOption, string>>> = {
  weightDecay: 'the gradient counts as g + lambda w',
  maximize: 'the gradient counts as -g',
  learningRateDecay: 'the step size counts as eta_k / (1 + k d)',
  clipValue: 'every entry counts as at most the bound',
  clipNorm: 'every part counts as at most as long as the bound',
  clipGlobalNorm: 'the whole gradient counts as at most as long as the bound',
};

/** True when the option changes no bit of a run. */
function hasNoEffect(subject: Subject, problem: Problem, beside: Setting, option: Setting): boolean {
  const withOption = compareWith(subject, problem, { ...beside, ...option }, MANNERS[0]!).got;
  const without = compareWith(subject, problem, beside, MANNERS[0]!).got;
  return withOption.every((params, k) => params.every((x, j) => Object.is(x, without[k]![j])));
}

/** The outcome by one manner: the first difference, or the least slack. */
function judgeManner(subject: Subject, option: OptimizerOption, manner: Manner): CheckOutcome {
  const own = settingOf(option);
  let slack = 1;
  for (const beside of settingsBeside(subject, option)) {
    const decoupled = subject.options.includes('decoupledWeightDecay') && beside.weightDecay !== undefined;
    // Decoupled decay is judged by a check of its own.
    if (decoupled) continue;
    const setting = { ...beside, ...own };
    for (const problem of problems(subject)) {
      const compared = compareWith(subject, problem, setting, manner);
      const at = distanceOf(subject, compared);
      slack = Math.min(slack, 1 - at.ratio);
      if (at.ratio <= 1) continue;
      const idle = hasNoEffect(subject, problem, beside, own);
      return differs(compared, setting, at, idle ? `${option} has no effect` : MEANING[option]!);
    }
  }
  return { verdict: 'pass', slack };
}

function judgeOption(subject: Subject, option: OptimizerOption): CheckOutcome {
  const norms = subject.options.some((other) => other === 'clipNorm' || other === 'clipGlobalNorm');
  const orders = norms || subject.options.includes('clipValue');
  const manners = MANNERS.filter(({ besideNorm, decay }) => (norms || besideNorm === 0) && (orders || decay === 'after'));
  let first: CheckOutcome | undefined;
  for (const manner of manners) {
    const outcome = judgeManner(subject, option, manner);
    if (outcome.verdict === 'pass') return { ...outcome, ...(manner === MANNERS[0] ? {} : { conventions: [manner.name] }) };
    first ??= outcome;
  }
  return first!;
}

function optionCheck(option: OptimizerOption): Check {
  return {
    id: `options/${option}`,
    group: 'options',
    title: `with and without ${option}: ${MEANING[option]}, whatever the other options are`,
    applies: ({ options }) => options.includes(option),
    after: AFTER_PROTOCOL,
    judge: (subject) => judgeOption(subject, option),
  };
}

/** One check an option. */
export const gradientOptionChecks: readonly Check[] = (Object.keys(MEANING) as OptimizerOption[]).map(optionCheck);
