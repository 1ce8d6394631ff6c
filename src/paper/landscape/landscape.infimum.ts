/** The infimum of the ReLU loss. */

import { defineClaim } from '../../claim/define.js';
import type { Parts } from '../../claim/parts.js';
import { slackRecord } from '../../claim/slack.js';
import type { Case } from '../../data/case.js';
import type { Dataset } from '../../data/dataset.js';
import { directions, namedVector, onDirections, separatesAll } from './directions.js';
import { limitSlack, scaledLoss } from './far-out.js';

/** inf L = n-/n: a lower bound everywhere, and a limit along separators. */
export const infimum = defineClaim({
  id: 'landscape/infimum',
  chapter: 'landscape',
  kind: 'exact',
  source: 'Section 3.1, before theorem 3.1',
  statement: 'inf L = L* = n-/n: no w has a smaller loss, and the loss tends to L* along every separating direction.',
  slack: 'the smaller of n (L(w) - L*) and 1/2 - n |L(a u) - L*| far out along a separator u',
  ...directions(),
  required: { 'region:mixed': 0.05, 'region:separable': 0.05 },
  evaluate: onDirections(({ data, w, input, parts }) => {
    const floor = data.negatives.length;
    const slack = slackRecord();
    const here = scaledLoss(data, w, 1, parts);
    const inRange = Number.isFinite(here.value);
    const relative = inRange ? 1 / (1 + here.value) : 1;
    slack.record(
      inRange ? (here.value - floor) * relative : 1,
      inRange ? here.rounding * relative : 0,
      0,
      () => `n L(w) = ${here.value}, below n- = ${floor}`,
      'lower bound',
    );
    const separator = separatorOf(input, data, parts);
    if (separator === undefined) return { hypotheses: [], conclusion: undefined };
    const along = limitSlack(data, separator, floor, parts);
    slack.record(along.slack, along.rounding, 0, () => along.note, 'limit');
    return { hypotheses: [], conclusion: slack.conclusion() };
  }),
});

/** The separator that the case names, or another one; undefined where no double vector separates. */
function separatorOf(input: Case, data: Dataset, parts: Parts): Float64Array | undefined {
  const named = namedVector(input, 'separator');
  if (separatesAll(data, named, parts)) return named;
  const found = parts.separability(data);
  return found.separable && separatesAll(data, found.separator, parts) ? found.separator : undefined;
}
