/** Decoupled weight decay: what is taken off the parameters beside the step. */

import type { Check, CheckOutcome, Subject } from '../../check.js';
import { arithmeticOf } from '../../reference/arithmetic.js';
import { type DecayForm, decayForms } from '../../reference/decay.js';
import { type Problem, stepSizeAt } from '../problem.js';
import { standardProblem } from '../standard-problem.js';
import { type Compared, compareWith, differs, distanceOf } from './compare.js';
import { BESIDE_NORM, effectiveStepSize } from './effective.js';
import { AFTER_PROTOCOL } from './prerequisites.js';
import { type Setting, settingOf, settingsBeside } from './settings.js';

/** Steps without any gradient, under a schedule, at first: there the decay is all that moves w_k = w_0 (1 - ...)(1 - ...) ... */
function problems(subject: Subject): Problem[] {
  const base = standardProblem(subject, { seed: 'decoupled', dimension: 6, steps: 12, zeros: 0.15 });
  const schedule = [1 / 8, 1 / 4, 1 / 16, 1 / 8, 1 / 2, 1 / 32, 1 / 8, 1 / 64];
  const still = base.gradients.map((gradient, k) => (k < 3 ? gradient.map(() => 0) : gradient));
  return [base, { ...base, stepSize: schedule }, { ...base, stepSize: schedule, gradients: still }];
}

/** The run as it is due under a form: the step of the subject without decay, less its share of the parameters. */
function decayed(compared: Compared, form: DecayForm, setting: Setting): Compared {
  const arithmetic = arithmeticOf('float64');
  const lambda = arithmetic.exact(setting.weightDecay as number);
  const eta = (k: number) => arithmetic.exact(effectiveStepSize(stepSizeAt(compared.problem, k), k, setting));
  const due = compared.due.map((params, k) => {
    const { value } = form.share(arithmetic, lambda, eta(k), eta(0));
    return params.map((x, j) => x - value * compared.before[k]![j]!);
  });
  return { ...compared, due };
}

function judgeForm(subject: Subject, form: DecayForm, besideNorm: number): CheckOutcome {
  const own = settingOf('decoupledWeightDecay');
  let slack = 1;
  for (const beside of settingsBeside(subject, 'decoupledWeightDecay')) {
    const setting = { ...beside, ...own };
    for (const problem of problems(subject)) {
      const compared = decayed(compareWith(subject, problem, setting, { name: form.name, besideNorm, decay: 'beside' }), form, setting);
      const at = distanceOf(subject, compared);
      slack = Math.min(slack, 1 - at.ratio);
      if (at.ratio > 1) return differs(compared, setting, at, `the step without decay, less its share of the parameters (${form.name})`);
    }
  }
  return { verdict: 'pass', slack };
}

/** Tries each form; the first that every setting follows is told. */
export const decoupledCheck: Check = {
  id: 'options/decoupledWeightDecay',
  group: 'options',
  title: 'weight decay takes a share of the parameters off beside the step, which itself does not know of it',
  applies: ({ options }) => options.includes('decoupledWeightDecay'),
  after: AFTER_PROTOCOL,
  judge(subject) {
    const clips = subject.options.some((option) => option === 'clipNorm' || option === 'clipGlobalNorm');
    let first: CheckOutcome | undefined;
    for (const besideNorm of clips ? [0, BESIDE_NORM] : [0]) {
      for (const form of decayForms) {
        const outcome = judgeForm(subject, form, besideNorm);
        if (outcome.verdict === 'pass') return { ...outcome, conventions: [form.name] };
        first ??= outcome;
      }
    }
    return first!;
  },
};
