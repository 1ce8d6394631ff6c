/** Where epsilon is the larger part of Adam's denominator, the step is that of momentum divided by epsilon, up to a factor of 2. */

import * as cc from 'claimcheck/claims';
import { adam } from '../adam.js';
import { ANY_GRADIENTS, betasOf, gradientSequences, inUnitInterval, setting } from '../cases.js';
import { updateRounding } from './kingma.step.js';

/** @param {import('../adam.js').Adam} [optimizer] */
export const epsilonStep = (optimizer = adam) =>
  cc.defineClaim({
    id: 'adam/epsilon-step',
    chapter: 'adam',
    source:
      'Algorithm 1 of Kingma and Ba 2015 (arXiv 1412.6980), in which epsilon is added to sqrt(v^) after the bias correction; Wang et al. 2021, 2022 let it lead to the l2 margin',
    statement: `${ANY_GRADIENTS}, Adam with epsilon > 0: wherever 0 < sqrt(v^_t,j) <= epsilon, the entry moves by at least alpha |m^_t,j| / (2 epsilon) and by at most alpha |m^_t,j| / epsilon.`,
    slack:
      'the smaller of |Delta| epsilon / (alpha |m^|) - 1/2 and 1 - |Delta| epsilon / (alpha |m^|), smallest over such steps and entries',
    reason: 'The denominator sqrt(v^) + epsilon is between epsilon and 2 epsilon.',
    cases: gradientSequences([1, 0.5, 4, 2 ** -10]),
    evaluate(input) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const betas = betasOf(input);
      const [alpha, epsilon] = [cc.eta(input), setting(input, 'epsilon')];
      const hypotheses = [inUnitInterval(betas), cc.holds(cc.paper('step', 'alpha > 0 and epsilon > 0'), alpha > 0 && epsilon > 0)];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
      const slack = cc.slackRecord();
      const state = optimizer({ dimension: data.d, rate: () => alpha, epsilon, ...betas });
      const update = new Float64Array(data.d);
      let over = false;
      rows.forEach((gradient, i) => {
        update.fill(0);
        state.step(update, gradient, 0);
        update.forEach((moved, j) => {
          const { first, second, mass } = correctedAverages(rows, i, j, betas);
          if (!(second > 0 && Math.sqrt(second) <= epsilon) || first === 0) return;
          over = true;
          const share = (Math.abs(moved) * epsilon) / (alpha * Math.abs(first));
          // What cancels in m is lost in both, relative to the mean of |g|.
          const rounding = (updateRounding(i + 1, 2, betas) * mass) / Math.abs(first);
          slack.record(Math.min(share - 0.5, 1 - share), rounding, i + 1, () => `the step is ${share} alpha |m^| / epsilon`);
        });
      });
      const all = [...hypotheses, cc.holds(cc.paper('epsilon-larger', '0 < sqrt(v^) <= epsilon at some step'), over)];
      return cc.conclude(all, slack, { undecided: 'every step is lost in rounding' });
    },
  });

/**
 * m^ and v^ of an entry after gradients 0 to i by their definition, as weighted means, and the same mean of |g|.
 *
 * @param {readonly Float64Array[]} rows
 * @param {number} i
 * @param {number} j
 * @param {{ readonly beta1: number; readonly beta2: number }} betas
 */
function correctedAverages(rows, i, j, { beta1, beta2 }) {
  let [weight1, weight2, total1, total2, first, second, mass] = [1, 1, 0, 0, 0, 0, 0];
  for (let k = i; k >= 0; k--) {
    const g = rows[k][j];
    first += weight1 * g;
    mass += weight1 * Math.abs(g);
    second += weight2 * g * g;
    total1 += weight1;
    total2 += weight2;
    weight1 *= beta1;
    weight2 *= beta2;
  }
  return { first: first / total1, second: second / total2, mass: mass / total1 };
}
