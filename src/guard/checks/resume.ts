/** Saving and loading. */

import type { Check, CheckOutcome, Subject, SubjectState } from '../check.js';
import { agreement, sameBits } from './agreement.js';
import { createFor, type Problem, trajectory } from './problem.js';
import { standardProblem } from './standard-problem.js';

/** Steps before the state is saved: none, a few, and enough for averages to differ. */
const SAVED_AFTER = [0, 1, 5, 12] as const;

type Storing = Required<SubjectState>;

const stores = (state: SubjectState): state is Storing => state.save !== undefined && state.load !== undefined;

/** Parameters after each step of the rest of a problem. */
function goOn(state: SubjectState, problem: Problem, params: Float64Array, from: number): Float64Array[] {
  return problem.gradients.slice(from).map((gradient) => {
    state.step(params, Float64Array.from(gradient));
    return params.slice();
  });
}

/** A state as it comes back from a file. @throws what JSON.stringify throws of cycles */
function throughJson(saved: unknown): unknown {
  const text = JSON.stringify(saved);
  return text === undefined ? undefined : JSON.parse(text);
}

function judgeSaved(subject: Subject, problem: Problem, count: number): CheckOutcome {
  const due = trajectory(subject, problem);
  const first = createFor(subject, problem) as Storing;
  const params = Float64Array.from(problem.start);
  for (const gradient of problem.gradients.slice(0, count)) first.step(params, Float64Array.from(gradient));
  const start = Array.from(params);
  const saved = throughJson(first.save());
  const rest: Problem = { ...problem, start, gradients: problem.gradients.slice(count) };
  const later = due.slice(count);
  const undisturbed = agreement(
    rest,
    later,
    goOn(first, problem, params, count),
    sameBits,
    `after save at step ${count} the instance itself differs`,
  );
  if (undisturbed.verdict === 'broken') return withoutWitness(undisturbed);
  for (const used of [false, true]) {
    const second = createFor(subject, problem) as Storing;
    // What a used instance remembers must all be replaced.
    if (used) goOn(second, problem, Float64Array.from(problem.start), 9);
    second.load(structuredClone(saved));
    const got = goOn(second, problem, Float64Array.from(start), count);
    const said = `saved after ${count} ${count === 1 ? 'step' : 'steps'} and loaded into ${used ? 'a used' : 'a new'} instance it goes on otherwise`;
    const outcome = agreement(rest, later, got, sameBits, said);
    if (outcome.verdict === 'broken') return withoutWitness(outcome);
  }
  return undisturbed;
}

/** The steps alone do not show what was saved and loaded. */
function withoutWitness({ witness: _, ...outcome }: CheckOutcome): CheckOutcome {
  return outcome;
}

/** State that does not all come back from a checkpoint. */
export const resume: Check = {
  id: 'protocol/resume',
  group: 'protocol',
  title: 'a state that is saved, written as JSON and loaded goes on as if nothing had happened, to the bit',
  applies: () => true,
  needs: 'save and load',
  after: ['protocol/determinism'],
  judge(subject) {
    const base = standardProblem(subject, { dimension: 4, steps: 20, zeros: 0.2 });
    if (!stores(createFor(subject, base))) return { verdict: 'inapplicable', slack: Number.NaN, note: 'has no save and load' };
    const scheduled = { ...base, stepSize: Array.from({ length: 20 }, (_, k) => 1 / (8 + k)) };
    for (const problem of [base, scheduled]) {
      for (const count of SAVED_AFTER) {
        const outcome = judgeSaved(subject, problem, count);
        if (outcome.verdict === 'broken') return outcome;
      }
    }
    return { verdict: 'pass', slack: 1 };
  },
};
