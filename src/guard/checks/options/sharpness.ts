/** SAM around a base method (Foret et al. 2021, algorithm 1): up along the gradient, and from home the base step by the gradient found there. */

import { largest } from '../../../numerics/lists.js';
import type { Check, CheckOutcome, Subject } from '../../check.js';
import { unitRoundoff } from '../../reference/arithmetic.js';
import { judgedInTurn } from '../in-turn.js';
import { createFor } from '../problem.js';
import { standardProblem } from '../standard-problem.js';
import { DIMENSION, quadratic } from './closure.js';
import { AFTER_PROTOCOL } from './prerequisites.js';

const STEPS = 24;
/** Radii that show on a loss with curvatures of 1 to 2. */
const RADII = [1 / 8, 2];
/** Relative to the largest parameter: libraries add up to 1e-12 to the norm of the gradient, which is at least 1e-3 here. */
const BESIDE_NORM = 2 ** -28;
/** Rounding of the point and of its gradient, in unit roundoffs. */
const ROUNDINGS = 2 ** 12;

/** The gradient at w + radius g / |g|. */
function gradientAhead(params: Float64Array, gradient: Float64Array, radius: number): Float64Array {
  const length = Math.sqrt(gradient.reduce((sum, x) => sum + x * x, 0));
  const there = new Float64Array(params.length);
  quadratic(
    params.map((x, j) => x + (length === 0 ? 0 : (radius * (gradient[j] ?? 0)) / length)),
    there,
  );
  return there;
}

/**
 * The subject on a quadratic against itself on linear losses whose gradients are those ahead. On a linear loss SAM is its base
 * method, so that this holds whatever the base method is, with its averages.
 */
function judgeRadius(subject: Subject, radius: number): CheckOutcome {
  const base = standardProblem(subject, { seed: 'sharpness', dimension: DIMENSION, steps: 1 });
  const problem = { ...base, hyperparameters: { ...base.hyperparameters, radius } };
  const [state, twin] = [createFor(subject, problem), createFor(subject, problem)];
  const params = Float64Array.from(problem.start);
  const gradient = new Float64Array(DIMENSION);
  const allowed = Math.max(BESIDE_NORM, ROUNDINGS * unitRoundoff(subject.precision));
  let slack = 1;
  for (let k = 0; k < STEPS; k++) {
    quadratic(params, gradient);
    const due = params.slice();
    twin.step(due, gradientAhead(params, gradient, radius));
    state.step(params, gradient.slice(), { evaluate: quadratic });
    const size = Math.max(1, largest(Array.from(due, Math.abs)));
    for (let j = 0; j < DIMENSION; j++) {
      const [got, expected] = [params[j] ?? Number.NaN, due[j] ?? Number.NaN];
      const ratio = Math.abs(got - expected) / (allowed * size);
      slack = Math.min(slack, 1 - ratio);
      if (ratio <= 1) continue;
      const note = `by radius ${radius} on a quadratic, coordinate ${j + 1} is ${got} after step ${k + 1}, where the step by the gradient at w + radius g / |g| leads to ${expected}`;
      return { verdict: 'broken', slack: Number.isNaN(ratio) ? Number.NEGATIVE_INFINITY : 1 - ratio, note };
    }
  }
  return { verdict: 'pass', slack };
}

/** Half a precision has no digits to spare for the difference of gradients. */
export const sharpnessCheck: Check = {
  id: 'options/sharpness',
  group: 'options',
  title: 'a step is that of the base method by the gradient at w + radius g / |g|',
  applies: ({ options, precision }) => options.includes('sharpness') && (precision === 'float64' || precision === 'float32'),
  after: [...AFTER_PROTOCOL, 'options/closure'],
  judge: (subject) => judgedInTurn(RADII, (radius) => judgeRadius(subject, radius)),
};
