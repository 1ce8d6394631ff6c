/** Section 1.1: what gradient descent stops at. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import type { Claim, ClaimDefinition } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { holds, method } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps } from '../../claim/steps.js';
import { latticeVector } from '../../generator/lattice.js';
import { withStart } from '../../generator/start.js';
import { stepSize } from '../../generator/steps.js';
import { namedVector, separatesAll } from '../landscape/directions.js';
import { scaledLoss } from '../landscape/far-out.js';
import { riseNear } from '../landscape/rise-near.js';
import { lossFallsTowardsSeparator } from '../landscape/theorem-3-1.3.certificate.js';
import { ON_KINK } from '../setting/neuron-defects.js';
import { reluData } from './relu-runs.js';
import { atRest } from './rest.js';
import { stopsAtNoMinimumForCoq } from './section-1-1.stops.coq.js';

/** Dimension of the raw perturbations that cases are drawn with. */
const MOST_FEATURES = 16;

const shared = {
  chapter: 'gradient descent',
  kind: 'finite',
  source: 'Section 1.1, and section 3.2 after theorem 3.2',
  ...onAnyData(reluData, (source) =>
    fc
      .tuple(withStart(source, ['silent', 'zero', 'random', 'silent', 'negatives']), stepSize(), latticeVector(MOST_FEATURES))
      .map(([{ drawn, start }, rate, raw]) => ({
        data: drawn.data,
        start,
        steps: constantSteps(rate, 300),
        vectors: { perturbation: drawn.separator.map((_, j) => raw[j % MOST_FEATURES] ?? 0), separator: drawn.separator },
      })),
  ),
  required: { 'end:at once': 0.2, 'end:later': 0.02, 'positives:off their kinks': 0.2, 'positives:on a kink': 0.05 },
} satisfies Partial<ClaimDefinition>;

/** @param isMinimum - whether the point is said to be a local minimum, given whether a positive lies on its kink. */
function stopsAt(isMinimum: (onKink: boolean) => boolean): Claim['evaluate'] {
  return atRest(({ data, w, step, region, input, parts }) => {
    const slack = slackRecord();
    const onKink = region.boundaryPositives.length > 0;
    const { value, rounding } = scaledLoss(data, w, 1, parts);
    slack.record(
      value - data.negatives.length - 0.5,
      rounding,
      step,
      () => `n L(w_T) = ${value}, and n L* is ${data.negatives.length}`,
      'spurious',
    );
    const minimum = isMinimum(onKink);
    for (const name of minimum ? (['perturbation', 'separator'] as const) : (['separator'] as const)) {
      const { rise, rounding: error } = riseNear(data, w, namedVector(input, name), region, parts);
      slack.record(minimum ? rise : -rise, error, step, () => `relative rise ${rise} of the loss towards the ${name}`, name);
    }
    return {
      hypotheses: [holds(method('separator', 'a separator is at hand'), separatesAll(data, namedVector(input, 'separator'), parts))],
      conclusion: slack.conclusion(),
      labels: [['positives', onKink ? 'on a kink' : 'off their kinks']],
    };
  });
}

/** At a local minimum, as printed. */
export const stops = defineClaim({
  ...shared,
  id: 'sec-1.1/stops',
  defect: ON_KINK,
  statement:
    'Where gradient descent stops, it stops at a finite spurious local minimum: L(w_T) > L* and no point near w_T has a smaller loss.',
  slack:
    'the smaller of n (L(w_T) - L*) - 1/2 and n (L(w_T + eps u) - L(w_T)) / (eps max |u.x_i|) for small eps, u a separator or any other direction',
  reason:
    'It stops wherever no sample is active, w_0 = 0 among these points. There, and wherever a positive has w_T.x_i = 0, the loss falls towards a separator: the point is no local minimum. See sec-1.1/stops@repaired.',
  certify: certifier(lossFallsTowardsSeparator),
  coq: stopsAtNoMinimumForCoq,
  evaluate: stopsAt(() => true),
});

/** At a local minimum where no positive lies on its kink. */
export const stopsRepaired = defineClaim({
  ...shared,
  id: 'sec-1.1/stops@repaired',
  reading: 'repaired',
  statement:
    'Where gradient descent stops, L(w_T) = L* + n+/n > L*; w_T is a local minimum if and only if no positive has w_T.x_i = 0. Such stops at local minima occur, at once and later.',
  slack: 'as for sec-1.1/stops; where a positive lies on its kink, the relative fall of the loss towards a separator',
  reason: 'See thm-3.1/3@repaired: no sample is active where the run stops.',
  evaluate: stopsAt((onKink) => !onKink),
});
