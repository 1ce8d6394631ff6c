/** Sign descent on the logistic loss: what one step gains. */

import * as cc from 'claimcheck/claims';
import { decaying, rateOf, runsOn } from '../cases.js';
import * as geometries from '../geometry.js';
import { runScaled } from '../optimizers.js';
import { steepestDescent } from '../steepest-descent.js';

/** @param {import('../steepest-descent.js').SteepestDescent} [optimizer] */
export const logisticStep = (optimizer = steepestDescent(geometries.largest)) =>
  cc.defineClaim({
    id: 'nsd/logistic-step',
    chapter: 'steepest descent',
    source:
      'Fan, Schmidt, Thrampoulidis 2025 (arXiv 2502.04664; known here from its abstract and reviews): the proxy G of the loss; the inequality is derived here',
    statement:
      "Linear model, logistic loss, sign descent: L(w_k) - L(w_{k+1}) >= eta_k G(w_k) (gamma - (eta_k R^2 / 2) e^(eta_k R)) at every step, where G is the mean of -l'(y_i w.x_i), gamma the largest l-infinity margin and R the largest l1 norm of a sample.",
    slack: '(L(w_k) - L(w_{k+1})) / (eta_k G R) - (gamma - (eta_k R^2 / 2) e^(eta_k R)) / R, smallest over the steps',
    reason:
      "|grad L|_1 >= gamma G as for the exponential loss. Along a step margins change by at most eta R, l'' <= -l', and -l'(m - u) <= -e^u l'(m) for u >= 0, so the second derivative along the step stays below R^2 e^(eta R) G.",
    ...runsOn(200),
    required: { 'gradient:below-float64': 0.02 },
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const hypotheses = [cc.isSeparable(data, parts), decaying(input)];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
      const gamma = geometries.largest.largestMargin(rows, parts);
      if (gamma === undefined) return { hypotheses, undecided: 'the linear program was not solved', labels: [] };
      const radius = cc.largest(rows.map((row) => geometries.largest.dual(row)));
      const rate = rateOf(input);
      const slack = cc.slackRecord();
      const state = optimizer({ dimension: data.d, rate, beta1: 0 });
      let [logLoss, logSlope, reach, tiny] = [0, 0, 0, false];
      runScaled({ rows, loss: 'logistic', start: input.start, state, steps: cc.stepCount(input) }, (k, w, at) => {
        const reached = radius * geometries.largest.norm(w);
        if (k > 0) {
          const eta = rate(k - 1);
          const fall = (1 - cc.exp(at.logLoss - logLoss)) * cc.exp(logLoss - logSlope);
          const least = (gamma - eta * radius * radius * cc.exp(eta * radius) * 0.5) / radius;
          const rounding =
            (cc.gamma(16 * (data.n + data.d) + 64) * (1 + Math.max(reach, reached)) * cc.exp(logLoss - logSlope)) / (eta * radius) +
            cc.gamma(64) * (Math.abs(least) + 1);
          slack.record(fall / (eta * radius) - least, rounding, k, () => `the loss falls by ${fall} G`);
        }
        tiny ||= at.exponent < -1074;
        [logLoss, logSlope, reach] = [at.logLoss, at.logSlope, reached];
      });
      return cc.conclude(hypotheses, slack, {
        undecided: 'every step is lost in rounding or in the range of float64',
        labels: [['gradient', tiny ? 'below-float64' : 'in-range']],
      });
    },
  });
