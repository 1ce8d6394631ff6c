/** The descent inequality on the linear model. */

import type { Label } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { eachStepOf } from '../../claim/each-step.js';
import { holds, isSeparable, paper } from '../../claim/hypotheses.js';
import { labelIf } from '../../claim/label.js';
import { slackRecord } from '../../claim/slack.js';
import { eta } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { descentSlack, isBelowBound, pathSmoothness } from '../setting/descent.js';
import { linearDescentRuns } from './descent-runs.js';

/** Descent at every step that is small for the smoothness along it. */
export const descent = defineClaim({
  id: 'linear/descent',
  chapter: 'linear model',
  source: 'Appendix B, first display (after Soudry et al. 2017)',
  statement:
    'Linear model, 0 < eta < 2/beta with beta the smoothness along the path: L(w_k) - L(w_{k+1}) >= eta (1 - beta eta / 2) |grad L(w_k)|^2 at every step, so the loss never rises.',
  slack: '(L(w_k) - L(w_{k+1})) / (eta |grad L(w_k)|^2) - (1 - beta eta / 2), smallest over the steps',
  ...linearDescentRuns(150),
  required: { 'steps:judged': 0.8 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const rate = eta(input);
    const slack = slackRecord();
    let within = 0;
    let beyond = 0;
    eachStepOf(input, { data, model: parts.linear, optimizer: parts.gradientDescent }, (before, after) => {
      const beta = pathSmoothness(data, before, after, 1);
      if (!isBelowBound(rate, beta)) {
        beyond++;
        return;
      }
      within++;
      descentSlack(data, before, after, { eta: rate, c: 1 - (beta * rate) / 2, slope: 1 }, slack);
    });
    const hypotheses = [isSeparable(data, parts), holds(paper('small-step', '0 < eta < 2/beta at some step'), within > 0)];
    const labels: Label[] = [['steps', within > 0 ? 'judged' : 'none'], ...labelIf(beyond > 0, 'steps', 'too-large')];
    return conclude(hypotheses, slack, { undecided: 'every step is lost in rounding', labels });
  },
});
