/** Theorem 3.1, case 2: directions along which some positive samples are active and no negative is. */

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
import { limitSlack } from './far-out.js';
import { fallsTowardsSeparator } from './theorem-3-1.2.certificate.js';
import { noAsymptoticMinimumForCoq } from './theorem-3-1.2.coq.js';

const cases = directions(['partial', 'partial', 'separable']);

function isCaseTwo({ activeNegatives, activePositives }: LandscapeRegion): Hypothesis {
  return holds(paper('in-W_J', 'w* in W_J, J not empty'), activeNegatives.length === 0 && activePositives.length > 0);
}

/** A record that has taken in L(a w*) -> L* + (n+ - |J|)/n. */
function recordOfLimit(data: Dataset, w: Float64Array, region: LandscapeRegion, parts: Parts): SlackRecord {
  const slack = slackRecord();
  const limit = limitSlack(data, w, data.n - region.activePositives.length, parts);
  slack.record(limit.slack, limit.rounding, 0, () => limit.note, 'limit');
  return slack;
}

/**
 * By how much n times the limit of the loss changes along w* + eps direction for all small eps > 0, at most n: only
 * samples on the boundary change sides, by the exact signs of direction.x_i.
 */
function limitChange(data: Dataset, direction: Float64Array, region: LandscapeRegion, parts: Parts): number {
  const towards = parts.landscapeRegion(data, direction);
  if (region.boundaryNegatives.some((i) => towards.activeNegatives.includes(i))) return data.n;
  return 0 - region.boundaryPositives.filter((i) => towards.activePositives.includes(i)).length;
}

/** Every such direction an asymptotic local minimum, as printed. */
export const caseTwo = defineClaim({
  id: 'thm-3.1/2',
  defect: ON_KINK,
  chapter: 'landscape',
  kind: 'exact',
  source: 'Theorem 3.1, item 2, and the remark after it',
  statement:
    'If w*.x_i > 0 on a non-empty J within I+ and <= 0 on all other samples, then L(a w*) -> L* + (n+ - |J|)/n and w* is an asymptotic local minimum: no direction near w* has a smaller limit.',
  slack: 'the smaller of 1/2 - n |L(a w*) - limit| and n (limit of L along a direction near w* - limit along w*)',
  reason:
    'Where a positive sample has w*.x_i = 0, every direction w* + eps u with a separator u and eps > 0 activates it and no negative, and so has a smaller limit. See thm-3.1/2@repaired.',
  ...cases,
  required: { 'region:partial': 0.2, 'boundary:positive': 0.05, 'boundary:negative': 0.02 },
  certify: certifier(fallsTowardsSeparator),
  coq: noAsymptoticMinimumForCoq,
  evaluate: onDirections(({ data, w, region, input, parts }) => {
    const slack = recordOfLimit(data, w, region, parts);
    for (const name of ['perturbation', 'separator'] as const) {
      const direction = namedVector(input, name);
      const change = limitChange(data, direction, region, parts);
      slack.record(change, 0, 0, () => `n times the limit changes by ${change} along w* + eps (${Array.from(direction).join(', ')})`, name);
    }
    return { hypotheses: [isCaseTwo(region)], conclusion: slack.conclusion() };
  }),
});

/** Local minima exactly where no positive sample is on its kink. */
export const caseTwoRepaired = defineClaim({
  id: 'thm-3.1/2@repaired',
  reading: 'repaired',
  chapter: 'landscape',
  kind: 'exact',
  source: 'Theorem 3.1, item 2, and the remark after it',
  statement:
    'If w*.x_i > 0 on a non-empty J within I+ and <= 0 on all other samples, then L(a w*) -> L* + (n+ - |J|)/n, and w* is an asymptotic local minimum if and only if no positive sample has w*.x_i = 0.',
  slack: 'as for thm-3.1/2; where a positive sample lies on its kink, the fall of n times the limit towards a separator, less 1/2',
  reason:
    'Off the kinks of positive samples, small perturbations can only activate negatives, which sends the limit to infinity. On such a kink, a step towards a separator activates the positive sample and keeps all negatives inactive.',
  ...cases,
  required: { 'region:partial': 0.2, 'boundary:positive': 0.05, 'boundary:negative': 0.02 },
  evaluate: onDirections(({ data, w, region, input, parts }) => {
    const slack = recordOfLimit(data, w, region, parts);
    const onKink = region.boundaryPositives.length > 0;
    for (const name of onKink ? (['separator'] as const) : (['perturbation', 'separator'] as const)) {
      const change = limitChange(data, namedVector(input, name), region, parts);
      slack.record(onKink ? -change - 0.5 : change, 0, 0, () => `n times the limit changes by ${change} towards the ${name}`, name);
    }
    const separates = separatesAll(data, namedVector(input, 'separator'), parts);
    return {
      hypotheses: [isCaseTwo(region), holds(method('separator', 'the case comes with a separator'), separates)],
      conclusion: slack.conclusion(),
    };
  }),
});
