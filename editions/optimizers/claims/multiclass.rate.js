/** The rate with its constants: from the step on at which the loss is small, the margin grows like gamma times the way travelled. */

import * as cc from 'claimcheck/claims';
import { matrices } from '../matrices.js';
import { judgeRun, LAGGED, LEGEND, roundingOf, SETTING, SOURCE, STEP } from '../multiclass.js';
import { multiclassRuns } from '../multiclass-cases.js';
import { momentumDescent, steepestDescent } from '../steepest-descent.js';

/** @typedef {import('../multiclass.js').DescentOf} DescentOf */

const RECORDED = cc.method('phase-reached', 'n L_k <= 1/2 and c_k <= gamma / 2 hold at some step of the run');
const REASON = `${STEP} From t_0 on L falls, by at least (3/8) gamma eta_k L_k, so that the sum of all eta_k gamma n L_k / 2 is at most (4/3) n L_{t_0}. With G / L between 1 - n L / 2 and 1 that is all that is lost of gamma beside the c_k. The least margin is at least -ln(n L) - n L.`;

/**
 * @param {object} about
 * @param {string} about.id
 * @param {string} about.title
 * @param {boolean} about.momentum
 * @param {DescentOf} about.descentOf
 */
function rateClaim({ id, title, momentum, descentOf }) {
  return cc.defineClaim({
    id,
    chapter: 'multiclass',
    source: SOURCE,
    statement: `${SETTING}, ${title} with eta_k = eta (k+1)^-a: let t_0 be the first step with n L <= 1/2 and c_k <= gamma / 2. As long as c_k <= gamma / 2, min <A_i,c, W_t> >= gamma sum_{t_0<=k<t} eta_k - sum_{t_0<=k<t} eta_k c_k - ln z - (7/3) z with z = n L_{t_0}, of which the last two terms are above -1/2. Here c_k = eta_k R^2 e^(eta_k R) / 2${momentum ? ' + 2 R e_k, where e_k is the mean of e^(2 R (eta_{k-1} + ...)) - 1 under the weights of the average' : ''}. ${LEGEND}, for the spectral norm. Divided by |W_t| <= |W_0| + sum eta_k this is the rate ln t / sqrt t for a = 1/2.`,
    slack: '(least margin - its lower bound) / (the sum of the sizes of the terms of the bound), smallest over the steps from t_0 on',
    reason: momentum ? REASON + LAGGED : REASON,
    cases: multiclassRuns(400, [4, 6, 3, 5, 7]),
    defaultCases: 150,
    required: { 'classes:three or more': 0.2, 'start:reached later': 0.05 },
    evaluate: (input, parts) => judgeRun(input, parts, { geometryOf: matrices, descentOf, momentum }, judge),
  });
}

/**
 * @param {import('../multiclass.js').Run} run
 * @returns {import('claimcheck/claims').Evaluation}
 */
function judge(run) {
  const { problem, hypotheses, gamma, radius, rate, begun, n, losses, slack, follow } = run;
  let [since, offset, reach, length, lost] = [-1, 0, radius * begun, 0, 0];
  follow((k, _, at) => {
    if (since >= 0) {
      const lower = gamma * length - lost + offset;
      const scale = gamma * length + lost + Math.abs(offset) + 1;
      const rounding = roundingOf(run, { k, reach, scale });
      slack.record((at.least - lower) / scale, rounding, k, () => `the least margin is ${at.least}, its lower bound ${lower}`);
    }
    const [eta, loss, sum] = [rate(k), losses(), n * cc.exp(at.logLoss)];
    reach += radius * eta;
    const isWithin = loss <= gamma / 2;
    if (since >= 0 && !isWithin) return false;
    if (since < 0 && isWithin && sum <= 0.5) [since, offset] = [k, -(cc.log(n) + at.logLoss) - (7 / 3) * sum];
    if (since < 0) return true;
    length += eta;
    lost += eta * loss;
    return true;
  });
  return cc.concludeIfRecorded(hypotheses, slack, {
    recorded: RECORDED,
    labels: [
      ['classes', problem.count > 2 ? 'three or more' : 'two'],
      ['start', since > 0 ? 'reached later' : 'in the phase'],
    ],
  });
}

/** @param {DescentOf} [descentOf] */
export const spectralRate = (descentOf = (geometry) => steepestDescent(geometry)) =>
  rateClaim({ id: 'multiclass/spectral-rate', title: 'spectral descent (Muon without momentum)', momentum: false, descentOf });

/** @param {DescentOf} [descentOf] */
export const muonRate = (descentOf = (geometry) => momentumDescent(geometry)) =>
  rateClaim({ id: 'multiclass/muon-rate', title: 'Muon with exact polar factors', momentum: true, descentOf });
