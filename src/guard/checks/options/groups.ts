/** Parameter groups: parts with a step size, a schedule and a decay of their own. */

import type { ParameterGroup } from '../../../optimizer/optimizer.js';
import type { Check, CheckOutcome, Subject } from '../../check.js';
import { agreement, rounding } from '../agreement.js';
import { judgedInTurn } from '../in-turn.js';
import type { Problem } from '../problem.js';
import { trajectory } from '../problem.js';
import { entriesOf, partsAlone, partsProblem, takesWeightDecay } from './parts.js';
import { AFTER_PROTOCOL } from './prerequisites.js';

/** Whether weight decay is among what a group can have of its own. */
function decays(subject: Subject): boolean {
  return subject.algorithm === 'adamw' || takesWeightDecay(subject);
}

/** Groups in all forms: a step size of its own, the common one, a decay of its own, one of 0, and the common one. */
function groupings(subject: Subject): ParameterGroup[][] {
  const plain: ParameterGroup[][] = [
    [
      { parts: [0, 2], stepSize: 1 / 4 },
      { parts: [1, 3], stepSize: 1 / 16 },
    ],
    [{ parts: [3, 1] }, { parts: [0], stepSize: 1 / 2 }, { parts: [2], stepSize: 1 / 32 }],
  ];
  if (!decays(subject)) return plain;
  return [
    ...plain,
    [
      { parts: [0], weightDecay: 1 / 8 },
      { parts: [1], weightDecay: 0 },
      { parts: [2] },
      { parts: [3], stepSize: 1 / 4, weightDecay: 1 / 4 },
    ],
  ];
}

/** Groups with schedules of their own: falling, rising again, as long as the run, beside a number and beside the common one. */
const SCHEDULED: readonly (readonly ParameterGroup[])[] = [
  [
    { parts: [0, 2], stepSize: [1 / 2, 1 / 4, 1 / 8] },
    { parts: [1, 3], stepSize: [1 / 16, 1 / 4, 1 / 32, 1 / 2] },
  ],
  [{ parts: [3], stepSize: Array.from({ length: 12 }, (_, k) => 1 / (k + 2)) }, { parts: [0], stepSize: 1 / 16 }, { parts: [1, 2] }],
];

function words({ parts, stepSize, weightDecay }: ParameterGroup): string {
  const own = [
    ...(stepSize === undefined ? [] : [`step size ${typeof stepSize === 'number' ? stepSize : stepSize.join(', ')}`]),
    ...(weightDecay === undefined ? [] : [`weight decay ${weightDecay}`]),
  ];
  return `parts ${parts.join(', ')}, with ${own.length === 0 ? 'nothing' : own.join(' and ')} of their own`;
}

/** Every group against an instance that has nothing but it. */
function judgeGroups(subject: Subject, base: Problem, groups: readonly ParameterGroup[]): CheckOutcome {
  const problem = { ...base, hyperparameters: { ...base.hyperparameters, groups } };
  const got = trajectory(subject, problem);
  return judgedInTurn(groups, (group) => {
    const { parts, stepSize = base.stepSize, weightDecay } = group;
    const hyperparameters = weightDecay === undefined ? {} : { weightDecay };
    const alone = partsAlone(subject, base, [...parts].sort(), { stepSize, hyperparameters });
    const entries = entriesOf(base, parts);
    const due = got.map((params, k) => {
      const expected = params.slice();
      entries.forEach((j, i) => {
        expected[j] = alone[k]![i]!;
      });
      return expected;
    });
    const said = `${words(group)}, move otherwise than if they were all there is`;
    return agreement(problem, due, got, rounding(subject, problem, due, got), said);
  });
}

/** Normalised descent is left out: its step looks at the gradient of all parts. */
function applies(subject: Subject): boolean {
  return subject.options.includes('groups') && subject.algorithm !== 'normalized-gradient-descent';
}

/** Each grouping under a common step size that is constant, and under one that falls. */
function judgeAll(subject: Subject, groupings: readonly (readonly ParameterGroup[])[]): CheckOutcome {
  const base = partsProblem(subject, 'groups', 12);
  const constant = decays(subject) ? { ...base, hyperparameters: { ...base.hyperparameters, weightDecay: 1 / 16 } } : base;
  const falling = { ...constant, stepSize: [1 / 4, 1 / 8, 1 / 16] };
  return judgedInTurn(groupings, (groups) => judgedInTurn([constant, falling], (problem) => judgeGroups(subject, problem, groups)));
}

/** By step sizes that stay. */
export const groupsCheck: Check = {
  id: 'options/groups',
  group: 'options',
  title: 'every parameter group does what it would do alone, by its own step size and weight decay',
  applies,
  after: AFTER_PROTOCOL,
  judge: (subject) => judgeAll(subject, groupings(subject)),
};

/** By schedules. */
export const groupSchedulesCheck: Check = {
  id: 'options/groupSchedules',
  group: 'options',
  title: 'every parameter group takes the step sizes of its own schedule',
  applies: (subject) => applies(subject) && subject.options.includes('groupSchedules'),
  after: [...AFTER_PROTOCOL, 'options/groups'],
  judge: (subject) => judgeAll(subject, SCHEDULED),
};
