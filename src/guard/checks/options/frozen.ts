/** Frozen parts: never moved, and without an effect on the others. */

import type { Check, CheckOutcome, Subject } from '../../check.js';
import { agreement, rounding, sameBits } from '../agreement.js';
import { judgedInTurn } from '../in-turn.js';
import { type Problem, trajectory } from '../problem.js';
import { entriesOf, partsAlone, partsProblem, takesWeightDecay } from './parts.js';
import { AFTER_PROTOCOL } from './prerequisites.js';

/** Each part frozen by itself, and all but one. */
const FROZEN: readonly (readonly boolean[])[] = [
  [true, false, false, false],
  [false, true, false, false],
  [false, false, false, true],
  [true, false, true, true],
];

function judgeFrozen(subject: Subject, base: Problem, frozen: readonly boolean[]): CheckOutcome {
  const problem = { ...base, hyperparameters: { ...base.hyperparameters, frozen } };
  const got = trajectory(subject, problem);
  const [still, free] = [true, false].map((state) => frozen.flatMap((is, part) => (is === state ? [part] : []))) as [number[], number[]];
  const resting = got.map((params) => {
    const expected = params.slice();
    for (const j of entriesOf(base, still)) expected[j] = base.start[j]!;
    return expected;
  });
  const rest = agreement(problem, resting, got, sameBits, `part ${still.join(', ')} is frozen and moves`);
  if (rest.verdict === 'broken' || subject.algorithm === 'normalized-gradient-descent') return rest;
  const alone = partsAlone(subject, base, free);
  const due = got.map((params, k) => {
    const expected = params.slice();
    entriesOf(base, free).forEach((j, i) => {
      expected[j] = alone[k]![i]!;
    });
    return expected;
  });
  const said = `beside the frozen part ${still.join(', ')} the others move otherwise than alone`;
  return agreement(problem, due, got, rounding(subject, problem, due, got), said);
}

/** Frozen parts get ordinary gradients all the same, which are not for them. */
export const frozenCheck: Check = {
  id: 'options/frozen',
  group: 'options',
  title: 'a frozen part never moves, decay included, and the others move as if it were not there',
  applies: ({ options }) => options.includes('frozen'),
  after: AFTER_PROTOCOL,
  judge(subject) {
    const base = partsProblem(subject, 'frozen', 10);
    const problem = takesWeightDecay(subject) ? { ...base, hyperparameters: { ...base.hyperparameters, weightDecay: 1 / 8 } } : base;
    return judgedInTurn(FROZEN, (frozen) => judgeFrozen(subject, problem, frozen));
  },
};
