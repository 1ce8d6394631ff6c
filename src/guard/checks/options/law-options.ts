/** Momentum and dampening as options: the update law with them. */

import type { OptimizerOption } from '../../../optimizer/optimizer.js';
import type { Check, CheckOutcome, Subject } from '../../check.js';
import { conventionsFor } from '../../reference/published.js';
import { agreement, sameBits } from '../agreement.js';
import { judgedInTurn } from '../in-turn.js';
import { judgeProblems } from '../law.js';
import { givenHyperparameters } from '../law-identify.js';
import { ordinaryProblems, scheduleProblems } from '../law-problems.js';
import { stepsWitness, trajectory } from '../problem.js';
import { standardProblem } from '../standard-problem.js';
import { AFTER_PROTOCOL } from './prerequisites.js';
import { type Setting, settingOf, settingsBeside } from './settings.js';

type LawOption = 'momentum' | 'dampening';

/** Whether the guard knows a rule of the subject under the setting that is none of its plain rule. */
function hasRule(subject: Subject, setting: Setting): boolean {
  const { algorithm } = subject;
  return (
    algorithm !== 'other' &&
    conventionsFor(algorithm, { ...givenHyperparameters(subject), ...setting }) !== conventionsFor(algorithm, givenHyperparameters(subject))
  );
}

/** Without a rule it can only be told whether the option does anything. */
function hasEffect(subject: Subject, option: LawOption, setting: Setting): CheckOutcome {
  const problem = standardProblem(subject, { seed: 'options', dimension: 3, steps: 8 });
  const plain = trajectory(subject, problem);
  const changed = { ...problem, hyperparameters: { ...problem.hyperparameters, ...setting } };
  const same = agreement(changed, plain, trajectory(subject, changed), sameBits, '');
  if (same.verdict === 'broken') return { verdict: 'pass', slack: 1, note: 'has an effect; no rule of it is judged' };
  const last = plain[plain.length - 1] ?? [];
  return {
    verdict: 'broken',
    slack: -1,
    note: `${option} has no effect`,
    witness: stepsWitness(changed, problem.gradients.length, [], last),
  };
}

function judgeOption(subject: Subject, option: LawOption): CheckOutcome {
  const own = settingOf(option);
  const needed: readonly Setting[] = option === 'dampening' && subject.options.includes('momentum') ? [{ momentum: 1 / 2 }] : [{}];
  const beside = settingsBeside(subject, option).filter((setting) => {
    const names = Object.keys(setting);
    // Without momentum there is no buffer to dampen.
    return names.every((name) => name === 'momentum' || name === 'dampening') && !(option === 'dampening' && setting.momentum === 0);
  });
  const ruled = [...needed, ...beside].map((more) => ({ ...more, ...own })).filter((setting) => hasRule(subject, setting));
  const judged = judgedInTurn(ruled, (setting) => {
    const given = { ...givenHyperparameters(subject), ...setting };
    const problems = [...ordinaryProblems(subject), ...scheduleProblems(subject)].map((problem) => ({
      ...problem,
      hyperparameters: given,
    }));
    return judgeProblems(subject, problems, given, true);
  });
  return judged.verdict === 'broken' || hasRule(subject, { ...needed[0], ...own })
    ? judged
    : hasEffect(subject, option, { ...needed[0], ...own });
}

function lawOption(option: LawOption & OptimizerOption, title: string): Check {
  return {
    id: `options/${option}`,
    group: 'options',
    title,
    applies: (subject) => subject.options.includes(option),
    after: [...AFTER_PROTOCOL, 'law/rule'],
    judge: (subject) => judgeOption(subject, option),
  };
}

/** The update law under these options, where the algorithm has one. */
export const lawOptionChecks: readonly Check[] = [
  lawOption('momentum', 'with momentum the steps follow a published form of the rule with it'),
  lawOption('dampening', 'with dampening the steps follow a published form of the rule with it'),
];
