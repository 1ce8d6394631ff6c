import type { Check } from '../check.js';
import { stepsWitness, trajectory } from './problem.js';
import { standardProblem } from './standard-problem.js';

/** A first step that does nothing is a counter, a buffer or a schedule that is one step late. */
export const firstStep: Check = {
  id: 'protocol/first-step',
  group: 'protocol',
  title: 'the first step moves the parameters',
  applies: () => true,
  after: ['protocol/finite'],
  judge(subject) {
    const problem = standardProblem(subject, { dimension: 3, steps: 1 });
    const after = trajectory(subject, problem)[0]!;
    if (after.some((x, j) => x !== problem.start[j])) return { verdict: 'pass', slack: 1 };
    const note = `the first step leaves (${problem.start.join(', ')}) where it was`;
    return { verdict: 'broken', slack: -1, note, witness: stepsWitness(problem, 1, [], after) };
  },
};
