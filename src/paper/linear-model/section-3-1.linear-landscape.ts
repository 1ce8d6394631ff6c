/** Section 3.1, on the linear model: its landscape. */

import { defineClaim } from '../../claim/define.js';
import { slackRecord } from '../../claim/slack.js';
import { everySample, radius, sample } from '../../data/dataset.js';
import { logLoss, workspace } from '../../model/model.js';
import { exp, log } from '../../numerics/elementary.js';
import { largest, nth, smallest } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { absoluteDot, dot, norm } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';
import { directions, namedVector, onDirections } from '../landscape/directions.js';

/** Scales of w* at which the loss is looked at, and the last of them, relative to its least |w*.x_i| where it separates. */
const SCALES = [1, 2 ** 4, 2 ** 8];
const FAR = 48;

/** The loss is convex, and vanishes along separating directions alone. */
export const linearLandscape = defineClaim({
  id: 'sec-3.1/linear-landscape',
  chapter: 'linear model',
  kind: 'exact',
  source: 'Section 3.1, first paragraph',
  statement:
    'Linear model: the loss is convex, and grad L(a w*) -> 0 and L(a w*) -> 0 as a -> infinity if w* is in the linearly separable region and only then; elsewhere n L(a w*) >= 1 and n |grad L(a w*)| >= gamma for every a.',
  slack:
    'the smallest of 1 - L((u + v)/2) / ((L(u) + L(v))/2); where w* separates 1/2 - n L far out; elsewhere n L(a w*) - 1 (at most 1); and |grad L| / (gamma L) - 1',
  reason:
    'exp is convex. A sample with y_i w*.x_i <= 0 has a loss of at least 1 at every a, and -u.grad L = (1/n) sum exp(-y_i w.x_i) y_i u.x_i >= gamma L for the max-margin direction u.',
  ...directions(),
  required: { 'region:separable': 0.05, 'region:mixed': 0.05 },
  evaluate: onDirections(({ data, w, region, input, parts }) => {
    const slack = slackRecord();
    const into = workspace(parts.linear, data);
    const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
    const rows = everySample(data).map((i) => sample(data, i));
    const exponentAt = (point: Float64Array): number => largest(rows.map((x) => absoluteDot(point, x)));
    const roundingAt = (point: Float64Array): number => gamma(8 * (data.n + data.d)) * (2 + exponentAt(point));
    const logLossAt = (point: Float64Array): number => {
      parts.linear.evaluate(data, point, into);
      return logLoss(into);
    };
    const v = namedVector(input, 'perturbation');
    const middle = w.map((entry, j) => (entry + nth(v, j)) / 2);
    const [first, second, between] = [logLossAt(w), logLossAt(v), logLossAt(middle)];
    const larger = Math.max(first, second);
    const mean = larger + log((exp(first - larger) + exp(second - larger)) / 2);
    slack.record(
      1 - exp(between - mean),
      2 * (roundingAt(w) + roundingAt(v) + roundingAt(middle)),
      0,
      () => 'the loss is not convex',
      'convex',
    );
    const separates = region.kind === 'separable';
    const least = smallest(rows.map((x) => Math.abs(dot(w, x))));
    let far = 1;
    if (separates) while (far * least < FAR) far *= 2;
    for (const scale of separates ? [far] : SCALES) {
      const point = w.map((entry) => entry * scale);
      const rounding = roundingAt(point);
      const logTotal = logLossAt(point) + log(data.n);
      if (separates) slack.record(0.5 - exp(logTotal), rounding, 0, () => `n L(a w*) is e^${logTotal} far out`, 'vanishes');
      else slack.record(Math.min(1, exp(Math.min(1, logTotal)) - 1), 4 * rounding, 0, () => `n L(a w*) is e^${logTotal}`, 'stays');
      if (!best.feasible) continue;
      const ratio = norm(into.gradient) / (best.margin * into.loss);
      slack.record(ratio - 1, rounding * (1 + radius(data) / best.margin), 0, () => `|grad L| is ${ratio} times gamma L`, 'gradient');
    }
    return { hypotheses: [], conclusion: slack.conclusion() };
  }),
});
