/** Beyond the paper: normalised gradient descent on the linear model (Nacson et al. 2018a). */

import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { runOf } from '../../claim/each-step.js';
import { holds, method } from '../../claim/hypotheses.js';
import { labelIf } from '../../claim/label.js';
import { slackRecord } from '../../claim/slack.js';
import { constantSteps, eta } from '../../claim/steps.js';
import { dataset, radius } from '../../data/dataset.js';
import { FULL_PRECISION, logLoss } from '../../model/model.js';
import { exp, log } from '../../numerics/elementary.js';
import { smallest } from '../../numerics/lists.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';
import { linearRuns, withinReach } from './limit-runs.js';

/** A lower bound on the margin at every step. */
export const normalizedGradientDescent = defineClaim({
  id: 'nacson/normalized-gd',
  chapter: 'linear model',
  source: 'Nacson et al. 2018a, cited in section 1.2',
  statement:
    'Linear model, normalised gradient descent with eta_k = eta / sqrt(k+1): min_i y_i w_t.x_i / |w_t| >= gamma - (gamma |w_0| + ln(n L(w_0)) + (B^2 / 2) e^(B eta) sum_{k<t} eta_k^2) / (|w_0| + sum_{k<t} eta_k) wherever the right side is positive. So the margin approaches gamma at the rate ln t / sqrt t.',
  slack: '(margin of w_t - its lower bound) / gamma, smallest over the steps',
  reason:
    'Along a step of length eta_k the loss stays below e^(B eta_k) L, so ln L falls by at least eta_k |grad L| / L - (B^2 / 2) e^(B eta_k) eta_k^2, where |grad L| >= gamma L. The least y_i w.x_i is at least -ln(n L), and |w_t| <= |w_0| + sum eta_k.',
  ...linearRuns((data, _, halvings) => constantSteps(2 ** (1 - halvings) / radius(data), 5000)),
  required: { 'bound:positive': 0.5 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { hypotheses, best } = withinReach(input, data, parts);
    if (best === undefined) return { hypotheses, labels: [] };
    const rows = signedRows(data);
    const bound = radius(data);
    const rate = eta(input);
    const { margin: gamma } = best;
    const excess = (bound * bound * exp(bound * rate)) / 2;
    const begun = norm(input.start);
    const slack = slackRecord();
    let initial = Number.NaN;
    let length = 0;
    let squares = 0;
    let positive = false;
    const { end } = runOf(
      input,
      { data, model: parts.linear, optimizer: parts.normalizedGradientDescent, stepSize: (k) => rate / Math.sqrt(k + 1) },
      ({ k, w, evaluation }) => {
        if (evaluation.loss < FULL_PRECISION) return false;
        if (k === 0) initial = log(data.n) + logLoss(evaluation);
        else {
          length += rate / Math.sqrt(k);
          squares += (rate * rate) / k;
        }
        const lower = gamma - (gamma * begun + initial + excess * squares) / (begun + length);
        if (!(lower > 0)) return true;
        positive = true;
        const reached = smallest(rows.map((row) => dot(row, w))) / norm(w);
        const rounding = (roundingOf(8 * (data.n + data.d) + 4 * k) * (2 + bound) * (1 + Math.abs(initial))) / gamma;
        slack.record((reached - lower) / gamma, rounding, k, () => `the margin is ${reached}, its lower bound ${lower}`);
        return true;
      },
    );
    if (end === 'stopped' && !positive) return { hypotheses, undecided: 'the loss leaves the full precision of float64', labels: [] };
    const all = [...hypotheses, holds(method('bound-positive', 'the bound becomes positive within the steps'), positive)];
    return conclude(all, slack, { undecided: 'every step is lost in rounding', labels: labelIf(positive, 'bound', 'positive') });
  },
});
