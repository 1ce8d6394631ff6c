/** Steps that grow by a schedule that is fixed beforehand: the loss falls at every step, exponentially or nearly so. */

import * as cc from 'claimcheck/claims';
import * as geometries from '../geometry.js';
import { runScaled } from '../optimizers.js';
import { gradientDescent } from '../steepest-descent.js';

/** @typedef {import('../optimizers.js').Optimizer<{}>} Descent */

const SOURCE =
  'Kale, Manupriya, Marion, Bach, Raj 2026 (arXiv 2602.18946; known here from its abstracts: version 1 says "exponential convergence", the title of a later one "stretched exponential")';
const SETTING =
  'Linear model, logistic loss, separable data of largest length B and margin gamma, gradient descent, with g = gamma / B, h_k = eta_k B^2 and kappa = (3 - e) (g / (2 ln 2))^2';
const REASON =
  'Where h L <= 1 and no margin is negative, a step leaves at most (1 - kappa h L) L, as for constant steps. So h L turns into at most (1 + a) (1 - kappa h L) h L where the step size grows by 1 + a, and this is at most (1 + a) (1 - kappa) <= 1, since kappa < 1/2.';

/** (3 - e) / (2 ln 2)^2. */
const SHARE = (3 - cc.exp(1)) / (2 * cc.log(2)) ** 2;

/**
 * Cases that begin beyond a separator, so that the loss is below ln 2 / n.
 *
 * @param {number} count steps
 */
function beyond(count) {
  return cc.onAnyData(cc.separable(), (source) =>
    cc.together({ drawn: source, doublings: cc.oneOf(0, 1, -2, -6), far: cc.oneOf(1, 1, 2 ** 6) }).map(({ drawn, doublings, far }) => {
      const data = cc.dataset(drawn.data);
      const rows = cc.signedRows(data);
      let factor = far;
      for (let k = 0; k < 60 && cc.smallest(rows.map((row) => cc.dot(row, drawn.separator) * factor)) < 2 + data.n; k++) factor *= 2;
      return {
        data: drawn.data,
        start: drawn.separator.map((value) => value * factor),
        steps: cc.constantSteps(2 ** doublings / cc.radius(data) ** 2, count),
      };
    }),
  );
}

/**
 * A claim about one schedule of growth.
 *
 * @param {object} about
 * @param {string} about.id
 * @param {string} about.schedule in words and formulas
 * @param {string} about.rate what follows for the loss
 * @param {(k: number, kappa: number) => number} about.logGrowth ln(eta_k / eta_0)
 * @param {(k: number, kappa: number) => boolean} about.applies whether step k is one from which on the ratio is at most 1 / (1 - kappa)
 * @param {Descent} about.descent
 */
function growing({ id, schedule, rate, logGrowth, applies, descent }) {
  return cc.defineClaim({
    id,
    reading: 'repaired',
    chapter: 'large steps',
    source: `After ${SOURCE}; the schedule, the constants and the proof are derived here`,
    statement: `${SETTING}: with ${schedule}, from any step s on with h_s L(w_s) <= 1, L(w_s) <= ln 2 / n and growth of at most 1 / (1 - kappa) from then on, the loss never rises and h_k L(w_k) <= 1, that is, L(w_k) <= 1 / (B^2 eta_k). ${rate}`,
    slack: 'the smaller of -ln(h_k L(w_k)) and ln L(w_{k-1}) - ln L(w_k), over 1 + |ln L(w_k)|, smallest over such steps',
    reason: REASON,
    ...beyond(300),
    required: { 'gradient:below-float64': 0.02 },
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const eta = cc.eta(input);
      const hypotheses = [cc.isSeparable(data, parts), cc.holds(cc.paper('positive-step', '0 < eta'), eta > 0)];
      const gamma = cc.allMet(hypotheses) ? geometries.euclidean.largestMargin(rows, parts) : undefined;
      if (gamma === undefined) return { hypotheses, labels: [] };
      const B = cc.radius(data);
      const kappa = SHARE * (gamma / B) ** 2;
      const scale = cc.log(eta * B * B);
      // So little less than stated that rounding cannot make it more.
      const careful = kappa * (1 - 2 ** -30);
      const state = descent({ dimension: data.d, rate: (k) => eta * cc.exp(logGrowth(k, careful)) });
      const slack = cc.slackRecord();
      let [within, before, tiny] = [false, 0, false];
      runScaled({ rows, loss: 'logistic', start: input.start, state, steps: cc.stepCount(input) }, (k, w, at) => {
        const logProduct = scale + logGrowth(k, careful) + at.logLoss;
        if (within) {
          const size = 1 + Math.abs(at.logLoss);
          const rounding =
            (cc.gamma(16 * (data.n + data.d) + 8 * k + 64) * (size + logGrowth(k, careful) + B * cc.norm(w)) * (1 + k)) / size;
          slack.record(-logProduct / size, rounding, k, () => `ln(h L) is ${logProduct}`);
          slack.record((before - at.logLoss) / size, rounding, k, () => `ln L goes from ${before} to ${at.logLoss}`);
          tiny ||= at.exponent < -1074;
        }
        within ||= applies(k, careful) && logProduct <= 0 && at.logLoss <= cc.log(cc.log(2) / data.n);
        before = at.logLoss;
      });
      return cc.concludeIfRecorded(hypotheses, slack, {
        recorded: cc.method('phase-reached', 'such a step s is among those that are taken'),
        labels: [['gradient', tiny ? 'below-float64' : 'in-range']],
      });
    },
  });
}

/** @param {Descent} [descent] */
export const geometric = (descent = gradientDescent) =>
  growing({
    id: 'growing/exponential@repaired',
    schedule: 'eta_k = eta_0 (1 - kappa)^-k, whose ratio knows gamma',
    rate: 'So the loss falls exponentially, at a rate of the order of g^2.',
    logGrowth: (k, kappa) => -k * cc.log1p(-kappa),
    applies: () => true,
    descent,
  });

/** @param {Descent} [descent] */
export const stretched = (descent = gradientDescent) =>
  growing({
    id: 'growing/stretched@repaired',
    schedule: 'eta_k = eta_0 e^(sqrt(k + 1) - 1), which does not know gamma',
    rate: 'So the loss falls like e^(-sqrt k), from about the step 1 / (4 kappa^2) on at which the growth is small enough.',
    logGrowth: (k) => Math.sqrt(k + 1) - 1,
    // The ratio e^(sqrt(k + 2) - sqrt(k + 1)) falls with k.
    applies: (k, kappa) => Math.sqrt(k + 2) - Math.sqrt(k + 1) <= -cc.log1p(-kappa),
    descent,
  });
