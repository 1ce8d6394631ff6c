/** Example 2 of appendix C, second half: the negative sample becomes inactive again. */

import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { eachStepOf } from '../../claim/each-step.js';
import { allMet, holds, method } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { eta } from '../../claim/steps.js';
import { dataset, sample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import { exampleTwoHypotheses, exampleTwoSteps } from './examples.js';

/** With both samples active w.x2 falls by a fixed amount a step at least. */
export const leaves = defineClaim({
  id: 'ex-2/leaves',
  chapter: 'gradient descent',
  source: 'Appendix C, example 2, eq. 6',
  statement:
    'Data of example 2, loss without the factor 1/n: while w_t.x1 > 0 and w_t.x2 > 0, (w_{t+1} - w_t).x2 <= -0.5 eta |x2|^2, so w_t.x2 <= 0 again within w.x2 / (0.5 eta |x2|^2) + 1 steps.',
  slack: '-0.5 - (w_{t+1} - w_t).x2 / (eta |x2|^2), smallest over the steps with both samples active',
  cases: exampleTwoSteps(2000),
  required: { 'x2:often': 0.2 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const hypotheses = exampleTwoHypotheses(data, input, parts);
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const rate = eta(input);
    const [x1, x2] = [sample(data, 0), sample(data, 1)];
    const square = dot(x2, x2);
    const slack = slackRecord();
    let deadline = Number.POSITIVE_INFINITY;
    let visits = 0;
    // (P) carries 1/n; the claim is about the sum of the losses.
    eachStepOf(input, { data, model: parts.relu, optimizer: parts.gradientDescent, stepSize: rate * data.n }, (before, after) => {
      const [atX1, atX2] = [nth(before.preactivation, 0), nth(before.preactivation, 1)];
      if (!(atX1 > 0 && atX2 > 0)) {
        deadline = Number.POSITIVE_INFINITY;
        return true;
      }
      visits++;
      const unit = rate * square;
      const move = dot(after.w, x2) - dot(before.w, x2);
      const rounding =
        (gamma(4 * data.d + 8) * (norm(before.w) + norm(after.w)) * norm(x2)) / unit +
        gamma(32) * (2 + norm(before.w) * (norm(x1) + norm(x2)));
      slack.record(
        -0.5 - move / unit,
        rounding,
        before.k,
        () => `(w_{t+1} - w_t).x2 = ${move}, where at most ${-0.5 * unit} is claimed`,
        'move',
      );
      if (deadline === Number.POSITIVE_INFINITY) deadline = before.k + atX2 / (0.5 * unit) + 1;
      if (nth(after.preactivation, 1) > 0)
        slack.record((deadline - after.k) / (1 + deadline), rounding, after.k, () => 'x2 is still active', 'leaves');
      return true;
    });
    hypotheses.push(holds(method('x2-active', 'x2 becomes active within the steps'), visits > 0));
    return conclude(hypotheses, slack, {
      undecided: 'every step is lost in rounding',
      labels: [['x2', visits > 10 ? 'often' : 'seldom']],
    });
  },
});
