/** Theorem 3.3 in the separable region: the loss of the averaged iterate, on exact expectations. */

import { defineClaim } from '../../claim/define.js';
import { atEveryStep, EVERY_STEP_SLACK } from './enumeration.js';
import { recordLossBound, STATED_BOUND } from './loss-bound.js';

/** E L(wbar_t) - L* with the constants of the proof. */
export const loss = defineClaim({
  id: 'thm-3.3/loss@intended',
  reading: 'as-intended',
  source: 'Theorem 3.3; appendix E, last display before O(...)',
  statement: `B < sqrt 2 and T = 0, all iterates in the separable region: E L(wbar_t) - L* <= ${STATED_BOUND}, with L - L* for L in the last sum.`,
  slack: EVERY_STEP_SLACK,
  reason:
    'With L - L* for L the proof holds line by line: Abel summation, (k+1)^alpha - k^alpha <= alpha 4^alpha k^(alpha-1) / 2, eq. 14 at k <= t with u for t, and sum_{k<t} k^(alpha-1) <= t^alpha / alpha. With L of eq. 7 the middle terms would need a factor n/n+.',
  ...atEveryStep(recordLossBound, { regions: ['separable'] }),
});
