/** How far Adam goes in all: no further than its step sizes say, up to a sum that telescopes. */

import * as cc from 'claimcheck/claims';
import { adam, moments } from '../adam.js';
import { ANY_GRADIENTS, betasOf, gradientSequences, inUnitInterval } from '../cases.js';
import { excessOf } from '../lag.js';
import { updateRounding } from './kingma.step.js';

/** What makes the sum telescope; all libraries keep to it by default. */
export const ORDERED = cc.method('ordered', 'beta1 <= beta2');

/** @param {import('../adam.js').Adam} [optimizer] */
export const travel = (optimizer = adam) =>
  cc.defineClaim({
    id: 'adam/travel@repaired',
    reading: 'repaired',
    chapter: 'adam',
    source:
      'After Xie and Li 2024 (arXiv 2404.04454) and Zhang, Zou, Cao 2024 (arXiv 2406.10650), both known here from abstracts alone; statement and constants are derived here',
    statement: `${ANY_GRADIENTS}, Adam with epsilon = 0, b1 <= b2 and a constant step size alpha: sum_{s<=t} |m^_s,j| / sqrt(v^_s,j) <= sqrt(t (t + Lambda_t,j)) in every entry whose first gradient is not 0, where Lambda_t,j = sum_{s<=t} sum_{k<s} c_{s,k} ln(v^_s,j / v^_{s-k},j) and c_{s,k} = (1 - b1) (b2 - b1) b1^(k-1) (1 - b2^(s-k)) / ((1 - b2) (1 - b1^s)). So the mean update exceeds 1 by no more than the growth of v^ allows.`,
    slack: '1 + Lambda / t - (the mean of |Delta| / alpha)^2, smallest over steps t > 1 and entries',
    reason:
      'm^_s^2 is at most the mean u^_s of the squares with the weights of m^_s. As averages of the same squares u_s = (1 - b1) / (1 - b2) (v_s - (b2 - b1) sum_k b1^(k-1) v_{s-k}). With v^_{s-k} / v^_s >= 1 + ln(v^_{s-k} / v^_s) this gives u^_s / v^_s <= 1 + sum_k c_{s,k} ln(v^_s / v^_{s-k}). Cauchy-Schwarz over the steps does the rest.',
    cases: gradientSequences([0]),
    evaluate(input) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const betas = betasOf(input);
      const alpha = cc.eta(input);
      const hypotheses = [
        inUnitInterval(betas),
        cc.holds(cc.paper('step', 'alpha > 0'), alpha > 0),
        cc.holds(ORDERED, betas.beta1 <= betas.beta2),
      ];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
      const slack = cc.slackRecord();
      const state = optimizer({ dimension: data.d, rate: () => alpha, epsilon: 0, ...betas });
      const [average, bound] = [moments(data.d, betas), excessOf(data.d, betas)];
      const [update, travelled, logs] = [new Float64Array(data.d), new Float64Array(data.d), new Float64Array(data.d)];
      let largestLog = 0;
      rows.forEach((gradient, i) => {
        const t = i + 1;
        average.add(gradient, 0);
        for (let j = 0; j < data.d; j++) {
          logs[j] = cc.log(average.second[j] / average.correction2) + 2 * average.exponent * Math.LN2;
          if (rows[0][j] !== 0) largestLog = Math.max(largestLog, Math.abs(logs[j]));
        }
        bound.step(1, logs);
        update.fill(0);
        state.step(update, gradient, 0);
        for (let j = 0; j < data.d; j++) {
          travelled[j] += Math.abs(update[j]) / alpha;
          // The first step has length alpha, no more and no less.
          if (rows[0][j] === 0 || i === 0) continue;
          const mean = travelled[j] / t;
          const allowed = 1 + bound.excess[j] / t;
          const rounding =
            updateRounding(t, 2 * (1 + mean), betas) * (1 + mean) + cc.gamma(16 * t + 64) * (1 + bound.weight) * (1 + largestLog) * 2;
          slack.record(allowed - mean * mean, rounding, t, () => `the mean update is ${mean} alpha, its square at most ${allowed}`);
        }
      });
      return cc.conclude(hypotheses, slack, { undecided: 'every step is lost in rounding, or every first gradient is 0' });
    },
  });
