/** The display after eq. 17: the loss of the average against the average of the losses, on exact expectations. */

import { defineClaim } from '../../claim/define.js';
import { averageLossAt, lossAt } from './enumerated-amounts.js';
import { atEveryStep, EVERY_STEP_SLACK } from './enumeration.js';
import { recordOrder, side, sumBefore, times } from './sides.js';

/** Jensen's inequality while all iterates share a region. */
export const jensen = defineClaim({
  id: 'thm-3.3/jensen',
  source: 'Appendix E, display after eq. 17',
  statement: 'E L(wbar_t) <= (1/t) sum_{k<t} E L(w_k) while all iterates share the separable region (or W_J).',
  slack: EVERY_STEP_SLACK,
  reason: 'Both regions are convex, and L is convex on each.',
  ...atEveryStep((at, t, slack) => {
    const losses = sumBefore(t, (k) => lossAt(at, k, 'excess'));
    recordOrder(slack, t, side(averageLossAt(at, t, 'excess')), side(times(1 / t, losses)), 'E L(wbar_t) - L*');
  }),
});
