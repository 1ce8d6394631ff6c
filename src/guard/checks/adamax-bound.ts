import type { Check } from '../check.js';
import { unitRoundoff } from '../reference/arithmetic.js';
import { AFTER_LAW } from './prerequisites.js';
import { stepsWitness, trajectory } from './problem.js';
import { standardProblem } from './standard-problem.js';

const [BETA1, BETA2] = [0.9, 0.999];

/**
 * Kingma and Ba 2015, section 7.1, say that moves are at most eta. The norm forgets by beta2 a step, the average by beta1, so
 * that m_t / u_t is at most the sum of (1 - beta1) (beta1 / beta2)^i over i < t, and the corrected move at most that over
 * 1 - beta1^t: one thousandth more than eta for gradients that fall as fast as the norm forgets.
 */
function most(t: number): number {
  let sum = 0;
  let ratio = 1;
  let power = 1;
  for (let i = 0; i < t; i++) {
    sum += ratio;
    ratio *= BETA1 / BETA2;
    power *= BETA1;
  }
  return ((1 - BETA1) * sum) / (1 - power);
}

/** Moves of Adamax are bounded whatever the gradients are. */
export const adamaxBound: Check = {
  id: 'metamorphic/adamax-bound',
  group: 'metamorphic',
  title: 'moves of Adamax are at most eta, but for the thousandth by which its norm forgets',
  applies: ({ algorithm }) => algorithm === 'adamax',
  after: AFTER_LAW,
  judge(subject) {
    const base = standardProblem(subject, { dimension: 3, steps: 40 });
    // Falling, rising and uneven gradients.
    const size = (j: number, k: number): number => (j === 0 ? 2 ** -(k / 4) : j === 1 ? 2 ** (k / 8) : 1);
    const gradients = base.gradients.map((gradient, k) =>
      gradient.map((x, j) => (j === 2 ? x : Math.abs(x)) * size(j, Math.floor(k / 8) * 8)),
    );
    const problem = { ...base, start: [0, 0, 0], gradients };
    const run = trajectory(subject, problem);
    let slack = 1;
    for (const [k, params] of run.entries()) {
      const bound = (1 / 8) * most(k + 1) + 8 * unitRoundoff(subject.precision) * (k + 1);
      for (const [j, x] of params.entries()) {
        const moved = Math.abs(x - (k === 0 ? 0 : run[k - 1]![j]!));
        slack = Math.min(slack, 1 - moved / bound);
        if (moved <= bound) continue;
        const note = `step ${k + 1} moves coordinate ${j + 1} by ${moved}, where at most ${bound} is due`;
        return { verdict: 'broken', slack: 1 - moved / bound, note, witness: stepsWitness(problem, k + 1, [], params) };
      }
    }
    return { verdict: 'pass', slack: Math.max(0, slack) };
  },
};
