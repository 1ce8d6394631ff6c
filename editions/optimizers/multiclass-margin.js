/** A claim on multiclass data: a lower bound on the margin at every step, in any norm, with momentum or without. */

import * as cc from 'claimcheck/claims';
import { judgeRun, LAGGED, LEGEND, roundingOf, SETTING, SOURCE, STEP } from './multiclass.js';
import { multiclassRuns, twoClassRuns } from './multiclass-cases.js';

const REASON = `${STEP} So ln L falls by eta_k (gamma G_k / L_k - c_k) a step, since G <= L. The least margin is at least -ln(e^(n L) - 1), which is above -ln(n L) - n L.`;

/** Steps of a run, and halvings of the step size. */
const [STEPS, HALVINGS] = [300, /** @type {const} */ ([4, 2, 3, 5, 6])];

/**
 * @param {object} about
 * @param {string} about.id
 * @param {string} about.title what the optimizer is called
 * @param {string} about.norm its name
 * @param {import('./multiclass.js').GeometryOf} about.geometryOf
 * @param {import('./multiclass.js').DescentOf} about.descentOf
 * @param {boolean} [about.momentum]
 * @param {boolean} [about.onGiven] whether it is judged on given data
 */
export function multiclassMargin({ id, title, norm, geometryOf, descentOf, momentum = false, onGiven = true }) {
  return cc.defineClaim({
    id,
    chapter: 'multiclass',
    source: SOURCE,
    statement: `${SETTING}, ${title} with eta_k = eta (k+1)^-a: min <A_i,c, W_t> >= sum_{k<t} eta_k (gamma G_k / L_k - c_k) - ln(n L_0) - n L_t at every t, with G the mean of 1 - p_i and c_k = eta_k R^2 e^(eta_k R) / 2${momentum ? ' + 2 R e_k, where e_k is the mean of e^(2 R (eta_{k-1} + ...)) - 1 under the weights of the average' : ''}. ${LEGEND}, for ${norm}. Since G / L >= 1 - n L / 2 and |W_t| <= |W_0| + sum eta_k, the margin tends to gamma, at the rate ln t / sqrt t for a = 1/2.`,
    slack: '(least margin - its lower bound) / (the sum of the sizes of the terms of the bound), smallest over the steps',
    reason: momentum ? REASON + LAGGED : REASON,
    cases: multiclassRuns(STEPS, HALVINGS),
    ...(onGiven ? { casesOn: twoClassRuns(STEPS, HALVINGS) } : {}),
    defaultCases: 150,
    required: momentum ? { 'classes:three or more': 0.2 } : { 'bound:positive': 0.1, 'classes:three or more': 0.2 },
    evaluate: (input, parts) => judgeRun(input, parts, { geometryOf, descentOf, momentum }, judge),
  });
}

/**
 * @param {import('./multiclass.js').Run} run
 * @returns {import('claimcheck/claims').Evaluation}
 */
function judge(run) {
  const { problem, hypotheses, gamma, radius, rate, begun, n, losses, slack, follow } = run;
  let [initial, length, gained, lost, share, positive] = [0, 0, 0, 0, 0, false];
  follow((k, _, at) => {
    if (k === 0) initial = cc.log(n) + at.logLoss;
    else {
      const eta = rate(k - 1);
      length += eta;
      gained += eta * gamma * share;
      lost += eta * losses();
      const rest = n * cc.exp(at.logLoss);
      const lower = gained - lost - initial - rest;
      positive ||= lower > 0;
      const scale = gamma * length + lost + Math.abs(initial) + rest;
      const rounding = roundingOf(run, { k, reach: radius * (begun + length), scale });
      slack.record((at.least - lower) / scale, rounding, k, () => `the least margin is ${at.least}, its lower bound ${lower}`);
    }
    share = cc.exp(at.logSlope - at.logLoss);
  });
  return cc.conclude(hypotheses, slack, {
    undecided: 'every step is lost in rounding or in the range of float64',
    labels: [
      ['bound', positive ? 'positive' : 'negative'],
      ['classes', problem.count > 2 ? 'three or more' : 'two'],
    ],
  });
}
