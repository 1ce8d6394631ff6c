/** Parameters that stay numbers. */

import { allFinite } from '../../numerics/vector.js';
import type { CheckOutcome, Subject } from '../check.js';
import { type Problem, stepsWitness, trajectory } from './problem.js';

/** Passes when a problem leaves all parameters finite; otherwise broken at the first step that does not. */
export function staysFinite(subject: Subject, problem: Problem): CheckOutcome {
  const run = trajectory(subject, problem);
  const bad = run.findIndex((params) => !allFinite(params));
  const params = run[bad];
  if (params === undefined) return { verdict: 'pass', slack: 1 };
  const note = `after step ${bad + 1} the parameters are (${shown(params)})`;
  return { verdict: 'broken', slack: Number.NEGATIVE_INFINITY, note, witness: stepsWitness(problem, bad + 1, [], params) };
}

/** Entries that a message shows of a vector. */
const SHOWN = 6;

/** The first entries of a vector, for a message. */
function shown(vector: Float64Array): string {
  return `${Array.from(vector.slice(0, SHOWN)).join(', ')}${vector.length > SHOWN ? ', ...' : ''}`;
}

/** The first problem whose parameters do not stay finite, or the outcome of the last. */
export function allStayFinite(subject: Subject, problems: Iterable<Problem>): CheckOutcome {
  for (const problem of problems) {
    const outcome = staysFinite(subject, problem);
    if (outcome.verdict === 'broken') return outcome;
  }
  return { verdict: 'pass', slack: 1 };
}
