import type { Claim } from '../../claim/claim.js';
import { holds, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { slackRecord } from '../../claim/slack.js';
import type { Dataset } from '../../data/dataset.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';
import { isCaseTwo, limitSlack, named, onDirections, separatesAll } from './landscape-directions.js';

/**
 * By how much n times the limit of the loss changes along w* + eps direction for all small eps > 0, at most n: only
 * samples on the boundary change sides, by the exact signs of direction.x_i.
 */
function limitChange(data: Dataset, direction: Float64Array, region: LandscapeRegion, parts: Parts): number {
  const towards = parts.landscapeRegion(data, direction);
  if (region.boundaryNegatives.some((i) => towards.activeNegatives.includes(i))) return data.n;
  return 0 - region.boundaryPositives.filter((i) => towards.activePositives.includes(i)).length;
}

const caseTwo = onDirections(
  {
    id: 'thm-3.1/2',
    reading: 'as-printed',
    source: 'Theorem 3.1, item 2, and the remark after it',
    statement:
      'If w*.x_i > 0 on a non-empty J within I+ and <= 0 on all other samples, then L(a w*) -> L* + (n+ - |J|)/n and w* is an asymptotic local minimum: no direction near w* has a smaller limit.',
    slack: 'the smaller of 1/2 - n |L(a w*) - limit| and n (limit of L along a direction near w* - limit along w*)',
    reason:
      'With a positive sample at w*.x_i = 0, every direction w* + eps u with u a separator activates it and no negative, for any eps > 0, and has a smaller limit. See thm-3.1/2@repaired.',
    required: { 'region:partial': 0.2, 'boundary:positive': 0.05, 'boundary:negative': 0.02 },
  },
  ['partial', 'partial', 'separable'],
  ({ data, w, region, input, parts }) => {
    const slack = slackRecord();
    const limit = limitSlack(data, w, data.n - region.activePositives.length, parts);
    slack.record(limit.slack, limit.rounding, 0, () => limit.note ?? '', 'limit');
    for (const name of ['perturbation', 'separator']) {
      const direction = named(input, name);
      const difference = limitChange(data, direction, region, parts);
      slack.record(
        difference,
        0,
        0,
        () => `n times the limit changes by ${difference} along w* + eps (${Array.from(direction).join(', ')})`,
        name,
      );
    }
    return { hypotheses: [holds(paper('in-W_J', 'w* in W_J, J not empty'), isCaseTwo(region))], conclusion: slack.conclusion()! };
  },
);

const caseTwoRepaired = onDirections(
  {
    id: 'thm-3.1/2@repaired',
    reading: 'repaired',
    source: 'Theorem 3.1, item 2, and the remark after it',
    statement:
      'If w*.x_i > 0 on a non-empty J within I+ and <= 0 on all other samples, then L(a w*) -> L* + (n+ - |J|)/n, and w* is an asymptotic local minimum if and only if no positive sample has w*.x_i = 0.',
    slack: 'as for thm-3.1/2; where a positive sample lies on its kink, the fall of n times the limit towards a separator, less 1/2',
    reason:
      'Off the kinks of positive samples, small perturbations can only activate negatives, which sends the limit to infinity. On one, a separator activates it and keeps all negatives inactive.',
    required: { 'region:partial': 0.2, 'boundary:positive': 0.05, 'boundary:negative': 0.02 },
  },
  ['partial', 'partial', 'separable'],
  ({ data, w, region, input, parts }) => {
    const slack = slackRecord();
    const limit = limitSlack(data, w, data.n - region.activePositives.length, parts);
    slack.record(limit.slack, limit.rounding, 0, () => limit.note ?? '', 'limit');
    const onKink = region.boundaryPositives.length > 0;
    for (const name of onKink ? ['separator'] : ['perturbation', 'separator']) {
      const difference = limitChange(data, named(input, name), region, parts);
      slack.record(
        onKink ? -difference - 0.5 : difference,
        0,
        0,
        () => `n times the limit changes by ${difference} towards the ${name}`,
        name,
      );
    }
    const separates = separatesAll(data, named(input, 'separator'), parts);
    return {
      hypotheses: [
        holds(paper('in-W_J', 'w* in W_J, J not empty'), isCaseTwo(region)),
        holds(method('separator', 'a separator is at hand'), separates),
      ],
      conclusion: slack.conclusion()!,
    };
  },
);

/** Claims of case 2. */
export const caseTwoClaims: readonly Claim[] = [caseTwo, caseTwoRepaired];
