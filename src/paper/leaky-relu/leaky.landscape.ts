/** Section 4.1: the landscape of leaky ReLU has asymptotic global minima alone. */

import fc from 'fast-check';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isSeparable, paper } from '../../claim/hypotheses.js';
import { slopeOf } from '../../claim/read-case.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { noSteps } from '../../claim/steps.js';
import { dataset, radius, sample } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { withStart } from '../../generator/start.js';
import { slope as anySlope } from '../../generator/steps.js';
import { FULL_PRECISION, workspace } from '../../model/model.js';
import { smallest } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { absoluteDot, cosine, norm } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';

/** The gradient vanishes nowhere, and far out only where all samples are classified correctly. */
export const leakyLandscape = defineClaim({
  id: 'leaky/landscape',
  chapter: 'leaky relu',
  kind: 'exact',
  source: 'Section 4.1, second paragraph',
  statement:
    'For 0 < a < 1 no w is a critical point, and only global minima are asymptotically critical. Indeed |grad L(w)| >= a gamma L(w) at every w, so grad L(c w*) -> 0 only where L(c w*) -> 0, that is, where y_i w*.x_i > 0 for all i.',
  slack: '|grad L| / (a gamma L) - 1 at w and far out along w; where the gradient vanishes far out, the least cosine of w with a y_i x_i',
  reason:
    'With the max-margin direction u of the y_i x_i, -u.grad L = (1/n) sum s_i e_i y_i u.x_i >= a gamma L, where e_i is the loss of sample i and its slope s_i is at least a.',
  ...onAnyData(separable(), (source) =>
    fc.tuple(withStart(source), anySlope()).map(([{ drawn, start }, slope]) => ({
      data: drawn.data,
      start,
      slope,
      steps: noSteps,
    })),
  ),
  required: { 'direction:separating': 0.03, 'direction:other': 0.3 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const a = slopeOf(input);
    const hypotheses = [isSeparable(data, parts), holds(paper('slope', '0 < a < 1'), a > 0 && a < 1)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
    if (!best.feasible) return { hypotheses, undecided: 'no max-margin direction', labels: [] };
    const model = parts.leakyRelu(a);
    const w = Float64Array.from(input.start);
    const slack = slackRecord();
    const into = workspace(model, data);
    const longest = radius(data);
    for (const scale of [1, 2 ** 6, 2 ** 12]) {
      const point = w.map((entry) => entry * scale);
      model.evaluate(data, point, into);
      if (into.loss < FULL_PRECISION) continue;
      let exponent = 0;
      for (let i = 0; i < data.n; i++) exponent = Math.max(exponent, absoluteDot(point, sample(data, i)));
      const ratio = norm(into.gradient) / (a * best.margin * into.loss);
      const rounding = gamma(8 * (data.n + data.d)) * (2 + exponent) * (1 + longest / (a * best.margin));
      slack.record(ratio - 1, rounding, 0, () => `|grad L| is ${ratio} times its lower bound at ${scale} w`, 'lower bound');
      // Where a sample is misclassified L >= 1/n, so that |grad L| >= a gamma / n.
      const vanishes = into.shift === 0 && norm(into.gradient) < (2 ** -60 * a * best.margin) / data.n;
      if (vanishes) {
        const least = smallest(Array.from(data.y, (y, i) => y * cosine(w, sample(data, i))));
        slack.record(least, gamma(4 * data.d + 8), 0, () => 'the gradient vanishes along a direction that misclassifies', 'directions');
      }
    }
    const separating = parts.landscapeRegion(data, w).kind === 'separable';
    return conclude(hypotheses, slack, {
      undecided: 'every point is lost in rounding',
      labels: [separating ? ['direction', 'separating'] : ['direction', 'other']],
    });
  },
});
