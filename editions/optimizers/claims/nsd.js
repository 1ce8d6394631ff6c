/** Normalised steepest descent on the exponential loss: a lower bound on the margin at every step, in three norms. */

import * as cc from 'claimcheck/claims';
import { decaying, rateOf, runsOn } from '../cases.js';
import { runScaled } from '../optimizers.js';
import { coordinateDescent, euclideanDescent, largestNorm, signDescent, sumNorm } from '../steepest-descent.js';

/** @typedef {import('../steepest-descent.js').SteepestDescent} SteepestDescent */
/** @typedef {import('claimcheck/claims').Parts} Parts */

/**
 * A norm with its dual, and a certified lower bound on the largest margin over its unit ball.
 *
 * @typedef {object} Geometry
 * @property {string} name
 * @property {(v: ArrayLike<number>) => number} norm
 * @property {(v: ArrayLike<number>) => number} dual
 * @property {(rows: readonly Float64Array[], parts: Parts) => number | undefined} largestMargin
 */

/** @type {Readonly<Record<'largest' | 'euclidean' | 'sum', Geometry>>} */
export const GEOMETRY = {
  largest: { name: 'l-infinity', norm: largestNorm, dual: sumNorm, largestMargin: (rows) => cc.ballMargin(rows, 'l-infinity')?.low },
  euclidean: {
    name: 'l2',
    norm: cc.norm,
    dual: cc.norm,
    largestMargin(rows, parts) {
      const best = parts.maxMargin({ dimension: rows[0].length, atLeastOne: rows });
      return best.feasible ? best.margin : undefined;
    },
  },
  sum: { name: 'l1', norm: sumNorm, dual: largestNorm, largestMargin: (rows) => cc.ballMargin(rows, 'l1')?.low },
};

const SOURCE =
  'Fan, Schmidt, Thrampoulidis 2025 (arXiv 2502.04664; known here from its abstract) and Nacson et al. 2019 state the limit and the rate; the constants are derived here';

const REASON =
  'Along a step of length eta_k the exponential loss stays below e^(eta_k R) L, so ln L falls by at least eta_k |g|_* / L - eta_k^2 R^2 e^(eta_k R) / 2, where |g|_* >= gamma L: the gradient is -sum q_i a_i with weights of sum L. The least margin is at least -ln(n L), and |w_t| <= |w_0| + sum eta_k.';

/**
 * A claim about one optimizer in one geometry.
 *
 * @param {string} id
 * @param {string} title what the optimizer is called
 * @param {Geometry} geometry
 * @param {SteepestDescent} optimizer
 */
function marginBound(id, title, { name, norm, dual, largestMargin }, optimizer) {
  return cc.defineClaim({
    id,
    chapter: 'steepest descent',
    source: SOURCE,
    statement: `Linear model, exponential loss, ${title} with eta_k = eta (k+1)^-a: min_i y_i w_t.x_i >= gamma S_t - (R^2 / 2) sum_{k<t} eta_k^2 e^(eta_k R) - ln(n L(w_0)) at every t, where S_t = sum_{k<t} eta_k, gamma is the largest margin over the unit ball of ${name}, and R the largest dual norm of a sample. Divided by |w_t| <= |w_0| + S_t this is the rate ln t / sqrt t for a = 1/2.`,
    slack: '(min_i y_i w_t.x_i - its lower bound) / (the sum of the sizes of the terms of the bound), smallest over the steps',
    reason: REASON,
    ...runsOn(600),
    required: { 'bound:positive': 0.2 },
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const hypotheses = [cc.isSeparable(data, parts), decaying(input)];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
      const gamma = largestMargin(rows, parts);
      if (gamma === undefined) return { hypotheses, undecided: 'the linear program was not solved', labels: [] };
      const radius = Math.max(...rows.map((row) => dual(row)));
      const begun = norm(input.start);
      const rate = rateOf(input);
      const slack = cc.slackRecord();
      const state = optimizer({ dimension: data.d, rate });
      let [initial, length, excess, positive] = [0, 0, 0, false];
      runScaled({ rows, loss: 'exponential', start: input.start, state, steps: cc.stepCount(input) }, (k, _, at) => {
        if (k === 0) {
          initial = cc.log(data.n) + at.logLoss;
          return;
        }
        const eta = rate(k - 1);
        length += eta;
        excess += (eta * radius) ** 2 * cc.exp(eta * radius) * 0.5;
        const lower = gamma * length - excess - initial;
        positive ||= lower > 0;
        const scale = gamma * length + excess + Math.abs(initial);
        const reach = radius * (begun + length);
        const rounding = (cc.gamma(8 * (data.n + data.d + k) + 64) * data.d * reach * (1 + reach)) / scale;
        slack.record((at.least - lower) / scale, rounding, k, () => `the least margin is ${at.least}, its lower bound ${lower}`);
      });
      return cc.conclude(hypotheses, slack, {
        undecided: 'every step is lost in rounding or in the range of float64',
        labels: [['bound', positive ? 'positive' : 'negative']],
      });
    },
  });
}

/** @param {SteepestDescent} [optimizer] */
export const sign = (optimizer = signDescent) => marginBound('nsd/sign', 'sign descent', GEOMETRY.largest, optimizer);

/** @param {SteepestDescent} [optimizer] */
export const euclidean = (optimizer = euclideanDescent) =>
  marginBound('nsd/euclidean', 'normalised gradient descent', GEOMETRY.euclidean, optimizer);

/** @param {SteepestDescent} [optimizer] */
export const coordinate = (optimizer = coordinateDescent) =>
  marginBound('nsd/coordinate', 'greedy coordinate descent', GEOMETRY.sum, optimizer);
