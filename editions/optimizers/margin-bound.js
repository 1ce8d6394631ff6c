/** Normalised steepest descent on the exponential loss: what a claim about its margin at every step says, in any norm, with momentum or without. */

import * as cc from 'claimcheck/claims';
import { decaying, isMomentum, rateOf, runsOn, setting } from './cases.js';
import { runScaled } from './optimizers.js';

/** @typedef {import('./steepest-descent.js').SteepestDescent} SteepestDescent */
/** @typedef {import('./geometry.js').Geometry} Geometry */

const SOURCE =
  'Fan, Schmidt, Thrampoulidis 2025 (arXiv 2502.04664; known here from its abstract) and Nacson et al. 2019 state the limit and the rate; the constants are derived here';

const REASON =
  'Along a step of length eta_k the exponential loss stays below e^(eta_k R) L, so ln L falls by at least eta_k |g|_* / L - eta_k^2 R^2 e^(eta_k R) / 2, where |g|_* >= gamma L: the gradient is -sum q_i a_i with weights of sum L. The least margin is at least -ln(n L), and |w_t| <= |w_0| + sum eta_k.';

const WITH_MOMENTUM =
  ' The gradient k steps ago differs from that now by at most R L (e^(R (eta_{t-k} + ... + eta_{t-1})) - 1) in the dual norm, so m / (1 - b1^t) differs by R L e_t, and the step on m loses at most 2 R L e_t against that on g.';

/** Scales of runs on matrices whose nuclear norm is many times their largest entry. */
const SMALLER = { factor: 1 / 4, far: 2 ** 10 };

/**
 * A claim about one optimizer in one geometry.
 *
 * @param {object} about
 * @param {string} about.id
 * @param {string} about.title what the optimizer is called
 * @param {Geometry} about.geometry
 * @param {number} [about.entries] of a matrix; any number of features where absent
 * @param {boolean} [about.momentum]
 * @param {SteepestDescent} about.optimizer
 */
export function marginBound({ id, title, geometry: { name, norm, dual, largestMargin }, entries, momentum = false, optimizer }) {
  const loss = momentum ? ' - 2 R sum_{k<t} eta_k e_k' : '';
  const lag = momentum
    ? ', and e_k = A_k / (1 - b1^(k+1)) - 1 bounds the lag of the average, with A_k = 1 - b1 + b1 e^(R eta_{k-1}) A_{k-1} and A_{-1} = 0'
    : '';
  return cc.defineClaim({
    id,
    chapter: momentum ? 'momentum' : 'steepest descent',
    source: SOURCE,
    statement: `Linear model, exponential loss, ${title} with eta_k = eta (k+1)^-a: min_i y_i w_t.x_i >= gamma S_t - (R^2 / 2) sum_{k<t} eta_k^2 e^(eta_k R)${loss} - ln(n L(w_0)) at every t, where S_t = sum_{k<t} eta_k, gamma is the largest margin over the unit ball of ${name}, and R the largest dual norm of a sample${lag}. Divided by |w_t| <= |w_0| + S_t this is the rate ln t / sqrt t for a = 1/2.`,
    slack: '(min_i y_i w_t.x_i - its lower bound) / (the sum of the sizes of the terms of the bound), smallest over the steps',
    reason: momentum ? REASON + WITH_MOMENTUM : REASON,
    ...(entries === undefined
      ? runsOn(400)
      : { cases: runsOn(400, { dimension: [entries, entries] }, entries > 6 ? SMALLER : undefined).cases }),
    required: momentum ? {} : { 'bound:positive': 0.1 },
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const beta1 = momentum ? setting(input, 'beta1') : 0;
      if (entries !== undefined && data.d !== entries) throw new cc.NotACase(`a matrix has ${entries} entries here`);
      const hypotheses = [cc.isSeparable(data, parts), decaying(input), ...(momentum ? [isMomentum(beta1)] : [])];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
      const gamma = largestMargin(rows, parts);
      if (gamma === undefined) return { hypotheses, undecided: 'the linear program was not solved', labels: [] };
      const radius = cc.largest(rows.map((row) => dual(row)));
      const begun = norm(input.start);
      const rate = rateOf(input);
      const slack = cc.slackRecord();
      const state = optimizer({ dimension: data.d, rate, beta1 });
      const lag = momentum ? lagOf(beta1, radius, rate) : () => 0;
      let [initial, length, excess, positive] = [0, 0, 0, false];
      runScaled({ rows, loss: 'exponential', start: input.start, state, steps: cc.stepCount(input) }, (k, _, at) => {
        if (k === 0) {
          initial = cc.log(data.n) + at.logLoss;
          return;
        }
        const eta = rate(k - 1);
        length += eta;
        excess += (eta * radius) ** 2 * cc.exp(eta * radius) * 0.5 + 2 * eta * radius * lag();
        const lower = gamma * length - excess - initial;
        positive ||= lower > 0;
        const scale = gamma * length + excess + Math.abs(initial);
        const reach = radius * (begun + length);
        const rounding = (cc.gamma(8 * (data.n + data.d + k) + 64) * data.d * reach * (1 + reach)) / scale + cc.gamma(8 * k + 64);
        slack.record((at.least - lower) / scale, rounding, k, () => `the least margin is ${at.least}, its lower bound ${lower}`);
      });
      return cc.conclude(hypotheses, slack, {
        undecided: 'every step is lost in rounding or in the range of float64',
        labels: [['bound', positive ? 'positive' : 'negative']],
      });
    },
  });
}

/**
 * The bounds e_k on the lag of the average, one a call.
 *
 * @param {number} beta
 * @param {number} radius
 * @param {(k: number) => number} rate
 */
function lagOf(beta, radius, rate) {
  let [sum, power, k] = [0, 1, 0];
  return () => {
    sum = 1 - beta + beta * (k === 0 ? 0 : cc.exp(radius * rate(k - 1)) * sum);
    power *= beta;
    k++;
    return sum / (1 - power) - 1;
  };
}
