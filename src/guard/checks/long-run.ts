/** Ten thousand steps, which two checks look at. */

import type { Subject } from '../check.js';
import { beatsSteadily, coordinatewise, multiplicative } from './applicability.js';
import { type Problem, trajectory } from './problem.js';
import { standardProblem } from './standard-problem.js';

/** A problem and what the subject makes of it. */
interface Run {
  readonly problem: Problem;
  /** Parameters after each step. */
  readonly run: readonly Float64Array[];
}

const STEPS = 10_000;

/** Gradients 1, -1/2, 1, -1/2, ... of one coordinate. */
const beat = (_: unknown, k: number): number => (k % 2 === 0 ? 1 : -1 / 2);

/** One coordinate under gradients on a lattice; in front of it, where each coordinate is by itself, one under the beat. */
function longProblem(subject: Subject): Problem {
  const problem = standardProblem(subject, { seed: 'long', dimension: 1, steps: STEPS });
  // Steps in proportion to the parameters would carry them out of range.
  if (multiplicative(subject)) return { ...problem, stepSize: 1 / 1024 };
  if (!coordinatewise(subject) || !beatsSteadily(subject)) return problem;
  return { ...problem, start: [0, ...problem.start], gradients: problem.gradients.map((gradient, k) => [beat(gradient, k), ...gradient]) };
}

const runs = new WeakMap<Subject, Run>();

/** The long run of a subject, asked of it once: its rule is judged by it, and where there is a beat, that. */
export function longRun(subject: Subject): Run {
  let known = runs.get(subject);
  if (known === undefined) {
    const problem = longProblem(subject);
    known = { problem, run: trajectory(subject, problem) };
    runs.set(subject, known);
  }
  return known;
}

/** A run whose first coordinate is under the beat; the long run where it has such a coordinate. */
export function beatingRun(subject: Subject): Run {
  if (coordinatewise(subject)) return longRun(subject);
  const problem = {
    ...standardProblem(subject, { dimension: 1, steps: 1 }),
    start: [0],
    gradients: Array.from({ length: STEPS }, (_, k) => [beat(_, k)]),
  };
  return { problem, run: trajectory(subject, problem) };
}
