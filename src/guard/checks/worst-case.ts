/** The worst case of gradient descent on smooth convex functions, which is known exactly. */

import type { Check, CheckOutcome, Subject } from '../check.js';
import { isHalf, unitRoundoff } from '../reference/arithmetic.js';
import { givenHyperparameters } from './law-identify.js';
import { AFTER_LAW } from './prerequisites.js';
import { createFor, type Problem, stepsWitness } from './problem.js';

/** Smoothness L and distance R of the start from the minimum. */
const L = 1;
const R = 1;

/** Huber function: L x^2 / 2 up to |x| = radius, then straight; L-smooth and convex, with minimum 0 at 0. */
function huber(x: number, radius: number): { value: number; slope: number } {
  const size = Math.abs(x);
  if (size <= radius) return { value: (L * x * x) / 2, slope: L * x };
  return { value: L * radius * size - (L * radius * radius) / 2, slope: Math.sign(x) * L * radius };
}

/** f(x_n) after n steps, with the run as a problem. */
function descend(subject: Subject, step: number, n: number, radius: number): { value: number; problem: Problem; x: number } {
  const gradients: number[][] = [];
  const problem: Problem = { stepSize: step, hyperparameters: givenHyperparameters(subject), start: [R], gradients };
  const state = createFor(subject, problem);
  const x = Float64Array.of(R);
  for (let k = 0; k < n; k++) {
    const { slope } = huber(x[0]!, radius);
    gradients.push([slope]);
    state.step(x, Float64Array.of(slope));
  }
  return { value: huber(x[0]!, radius).value, problem, x: x[0]! };
}

/**
 * Relative rounding of f(x_n): each step rounds x by u R and its move by 2 u of it, and f by as many; with a factor of 4 to
 * spare.
 */
const roundingOf = (subject: Subject, n: number): number => 16 * (n + 1) * unitRoundoff(subject.precision);

function judgeCase(subject: Subject, step: number, n: number): CheckOutcome {
  const bound = (L * R * R) / (4 * n * L * step + 2);
  const tight = R / (2 * n * L * step + 1);
  for (const radius of [tight / 4, tight, (tight + R) / 2, R]) {
    const { value, problem, x } = descend(subject, step, n, radius);
    const excess = value / bound - 1;
    const allowed = roundingOf(subject, n);
    const off = radius === tight ? Math.abs(excess) : excess;
    if (off <= allowed) continue;
    const relation = excess > 0 ? 'above' : 'below';
    const claim = radius === tight ? 'reached exactly' : 'an upper bound';
    return {
      verdict: 'broken',
      slack: 1 - off / allowed,
      note: `after ${n} steps of ${step} on the Huber function of radius ${radius}, f - f* = ${value} is ${relation} L R^2 / (4 n L g + 2) = ${bound}, which is ${claim}`,
      witness: stepsWitness(problem, n, radius === tight ? [R - n * step * L * tight] : [], [x]),
    };
  }
  return { verdict: 'pass', slack: 1 };
}

/**
 * Drori and Teboulle 2014, theorem 3.1: with step size g <= 1/L, f(x_n) - f* <= L R^2 / (4 n L g + 2). The Huber function
 * whose straight part the iterate just does not leave reaches it: x_n = R (n L g + 1) / (2 n L g + 1) = (n L g + 1) r.
 */
export const worstCase: Check = {
  id: 'claim/smooth-convex-worst-case',
  group: 'claim',
  title: 'smooth convex functions: f(x_n) - f* <= L R^2 / (4 n L g + 2) for steps g <= 1/L, reached on a Huber function',
  applies: (subject) => (subject.algorithm === 'gradient-descent' || subject.algorithm === 'sgd') && !isHalf(subject),
  after: AFTER_LAW,
  judge(subject) {
    for (const step of [1, 1 / 2, 1 / 8]) {
      for (const n of [1, 2, 5, 20, 100]) {
        const outcome = judgeCase(subject, step, n);
        if (outcome.verdict === 'broken') return outcome;
      }
    }
    return { verdict: 'pass', slack: 1, note: 'bound held and reached for 1 to 100 steps of 1, 1/2 and 1/8' };
  },
};
