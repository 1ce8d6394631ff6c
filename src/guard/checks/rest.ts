/** Gradients, starts and step sizes of zero: nothing to divide by. */

import type { Check, CheckOutcome } from '../check.js';
import { SubjectFailure } from '../subject-failure.js';
import { allStayFinite } from './finite.js';
import type { Problem } from './problem.js';
import { standardProblem } from './standard-problem.js';

const nothing = (problem: Problem): Problem => ({ ...problem, gradients: problem.gradients.map((gradient) => gradient.map(() => 0)) });
const fromZero = (problem: Problem): Problem => ({ ...problem, start: problem.start.map(() => 0) });

/** A problem whose gradient is zero throughout at some steps. */
function resting(problem: Problem, at: (k: number) => boolean): Problem {
  return { ...problem, gradients: problem.gradients.map((gradient, k) => (at(k) ? gradient.map(() => 0) : gradient)) };
}

const restFinite: Check = {
  id: 'protocol/rest',
  group: 'protocol',
  title: 'a gradient that is zero throughout, at first, in between or always, keeps the parameters finite, as does a start at zero',
  applies: () => true,
  after: ['protocol/finite'],
  judge(subject) {
    const base = standardProblem(subject, { dimension: 4, steps: 16 });
    return allStayFinite(subject, [
      fromZero(base),
      resting(base, (k) => k < 2),
      resting(base, (k) => k >= 4 && k < 7),
      resting(base, (k) => k > 3),
      nothing(base),
      fromZero(nothing(base)),
    ]);
  },
};

const deadFinite: Check = {
  id: 'protocol/dead-coordinate',
  group: 'protocol',
  title: 'a coordinate whose gradient is always zero (a dead ReLU) stays finite, from zero and from elsewhere',
  applies: () => true,
  after: ['protocol/finite'],
  judge(subject) {
    const base = standardProblem(subject, { dimension: 4, steps: 16 });
    const dead = { ...base, gradients: base.gradients.map(([, ...rest]) => [0, ...rest]) };
    return allStayFinite(subject, [dead, fromZero(dead), { ...dead, start: [0, ...base.start.slice(1)] }]);
  },
};

const zeroStepSize: Check = {
  id: 'protocol/zero-step-size',
  group: 'protocol',
  title: 'a step size of 0, always or at the start of a schedule (warm-up), keeps the parameters finite; it may be refused',
  // FTRL divides by its step size.
  applies: ({ algorithm }) => algorithm !== 'ftrl',
  after: ['protocol/finite'],
  judge(subject): CheckOutcome {
    const base = standardProblem(subject, { dimension: 3, steps: 12 });
    const schedules: Problem['stepSize'][] = [[0, 1 / 8], [0, 0, 0, 1 / 8], [1 / 8, 1 / 8, 0, 1 / 8], 0];
    let refused = false;
    for (const stepSize of schedules) {
      try {
        const outcome = allStayFinite(subject, [{ ...base, stepSize }]);
        if (outcome.verdict === 'broken') return outcome;
      } catch (thrown) {
        if (!(thrown instanceof SubjectFailure)) throw thrown;
        refused = true;
      }
    }
    return { verdict: 'pass', slack: 1, ...(refused ? { conventions: ['refuses a step size of 0'] } : {}) };
  },
};

/** Checks of zeros, which every optimizer must stand. */
export const restChecks: readonly Check[] = [restFinite, deadFinite, zeroStepSize];
