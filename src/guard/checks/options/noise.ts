/** Declared noise: from the seed, and from nothing else. */

import type { Check } from '../../check.js';
import { agreement, sameBits } from '../agreement.js';
import { type Problem, stepsWitness, trajectory } from '../problem.js';
import { standardProblem } from '../standard-problem.js';

/** That the same seed gives the same run is what protocol/determinism asks. */
export const noiseCheck: Check = {
  id: 'options/noise',
  group: 'options',
  title: 'noise comes from the seed: another seed draws other steps, the same seed the same ones at any time',
  applies: ({ options }) => options.includes('noise'),
  after: ['protocol/finite', 'protocol/determinism'],
  judge(subject) {
    const base = standardProblem(subject, { seed: 'noise', dimension: 4, steps: 8 });
    const seeded = (seed: number): Problem => ({ ...base, hyperparameters: { ...base.hyperparameters, seed } });
    const first = trajectory(subject, seeded(1));
    const second = trajectory(subject, seeded(2));
    if (agreement(base, first, second, sameBits, '').verdict === 'pass') {
      const last = second[second.length - 1] ?? [];
      const note = 'seeds 1 and 2 draw the same steps';
      return { verdict: 'broken', slack: -1, note, witness: stepsWitness(seeded(2), base.gradients.length, [], last) };
    }
    return agreement(seeded(1), first, trajectory(subject, seeded(1)), sameBits, 'seed 1 draws other steps after seed 2 was at work');
  },
};
