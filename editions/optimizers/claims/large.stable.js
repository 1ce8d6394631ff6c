/** Gradient descent with large steps on the logistic loss, once the loss is small: it falls for ever after, at a rate. */

import * as cc from 'claimcheck/claims';
import { largeClaim, lossRounding, PHASE_REACHED, SETTING, UNITS } from '../large-steps.js';
import { gradientDescent } from '../steepest-descent.js';

/** @typedef {import('../large-steps.js').Descent} Descent */

/** (e^z - 1 - z) / z^2 at z = 1, which is e - 2: what a step with h G <= 1 can lose to curvature. */
const CURVATURE = cc.exp(1) - 2;

/** @param {Descent} [descent] */
export const neverAgain = (descent = gradientDescent) =>
  largeClaim(
    {
      id: 'large/never-again',
      statement: `${SETTING} with any constant step: once L(w_k) <= 1 / (eta B^2) the loss never rises again.`,
      slack: '1 - L(w_{k+1}) / L(w_k) at the steps with eta B^2 L(w_k) <= 1, smallest',
      reason:
        'In units where B = 1 let z = h |grad L| <= h G <= h L <= 1. Along the step the curvature grows by at most e^(s z), so the loss changes by at most -h |grad L|^2 (1 - h G (e^z - 1 - z) / z^2), and (e^z - 1 - z) / z^2 <= e - 2 < 1. The same holds up to h L <= 1.256.',
      count: 600,
      recorded: PHASE_REACHED,
      descent,
    },
    (about, slack) => {
      let [before, within, length] = [0, false, 0];
      return (k, w, at) => {
        if (within) {
          const ratio = cc.exp(at.logLoss - before);
          slack.record(1 - ratio, ratio * lossRounding(about, 0, Math.max(length, cc.norm(w))), k, () => `L(w_k+1) / L(w_k) is ${ratio}`);
        }
        [before, within, length] = [at.logLoss, about.h * cc.exp(at.logLoss) <= 1, cc.norm(w)];
      };
    },
  );

/** @param {Descent} [descent] */
export const rate = (descent = gradientDescent) =>
  largeClaim(
    {
      id: 'large/rate',
      statement: `${SETTING} with any constant step: if L(w_s) <= min(1 / h, ln 2 / n), then 1 / L(w_{s+t}) >= 1 / L(w_s) + (3 - e) g^2 h t / (2 ln 2)^2 for all t, ${UNITS}. So L(w_{s+t}) <= 6.83 / (g^2 h t).`,
      slack: '1 - L(w_{s+t}) (1 / L(w_s) + (3 - e) g^2 h t / (2 ln 2)^2), smallest over t, with s the first such step',
      reason:
        'A step in that phase lowers L by at least (3 - e) h |grad L|^2, where |grad L| >= g G and L <= 2 ln 2 G, since all margins are positive. L falls, so the phase does not end.',
      count: 600,
      recorded: PHASE_REACHED,
      descent,
    },
    (about, slack) => {
      const { h, g, data } = about;
      const gain = ((1 - CURVATURE) * g * g * h) / (2 * cc.log(2)) ** 2;
      const most = Math.min(1 / h, cc.log(2) / data.n);
      let [since, begun] = [-1, 0];
      return (k, w, at) => {
        if (since < 0) {
          if (cc.exp(at.logLoss) <= most) [since, begun] = [k, at.logLoss];
          return;
        }
        const share = cc.exp(at.logLoss - begun) + cc.exp(at.logLoss) * gain * (k - since);
        slack.record(1 - share, (1 + share) * lossRounding(about, k, cc.norm(w)), k, () => `the loss is ${share} of its bound`);
      };
    },
  );
