/** Theorem 3.1, case 3: directions along which no sample is active. */

import { certifier } from '../../certify/certifier.js';
import type { Hypothesis } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { holds, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import type { Dataset } from '../../data/dataset.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';
import { ON_KINK } from '../setting/neuron-defects.js';
import { directions, namedVector, onDirections, separatesAll } from './directions.js';
import { scaledLoss } from './far-out.js';
import { riseNear } from './rise-near.js';
import { lossFallsTowardsSeparator } from './theorem-3-1.3.certificate.js';
import { noMinimumForCoq } from './theorem-3-1.3.coq.js';

const cases = directions(['silent', 'silent', 'zero']);

function isSilent({ kind }: LandscapeRegion): Hypothesis {
  return holds(paper('silent', 'w*.x_i <= 0 for all i'), kind === 'silent');
}

/** A record that has taken in L(w*) = 1. */
function recordOfLoss(data: Dataset, w: Float64Array, parts: Parts): SlackRecord {
  const slack = slackRecord();
  const { value, rounding } = scaledLoss(data, w, 1, parts);
  slack.record(0.5 - Math.abs(value - data.n), rounding, 0, () => `n L(w*) = ${value}`, 'loss');
  return slack;
}

/** Every such point a local minimum, as printed. */
export const caseThree = defineClaim({
  id: 'thm-3.1/3',
  defect: ON_KINK,
  chapter: 'landscape',
  kind: 'exact',
  source: 'Theorem 3.1, item 3',
  statement: 'If w*.x_i <= 0 for all i, then L(w*) = L* + n+/n = 1 and w* is a local minimum of L.',
  slack: 'the smaller of 1/2 - n |L(w*) - 1| and n (L(w* + eps u) - L(w*)) / (eps max |u.x_i|) for small eps',
  reason:
    'At w* = 0, and wherever a positive sample has w*.x_i = 0, a small step towards a separator activates positive samples alone and so lowers the loss. See thm-3.1/3@repaired.',
  ...cases,
  required: { 'region:silent': 0.8, 'boundary:positive': 0.1 },
  certify: certifier(lossFallsTowardsSeparator),
  coq: noMinimumForCoq,
  evaluate: onDirections(({ data, w, region, input, parts }) => {
    const slack = recordOfLoss(data, w, parts);
    for (const name of ['perturbation', 'separator'] as const) {
      const direction = namedVector(input, name);
      const { rise, rounding, step } = riseNear(data, w, direction, region, parts);
      slack.record(rise, rounding, 0, () => `the loss falls along (${Array.from(direction).join(', ')}), at eps = ${step}`, name);
    }
    return { hypotheses: [isSilent(region)], conclusion: slack.conclusion() };
  }),
});

/** Local minima exactly where no positive sample is on its kink. */
export const caseThreeRepaired = defineClaim({
  id: 'thm-3.1/3@repaired',
  reading: 'repaired',
  chapter: 'landscape',
  kind: 'exact',
  source: 'Theorem 3.1, item 3',
  statement:
    'If w*.x_i <= 0 for all i, then L(w*) = L* + n+/n = 1, and w* is a local minimum of L if and only if no positive sample has w*.x_i = 0.',
  slack: 'as for thm-3.1/3; where a positive sample lies on its kink, the relative fall of the loss towards a separator',
  reason: 'The argument of thm-3.1/2@repaired, at a finite point.',
  ...cases,
  required: { 'region:silent': 0.8, 'boundary:positive': 0.1 },
  evaluate: onDirections(({ data, w, region, input, parts }) => {
    const slack = recordOfLoss(data, w, parts);
    const onKink = region.boundaryPositives.length > 0;
    for (const name of onKink ? (['separator'] as const) : (['perturbation', 'separator'] as const)) {
      const { rise, rounding } = riseNear(data, w, namedVector(input, name), region, parts);
      slack.record(onKink ? -rise : rise, rounding, 0, () => `relative rise ${rise} towards the ${name}`, name);
    }
    const separates = separatesAll(data, namedVector(input, 'separator'), parts);
    return {
      hypotheses: [isSilent(region), holds(method('separator', 'the case comes with a separator'), separates)],
      conclusion: slack.conclusion(),
    };
  }),
});
