/** The linear model: the direction of w_t converges to the max-margin direction. */

import { defineClaim } from '../../claim/define.js';
import { RATE_SLACK } from '../setting/limit-direction.js';
import { atSmoothLimit } from '../setting/smooth-limit.js';
import { linearLimits } from './limit-runs.js';

/** The result that the paper builds on. */
export const linearDirection = defineClaim({
  id: 'linear/direction',
  chapter: 'linear model',
  kind: 'asymptotic',
  source: 'Section 3.2, before the definition of margins (after Soudry et al. 2017)',
  statement: 'Linear model, small step: w_t/|w_t| converges to the max-margin direction of the y_i x_i with error O(ln ln t / ln t).',
  slack: RATE_SLACK,
  ...linearLimits,
  required: { 'support:regular': 0.5 },
  evaluate: atSmoothLimit({ slopeOf: () => 1, targetOf: (maxMargin) => maxMargin }),
});
