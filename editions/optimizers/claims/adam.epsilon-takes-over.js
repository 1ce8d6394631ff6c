/** The step before which epsilon is not the larger part of every denominator of Adam. */

import * as cc from 'claimcheck/claims';
import { adam, moments } from '../adam.js';
import { betasOf, decaying, inUnitInterval, rateOf, runsOn } from '../cases.js';
import * as geometries from '../geometry.js';
import { runScaled } from '../optimizers.js';
import { mostUpdate } from './kingma.step.js';

/** @param {import('../adam.js').Adam} [optimizer] */
export const epsilonTakesOver = (optimizer = adam) =>
  cc.defineClaim({
    id: 'adam/epsilon-takes-over',
    chapter: 'adam',
    source:
      'Between Zhang, Zou, Cao 2024 (arXiv 2406.10650: epsilon = 0) and Wang et al. 2021, 2022 (epsilon > 0), all known here from abstracts; the bound is derived here',
    statement:
      'Linear model, exponential loss, full-batch Adam with any epsilon >= 0: at every step t >= 1 the largest sqrt(v^_t,j) is at least sqrt((1 - b2) / (1 - b2^t)) gamma L(w_0) e^(-R sum_{s<t} eta_s C_s), where gamma is the largest margin over the l1 ball, R the largest l1 norm of a sample, and eta_s C_s bounds step s. So epsilon is the larger part of every denominator no earlier than where this falls below epsilon.',
    slack: '(ln of the largest sqrt(v^) - ln of its lower bound) / (1 + |ln of the bound|), smallest over the steps',
    reason:
      'The largest entry of the gradient is at least gamma L. A step changes margins by at most R eta_s C_s, so L falls by no more than that factor. Of the last gradient v_t keeps the share 1 - b2.',
    ...runsOn(200),
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const betas = betasOf(input);
      const hypotheses = [cc.isSeparable(data, parts), decaying(input), inUnitInterval(betas)];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
      const gamma = geometries.sum.largestMargin(rows, parts);
      if (gamma === undefined) return { hypotheses, undecided: 'the linear program was not solved', labels: [] };
      const radius = cc.largest(rows.map((row) => geometries.largest.dual(row)));
      const slack = cc.slackRecord();
      const rate = rateOf(input);
      const state = optimizer({ dimension: data.d, rate, epsilon: 2 ** -26, ...betas });
      const [average, most] = [moments(data.d, betas), mostUpdate(betas)];
      let [initial, reach, power] = [0, 0, 1];
      runScaled({ rows, loss: 'exponential', start: input.start, state, steps: cc.stepCount(input) }, (k, _, at) => {
        if (k === 0) initial = cc.log(gamma) + at.logLoss;
        average.add(at.gradient, at.exponent);
        power *= betas.beta2;
        const largest = geometries.largest.norm(average.second);
        const found = cc.log(largest / (1 - power)) / 2 + average.exponent * Math.LN2;
        const bound = initial - radius * reach + cc.log((1 - betas.beta2) / (1 - power)) / 2;
        const size = 1 + Math.abs(bound);
        const travelled = radius * (reach + geometries.largest.norm(input.start));
        const rounding = (cc.gamma(16 * (data.n + data.d + k) + 64) * (size + travelled + 1 / (1 - betas.beta2))) / size;
        slack.record((found - bound) / size, rounding, k + 1, () => `ln sqrt(v^) is ${found}, its lower bound ${bound}`);
        reach += rate(k) * most();
      });
      return cc.conclude(hypotheses, slack, { undecided: 'every step is lost in rounding or in the range of float64' });
    },
  });
