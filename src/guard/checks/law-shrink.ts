/** Shrinking a problem on which a subject fits no candidate: fewer steps, fewer coordinates, smaller numbers. */

import type { Subject } from '../check.js';
import type { Candidate } from './law-candidate.js';
import { type Identification, identify } from './law-identify.js';
import type { Problem } from './problem.js';

/** A deviation must stay this far beyond its tolerance while the problem shrinks, or as far as it was. */
const CLEAR = 8;

/** Steps of the subject that shrinking may spend. */
const BUDGET = 10_000;

/** A problem with what the subject makes of it. */
export interface Broken {
  readonly problem: Problem;
  readonly found: Identification;
}

/** The smallest problem found near the given one that no candidate fits. */
export function shrink(subject: Subject, problem: Problem, candidates: readonly Candidate[]): Broken {
  let best = cut({ problem, found: identify(subject, problem, candidates) });
  const least = Math.min(CLEAR, best.found.ratio);
  let budget = BUDGET;
  for (let improved = true; improved; ) {
    improved = false;
    for (const tried of simpler(best.problem)) {
      if (complexity(tried) >= complexity(best.problem)) continue;
      budget -= tried.gradients.length;
      if (budget < 0) return best;
      const found = identify(subject, tried, candidates);
      if (found.fitting.length > 0 || !(found.ratio >= least)) continue;
      best = cut({ problem: tried, found });
      improved = true;
      break;
    }
  }
  return best;
}

/** Only the steps up to the first that the nearest candidate does not explain. */
function cut({ problem, found }: Broken): Broken {
  const steps = found.nearest.agreed + 1;
  return { problem: { ...problem, gradients: problem.gradients.slice(0, steps) }, found };
}

/** Smaller problems, the boldest first. */
function* simpler(problem: Problem): Generator<Problem> {
  const { gradients, start } = problem;
  // The shapes of the parts fix how many coordinates there are.
  const free = problem.hyperparameters.shapes === undefined;
  for (let j = 0; free && start.length > 1 && j < start.length; j++) yield coordinates(problem, (_, i) => i === j);
  for (let j = 0; free && start.length > 1 && j < start.length; j++) yield coordinates(problem, (_, i) => i !== j);
  // One value throughout but for the last gradient reads well however many steps it takes.
  const last = gradients.length - 1;
  for (const value of [0, 1]) yield { ...problem, gradients: gradients.map((gradient, k) => gradient.map(() => (k === last ? 1 : value))) };
  for (let size = gradients.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from + size < gradients.length; from += size) {
      yield { ...problem, gradients: [...gradients.slice(0, from), ...gradients.slice(from + size)] };
    }
  }
  yield { ...problem, start: start.map(() => 0) };
  for (const value of [1, 1 / 2]) yield { ...problem, stepSize: value };
  // Long problems keep their gradients: each try costs a run.
  if (gradients.length > 64) return;
  for (const [k, gradient] of gradients.entries()) {
    for (const j of gradient.keys()) {
      for (const value of [0, 1, -1]) {
        yield { ...problem, gradients: gradients.map((one, l) => (l === k ? one.map((x, i) => (i === j ? value : x)) : one)) };
      }
    }
  }
}

/** How much there is to read in a problem. */
function complexity({ start, gradients, stepSize }: Problem): number {
  const numbers = [...start, ...gradients.flat(), ...(typeof stepSize === 'number' ? [stepSize] : [...stepSize, 0.1])];
  return numbers.reduce((sum, x) => sum + digits(x), 4 * gradients.length * start.length);
}

function digits(x: number): number {
  if (x === 0) return 0;
  return x === 1 ? 1 : x === -1 ? 1.5 : x === 1 / 2 ? 2 : 3;
}

function coordinates(problem: Problem, keep: (x: number, j: number) => boolean): Problem {
  return { ...problem, start: problem.start.filter(keep), gradients: problem.gradients.map((gradient) => gradient.filter(keep)) };
}
