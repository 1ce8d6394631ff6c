/** Symmetries of methods that move by signs. */

import type { Check } from '../check.js';
import { agreement, sameBits } from './agreement.js';
import { signBased } from './applicability.js';
import { AFTER_LAW } from './prerequisites.js';
import { trajectory } from './problem.js';
import { sizesWithin } from './ranges.js';
import { standardProblem } from './standard-problem.js';

const rescaled: Check = {
  id: 'metamorphic/coordinate-scale',
  group: 'metamorphic',
  title: 'gradients whose coordinates are scaled by powers of two, each by its own, make the same run to the bit',
  applies: signBased,
  after: AFTER_LAW,
  judge(subject) {
    const problem = standardProblem(subject, { dimension: 4, steps: 24, zeros: 0.2 });
    const factors = [1, ...sizesWithin(subject, [2 ** -12, 2 ** 10, 2 ** 20])];
    const gradients = problem.gradients.map((gradient) => gradient.map((x, j) => x * factors[j % factors.length]!));
    const scaled = { ...problem, gradients };
    return agreement(scaled, trajectory(subject, problem), trajectory(subject, scaled), sameBits, 'moves depend on the size of gradients');
  },
};

const exactSteps: Check = {
  id: 'metamorphic/sign-steps',
  group: 'metamorphic',
  title: 'every move is 0 or the step size, exactly',
  applies: ({ algorithm }) => algorithm === 'signsgd' || algorithm === 'signum',
  after: AFTER_LAW,
  judge(subject) {
    const base = standardProblem(subject, { dimension: 4, steps: 24, zeros: 0.2 });
    const problem = { ...base, start: base.start.map(() => 0) };
    const run = trajectory(subject, problem);
    // From zero with steps of 1/8 all parameters are multiples of it, in every precision.
    const due = run.map((params, k) =>
      params.map((x, j) => {
        const before = k === 0 ? 0 : run[k - 1]![j]!;
        const moved = x - before;
        return moved === 0 || Math.abs(moved) === 1 / 8 ? x : before + Math.sign(moved) / 8;
      }),
    );
    return agreement(problem, due, run, sameBits, 'a move is neither 0 nor the step size');
  },
};

/** Checks of sign methods. */
export const signChecks: readonly Check[] = [rescaled, exactSteps];
