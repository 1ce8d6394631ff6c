/** Gradient descent with large steps on the logistic loss: it may oscillate, for a bounded time. */

import * as cc from 'claimcheck/claims';
import { largeClaim, lossRounding, SETTING, UNITS } from '../large-steps.js';
import { gradientDescent } from '../steepest-descent.js';
import { enclosedPhase } from './large.certificate.js';

/** @typedef {import('../large-steps.js').Descent} Descent */

/** @param {Descent} [descent] */
export const average = (descent = gradientDescent) =>
  largeClaim(
    {
      id: 'large/average',
      statement: `${SETTING} with any constant step from w_0 = 0: the mean of L(w_0), ..., L(w_{t-1}) is at most (1 + (ln(g^2 h t) + h/2)^2 / 2) / (g^2 h t) wherever g^2 h t >= 1, ${UNITS}.`,
      slack: '1 - mean loss / bound, smallest over the steps',
      reason:
        'Compare with u = (ln(g^2 h t) / g + h / (2 g)) times the unit max-margin direction, in units where B = 1. Its second part absorbs h^2 |grad L|^2 <= h^2 G, so |w_k - u|^2 falls by 2 h (L(w_k) - L(u_1)) a step, with L(u_1) <= 1 / (g^2 h t) for the first part u_1.',
      count: 400,
      recorded: cc.method('bound-reached', 'g^2 h t >= 1 within the steps'),
      zero: true,
      descent,
    },
    (about, slack) => {
      const { h, g } = about;
      let total = 0;
      return (t, w, at) => {
        if (t > 0 && g * g * h * t >= 1) {
          const scale = g * g * h * t;
          const bound = (1 + (cc.log(scale) + h / 2) ** 2 / 2) / scale;
          const share = total / t / bound;
          slack.record(
            1 - share,
            (1 + share) * lossRounding(about, t, cc.norm(w)),
            t,
            () => `the mean loss is ${total / t}, at most ${bound}`,
          );
        }
        total += cc.exp(at.logLoss);
      };
    },
  );

/** @param {Descent} [descent] */
export const exit = (descent = gradientDescent) =>
  largeClaim(
    {
      id: 'large/exit',
      statement: `${SETTING} with any constant step from w_0 = 0: some k < t has h L(w_k) <= 1, for every t with (2 ln(g^2 h t) + h + sqrt 2) / (g^2 h t) <= min(1 / (2 n), 1 / (2 h ln 2)), ${UNITS}. So the unstable phase ends within O(max(h, n) / g^2) steps, up to logarithms.`,
      slack: '1 where h L(w_k) <= 1 was reached before t, else the logarithm of what is left of the least t, over the number of steps',
      reason:
        'With u as for the mean loss, |w_t| <= 2 |u| + sqrt(2) / g, and w_t moves by h g G_k a step along the max-margin direction; so the mean of G is at most the left side. Where G <= 1 / (2 n) all margins are positive, and L <= 2 ln 2 G.',
      count: 10000,
      recorded: cc.method('end-reached', 'h L(w_k) <= 1, or the least t, is reached within the steps'),
      zero: true,
      descent,
      quantities: {
        phase: {
          about: 'in a plane, the number of steps up to the last at which the loss rises, times (gamma / B) / n',
          certify: cc.certifier(enclosedPhase),
        },
      },
    },
    (about, slack, measured) => {
      const { h, g, data } = about;
      const most = Math.min(1 / (2 * data.n), 1 / (2 * h * cc.log(2)));
      let before = Number.POSITIVE_INFINITY;
      return (k, w, at) => {
        const isClear = at.logLoss - before > 2 ** -30;
        if (isClear && data.d === 2) measured.phase = { value: (k * g) / data.n, rounding: (cc.gamma(16) * k * g) / data.n };
        before = at.logLoss;
        const value = h * cc.exp(at.logLoss);
        const rounding = lossRounding(about, k, cc.norm(w));
        if (value <= 1) {
          slack.record(1, rounding, k, () => `h L is ${value}`);
          return false;
        }
        const scale = g * g * h * (k + 1);
        const mean = (2 * cc.log(scale) + h + Math.SQRT2) / scale;
        if (scale < 1 || mean > most) return true;
        slack.record(1 - value, value * rounding, k, () => `h L is ${value} although all ${k + 1} steps are taken`);
        return false;
      };
    },
  );
