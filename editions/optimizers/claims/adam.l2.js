/** Full-batch Adam with epsilon > 0 goes to the largest Euclidean margin, once epsilon is what it divides by. */

import * as cc from 'claimcheck/claims';
import { adam, moments } from '../adam.js';
import { betasOf, decaying, inUnitInterval, rateOf, runsOn, setting } from '../cases.js';
import * as geometries from '../geometry.js';
import { lagOf } from '../lag.js';
import { runScaled } from '../optimizers.js';

/**
 * Runs with an epsilon, from w_0 = 0 or nearby.
 *
 * @param {import('claimcheck/claims').CaseContent} input
 * @param {number} epsilon
 */
const withEpsilon = (input, epsilon) => ({ ...input, vectors: { ...input.vectors, epsilon: [epsilon] } });

const runs = runsOn(1000);
const epsilons = cc.oneOf(1, 0.25, 4, 2 ** -6, 2 ** -26);

/** @param {import('../adam.js').Adam} [optimizer] */
export const lTwo = (optimizer = adam) =>
  cc.defineClaim({
    id: 'adam/l2@repaired',
    reading: 'repaired',
    chapter: 'adam',
    source:
      'After Wang et al. 2021 and 2022 (arXiv 2012.06244 and 2110.03891; known here from abstracts: the direction tends to that of the largest l2 margin); the bound and its constants are derived here',
    statement:
      'Linear model, exponential loss, full-batch Adam with epsilon > 0: at every t, min_i y_i w_t.x_i >= sum_{k<t} p_k max(gamma / (1 + r_k) - 2 B a_k, -B) - sum_{k<t} (B p_k)^2 e^(B p_k) / 2 - ln(n L(w_0)), while |w_t| <= |w_0| + sum_{k<t} p_k. Here p_k is the length of step k, r_k the largest sqrt(v^_j) / epsilon in it, gamma the largest l2 margin, B the largest length of a sample, and a_k the weighted mean of e^(B (p_{k-1} + ...)) - 1 over the past of m. As r_k, a_k and p_k tend to 0 and the p_k add up to infinity, the normalised margin tends to gamma, like 1 / sum p_k.',
    slack: '(min_i y_i w_t.x_i - its lower bound) / (the sum of the sizes of the terms of the bound), smallest over the steps',
    reason:
      'Let m^ = g + e with |e| <= B L a. The update Delta = m^ / (sqrt(v^) + epsilon) has g.Delta >= m^.Delta - |e| |Delta| >= epsilon |Delta|^2 - B L a |Delta|, and epsilon (1 + r) |Delta| >= |m^| >= L (gamma - B a). So ln L falls by p (gamma / (1 + r) - 2 B a) less the curvature along the step, and rises by B p at most.',
    cases: cc.together({ run: runs.cases, epsilon: epsilons }).map(({ run, epsilon }) => withEpsilon(run, epsilon)),
    casesOn: (data) => cc.together({ run: runs.casesOn(data), epsilon: epsilons }).map(({ run, epsilon }) => withEpsilon(run, epsilon)),
    required: { 'bound:positive': 0.02 },
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const betas = betasOf(input);
      const epsilon = setting(input, 'epsilon');
      const hypotheses = [
        cc.isSeparable(data, parts),
        decaying(input),
        inUnitInterval(betas),
        cc.holds(cc.paper('epsilon', 'epsilon > 0'), epsilon > 0),
      ];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
      const gamma = geometries.euclidean.largestMargin(rows, parts);
      if (gamma === undefined) return { hypotheses, undecided: 'no largest margin was found', labels: [] };
      const B = cc.radius(data);
      const rate = rateOf(input);
      const slack = cc.slackRecord();
      const state = optimizer({ dimension: data.d, rate, epsilon, ...betas });
      const [average, past] = [moments(data.d, betas), lagOf(betas.beta1)];
      const before = Float64Array.from(input.start);
      const begun = cc.norm(before);
      const forget = 1 / (1 - betas.beta1) + 1 / (1 - betas.beta2);
      let [initial, length, gained, lost, taken, ruled, positive] = [0, 0, 0, 0, 0, 0, false];
      runScaled({ rows, loss: 'exponential', start: input.start, state, steps: cc.stepCount(input) }, (k, w, at) => {
        if (k === 0) initial = cc.log(data.n) + at.logLoss;
        else {
          const p = cc.distance(w, before);
          const share = Math.max(gamma / (1 + ruled) - 2 * B * taken, -B);
          length += p;
          gained += p * share;
          lost += (B * p) ** 2 * cc.exp(B * p) * 0.5;
          past.step(B * p);
          const lower = gained - lost - initial;
          positive ||= lower > 0;
          const scale = B * length + lost + Math.abs(initial);
          const reach = B * (begun + length);
          // Lengths are differences of weights, so that each step loses a bit of |w|.
          const rounding = (cc.gamma(8 * (data.n + data.d + k) + 64) * forget * (1 + reach) * (reach + k * B * cc.norm(w))) / scale;
          slack.record((at.least - lower) / scale, rounding, k, () => `the least margin is ${at.least}, its lower bound ${lower}`);
        }
        before.set(w);
        average.add(at.gradient, at.exponent);
        const root = Math.sqrt(geometries.largest.norm(average.second) / average.correction2);
        ruled = (root / epsilon) * 2 ** average.exponent;
        taken = past.mean;
      });
      return cc.conclude(hypotheses, slack, {
        undecided: 'every step is lost in rounding or in the range of float64',
        labels: [['bound', positive ? 'positive' : 'negative']],
      });
    },
  });
