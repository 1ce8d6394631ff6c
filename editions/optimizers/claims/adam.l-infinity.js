/** Full-batch Adam with epsilon = 0 goes to the largest l-infinity margin, at a rate that its step sizes give. */

import * as cc from 'claimcheck/claims';
import { adam, moments } from '../adam.js';
import { betasOf, decaying, inUnitInterval, rateOf, runsOn } from '../cases.js';
import * as geometries from '../geometry.js';
import { excessOf, lagOf } from '../lag.js';
import { runScaled } from '../optimizers.js';
import { ORDERED } from './adam.travel.js';
import { mostUpdate } from './kingma.step.js';

/** @param {import('../adam.js').Adam} [optimizer] */
export const lInfinity = (optimizer = adam) =>
  cc.defineClaim({
    id: 'adam/l-infinity@repaired',
    reading: 'repaired',
    chapter: 'adam',
    source:
      'After Zhang, Zou, Cao 2024 (arXiv 2406.10650; known here from its abstract: the l-infinity margin tends to the largest, in polynomial time for a class of decaying steps); the bound, its constants and its rate are derived here',
    statement:
      'Linear model, exponential loss, full-batch Adam with epsilon = 0, b1 <= b2 and eta_k = eta (k+1)^-a: at every t, min_i y_i w_t.x_i >= gamma S_t - sum_{k<t} (min(eta_k R (a_k + C_k c_k), eta_k (gamma + C_k R)) + (eta_k C_k R)^2 e^(eta_k C_k R) / 2) - ln(n L(w_0)), and |w_t,j| <= |w_0,j| + sqrt(S_t (S_t + Lambda_t,j)). Here gamma is the largest margin over the l-infinity ball, R the largest l1 norm of a sample, S_t = sum_{k<t} eta_k, C_k the bound on an update, a_k and c_k the weighted mean and root mean square of e^(R (eta_{k-1} C_{k-1} + ... )) - 1 over the past of m and v, and Lambda is that of adam/travel@repaired, bounded while the loss falls. So the normalised margin tends to gamma like t^-a for 0 < a < 1/2, ln t / sqrt t for a = 1/2, t^(a-1) for 1/2 < a < 1 and 1 / ln t for a = 1.',
    slack:
      'of the margin: (the least margin - its lower bound) / (the sum of the sizes of the terms of the bound); of the length: (bound^2 - |w_j - w_0,j|^2) / S^2; the smaller, over the steps',
    reason:
      'A gradient k steps ago differs from that now by at most D_j (e^s - 1) in entry j, with sum_j D_j <= R L and s the sum of R eta C in between. So m^_j differs from g_j by D_j a, sqrt(v^_j) from |g_j| by D_j c (a norm of differences), and g_j m^_j / sqrt(v^_j) >= |g_j| - D_j (a + C c). As |g|_1 >= gamma L, ln L falls by eta (gamma - R (a + C c)) less the curvature along the step. Lengths are those of adam/travel@repaired.',
    ...runsOn(400),
    required: { 'bound:positive': 0.03 },
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const betas = betasOf(input);
      const hypotheses = [
        cc.isSeparable(data, parts),
        decaying(input),
        inUnitInterval(betas),
        cc.holds(ORDERED, betas.beta1 <= betas.beta2),
      ];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
      const gamma = geometries.largest.largestMargin(rows, parts);
      if (gamma === undefined) return { hypotheses, undecided: 'the linear program was not solved', labels: [] };
      const radius = cc.largest(rows.map((row) => geometries.largest.dual(row)));
      const rate = rateOf(input);
      const slack = cc.slackRecord();
      const state = optimizer({ dimension: data.d, rate, epsilon: 0, ...betas });
      const [average, bound, most] = [moments(data.d, betas), excessOf(data.d, betas), mostUpdate(betas)];
      const [past, pastSquares] = [lagOf(betas.beta1), lagOf(betas.beta2)];
      const logs = new Float64Array(data.d);
      const begins = new Float64Array(data.d);
      const [forget, begun] = [1 / (1 - betas.beta1) + 1 / (1 - betas.beta2), geometries.largest.norm(input.start)];
      let [initial, length, reach, excess, largestLog, positive] = [0, 0, 0, 0, 0, false];
      runScaled({ rows, loss: 'exponential', start: input.start, state, steps: cc.stepCount(input) }, (k, w, at) => {
        if (k === 0) {
          initial = cc.log(data.n) + at.logLoss;
          begins.set(at.gradient);
        } else {
          const lower = gamma * length - excess - initial;
          positive ||= lower > 0;
          const scale = gamma * length + excess + Math.abs(initial);
          const whole = radius * (begun + reach);
          const rounding =
            (cc.gamma(8 * (data.n + data.d + k) + 64) * data.d * forget * whole * (1 + whole)) / scale + cc.gamma(8 * k + 64);
          slack.record(
            (at.least - lower) / scale,
            rounding,
            k,
            () => `the least margin is ${at.least}, its lower bound ${lower}`,
            'margin',
          );
          for (let j = 0; j < data.d; j++) {
            // The first step has length eta_0, no more and no less.
            if (begins[j] === 0 || k === 1) continue;
            const gone = (w[j] - input.start[j]) / length;
            const allowed = 1 + bound.excess[j] / length;
            const lost =
              cc.gamma(16 * k + 64) * (forget * (1 + gone * gone) + 2 * (1 + bound.weight) * (1 + largestLog)) +
              (cc.gamma(4 * k + 8) * (begun + reach) * Math.abs(gone)) / length;
            slack.record(allowed - gone * gone, lost, k, () => `|w_j| grew by ${gone} S, squared at most ${allowed}`, 'length');
          }
        }
        average.add(at.gradient, at.exponent);
        for (let j = 0; j < data.d; j++) {
          logs[j] = cc.log(average.second[j] / average.correction2) + 2 * average.exponent * Math.LN2;
          if (begins[j] !== 0) largestLog = Math.max(largestLog, Math.abs(logs[j]));
        }
        const eta = rate(k);
        const [largest, moved] = [most(), eta * radius];
        bound.step(eta, logs);
        const lag = Math.min(moved * (past.mean + largest * pastSquares.root), eta * gamma + moved * largest);
        excess += lag + (moved * largest) ** 2 * cc.exp(moved * largest) * 0.5;
        length += eta;
        reach += eta * largest;
        past.step(moved * largest);
        pastSquares.step(moved * largest);
      });
      return cc.conclude(hypotheses, slack, {
        undecided: 'every step is lost in rounding or in the range of float64',
        labels: [['bound', positive ? 'positive' : 'negative']],
      });
    },
  });
