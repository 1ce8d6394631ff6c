/** Gradient descent whose step size is 1 / (B^2 L): the loss falls by a factor a step, for ever. */

import * as cc from 'claimcheck/claims';
import * as geometries from '../geometry.js';
import { runScaled } from '../optimizers.js';

/**
 * Gradient descent with eta_k = 1 / (B^2 L(w_k)), where ln L is handed over by the claim, since float64 has no room for L.
 *
 * @param {{ readonly dimension: number; readonly square: number; logLoss(): number }} options
 * @returns {import('../optimizers.js').State}
 */
export const adaptiveDescent = ({ dimension, square, logLoss }) => ({
  step(w, mantissa, exponent) {
    // The weights are within a factor of 2 of 2^exponent, and so is the loss up to the number of samples.
    const factor = cc.exp(exponent * Math.LN2 - logLoss()) / square;
    for (let j = 0; j < dimension; j++) w[j] -= factor * mantissa[j];
  },
});

/** @param {typeof adaptiveDescent} [descent] */
export const adaptiveStep = (descent = adaptiveDescent) =>
  cc.defineClaim({
    id: 'adaptive/step',
    chapter: 'large steps',
    source:
      'Zhang, Wu, Lin, Bartlett 2025 (arXiv 2504.04105; known here from its abstract): eta times a step size that adapts to the loss reaches e^-Theta(eta) after 1/gamma^2 steps; here eta is so small that the loss falls at every step, which is derived here',
    statement:
      "Linear model, logistic loss, separable data of largest length B and margin gamma, gradient descent with eta_k = 1 / (B^2 L(w_k)): L(w_{k+1}) <= (1 - (3 - e) (gamma / B)^2 (G(w_k) / L(w_k))^2) L(w_k) at every step, where G is the mean of -l'. As G / L tends to 1 the loss falls exponentially.",
    slack: '1 - (3 - e) (gamma / B)^2 (G / L)^2 - L(w_{k+1}) / L(w_k), smallest over the steps',
    reason:
      'In units where B = 1, h = 1 / L and z = h |grad L| <= G / L <= 1, a step lowers L by at least h |grad L|^2 (1 - h G (e^z - 1 - z) / z^2) >= (3 - e) |grad L|^2 / L, where |grad L| >= gamma G.',
    ...cc.onAnyData(cc.separable(), (source) =>
      cc.together({ begun: cc.withStart(source), far: cc.oneOf(1, 1, 1, 2 ** 13) }).map(({ begun: { drawn, start }, far }) => ({
        data: drawn.data,
        start: start.map((value) => far * value),
        steps: cc.constantSteps(1, 200),
      })),
    ),
    required: { 'gradient:below-float64': 0.02 },
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const hypotheses = [cc.isSeparable(data, parts)];
      const gamma = cc.allMet(hypotheses) ? geometries.euclidean.largestMargin(rows, parts) : undefined;
      if (gamma === undefined) return { hypotheses, labels: [] };
      const B = cc.radius(data);
      const slack = cc.slackRecord();
      let [logLoss, logSlope, length, tiny] = [0, 0, 0, false];
      const state = descent({ dimension: data.d, square: B * B, logLoss: () => logLoss });
      runScaled({ rows, loss: 'logistic', start: input.start, state, steps: cc.stepCount(input) }, (k, w, at) => {
        if (k > 0) {
          const least = (3 - cc.exp(1)) * (gamma / B) ** 2 * cc.exp(2 * (logSlope - logLoss));
          const ratio = cc.exp(at.logLoss - logLoss);
          const rounding = cc.gamma(16 * (data.n + data.d) + 64) * (1 + ratio) * (1 + B * Math.max(length, cc.norm(w)));
          slack.record(1 - least - ratio, rounding, k, () => `L(w_k+1) / L(w_k) is ${ratio}, at most ${1 - least}`);
        }
        tiny ||= at.exponent < -1074;
        [logLoss, logSlope, length] = [at.logLoss, at.logSlope, cc.norm(w)];
      });
      return cc.conclude(hypotheses, slack, {
        undecided: 'every step is lost in rounding or in the range of float64',
        labels: [['gradient', tiny ? 'below-float64' : 'in-range']],
      });
    },
  });
