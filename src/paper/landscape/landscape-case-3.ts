/** Theorem 3.1, case 3: directions along which no sample is active. */

import type { Claim } from '../../claim/claim.js';
import { holds, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { slackRecord } from '../../claim/slack.js';
import { type Dataset, radius, sample } from '../../data/dataset.js';
import { UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';
import { moved, named, onDirections, scaledLoss, separatesAll, shortStep } from './landscape-directions.js';

/** n (L(w* + eps u) - L(w*)) relative to eps max |u.x_i|: at least 0 where w* is a local minimum. */
function riseNear(
  data: Dataset,
  w: Float64Array,
  direction: Float64Array,
  region: LandscapeRegion,
  parts: Parts,
): { margin: number; rounding: number; step: number } {
  const step = shortStep(data, w, direction, region);
  const here = scaledLoss(data, w, 1, parts);
  const near = scaledLoss(data, moved(w, direction, step), 1, parts);
  let reach = 0;
  for (let i = 0; i < data.n; i++) reach = Math.max(reach, Math.abs(dot(direction, sample(data, i))));
  const scale = step * reach;
  if (scale === 0) return { margin: 0, rounding: 0, step };
  // Moving w rounds its entries, which moves each w.x_i by at most u |w| |x_i|.
  const moving = (UNIT_ROUNDOFF * 2 * norm(w) * radius(data) * data.n) / scale;
  return { margin: (near.value - here.value) / scale, rounding: (near.rounding + here.rounding) / scale + moving, step };
}

const caseThree = onDirections(
  {
    id: 'thm-3.1/3',
    reading: 'as-printed',
    source: 'Theorem 3.1, item 3',
    statement: 'If w*.x_i <= 0 for all i, then L(w*) = L* + n+/n = 1 and w* is a local minimum of L.',
    slack: 'the smaller of 1/2 - n |L(w*) - 1| and n (L(w* + eps u) - L(w*)) / (eps max |u.x_i|) for small eps',
    reason:
      'At w* = 0, and wherever a positive sample has w*.x_i = 0, a small step towards a separator activates that sample alone among the boundary and lowers the loss. See thm-3.1/3@repaired.',
    required: { 'region:silent': 0.8, 'boundary:positive': 0.1 },
  },
  ['silent', 'silent', 'zero'],
  ({ data, w, region, input, parts }) => {
    const slack = slackRecord();
    const value = scaledLoss(data, w, 1, parts);
    slack.record(0.5 - Math.abs(value.value - data.n), value.rounding, 0, () => `n L(w*) = ${value.value}`, 'loss');
    for (const name of ['perturbation', 'separator']) {
      const direction = named(input, name);
      const rise = riseNear(data, w, direction, region, parts);
      slack.record(
        rise.margin,
        rise.rounding,
        0,
        () => `the loss falls along (${Array.from(direction).join(', ')}), at eps = ${rise.step}`,
        name,
      );
    }
    return { hypotheses: [holds(paper('silent', 'w*.x_i <= 0 for all i'), region.kind === 'silent')], conclusion: slack.conclusion()! };
  },
);

const caseThreeRepaired = onDirections(
  {
    id: 'thm-3.1/3@repaired',
    reading: 'repaired',
    source: 'Theorem 3.1, item 3',
    statement:
      'If w*.x_i <= 0 for all i, then L(w*) = L* + n+/n = 1, and w* is a local minimum of L if and only if no positive sample has w*.x_i = 0.',
    slack: 'as for thm-3.1/3; where a positive sample lies on its kink, the relative fall of the loss towards a separator',
    reason: 'The argument of thm-3.1/2@repaired, at a finite point.',
    required: { 'region:silent': 0.8, 'boundary:positive': 0.1 },
  },
  ['silent', 'silent', 'zero'],
  ({ data, w, region, input, parts }) => {
    const slack = slackRecord();
    const value = scaledLoss(data, w, 1, parts);
    slack.record(0.5 - Math.abs(value.value - data.n), value.rounding, 0, () => `n L(w*) = ${value.value}`, 'loss');
    const onKink = region.boundaryPositives.length > 0;
    for (const name of onKink ? ['separator'] : ['perturbation', 'separator']) {
      const rise = riseNear(data, w, named(input, name), region, parts);
      slack.record(onKink ? -rise.margin : rise.margin, rise.rounding, 0, () => `relative rise ${rise.margin} towards the ${name}`, name);
    }
    const separates = separatesAll(data, named(input, 'separator'), parts);
    return {
      hypotheses: [
        holds(paper('silent', 'w*.x_i <= 0 for all i'), region.kind === 'silent'),
        holds(method('separator', 'a separator is at hand'), separates),
      ],
      conclusion: slack.conclusion()!,
    };
  },
);

/** Claims of case 3. */
export const caseThreeClaims: readonly Claim[] = [caseThree, caseThreeRepaired];
