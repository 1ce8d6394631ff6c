/** Example 1 of appendix C: of two positives one stays misclassified for ever. */

import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { allMet } from '../../claim/hypotheses.js';
import { isClear } from '../../claim/outcome.js';
import { slackRecord } from '../../claim/slack.js';
import { eta, stepCount } from '../../claim/steps.js';
import { dataset, sample } from '../../data/dataset.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { cosine, dot, norm, plusMultiple } from '../../numerics/vector.js';
import { run } from '../../trajectory/run.js';
import { sampleAtKink } from '../setting/sample-at-kink.js';
import { exampleOneHypotheses, exampleOneSteps, sideUnsure } from './examples.js';

/** The iterates keep to a line on which x2 and x3 are inactive. */
export const exampleOne = defineClaim({
  id: 'ex-1',
  chapter: 'gradient descent',
  source: 'Appendix C, example 1',
  statement:
    'Two positives x1, x2 and one negative x3 with x1.x3 < 0, x1.x2 < 0; w_0.x1 > 0, w_0.x2 < 0, w_0.x3 < 0: for every t w_t.x2 < 0, w_t.x3 < 0 and w_t - w_0 is a multiple of x1.',
  slack: 'the smaller of -cos(w_t, x2), -cos(w_t, x3) and -(distance of w_t - w_0 from the line of x1) / |w_t|, over t',
  cases: exampleOneSteps(1000),
  evaluate(input, parts) {
    const data = dataset(input.data);
    const hypotheses = exampleOneHypotheses(data, input, parts);
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const w0 = Float64Array.from(input.start);
    const [x1, x2, x3] = [sample(data, 0), sample(data, 1), sample(data, 2)];
    const square = dot(x1, x1);
    const slack = slackRecord();
    let unsure: string | undefined;
    run({
      data,
      model: parts.relu,
      start: w0,
      optimizer: parts.gradientDescent,
      stepSize: eta(input),
      steps: stepCount(input),
      observe: ({ k, w }) => {
        const rounding = gamma(4 * data.d + 8) + UNIT_ROUNDOFF * 4 * k;
        slack.record(-cosine(w, x2), rounding, k, () => 'x2 is not misclassified', 'x2');
        slack.record(-cosine(w, x3), rounding, k, () => 'x3 is active', 'x3');
        const move = plusMultiple(w, -1, w0);
        const rest = plusMultiple(move, -dot(move, x1) / square, x1);
        slack.record(-norm(rest) / norm(w), rounding * (1 + norm(w0) / norm(w)), k, () => 'w_t - w_0 leaves the line of x1', 'line');
        // Where a computed sign is not sure, the run from there on need not be that of the exact sign.
        const near = sampleAtKink(data, w);
        if (near !== undefined) unsure = sideUnsure(k, near);
        return near === undefined;
      },
    });
    const found = concluded(slack, 'every step is lost in rounding');
    const clearly = found.conclusion !== undefined && isClear(found.conclusion);
    return { hypotheses, ...(unsure === undefined || clearly ? found : { undecided: unsure }), labels: [] };
  },
});
