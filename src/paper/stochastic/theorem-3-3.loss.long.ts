/** Theorem 3.3 in the separable region: the loss of the averaged iterate, at steps that no enumeration reaches. */

import { defineClaim } from '../../claim/define.js';
import { AND_JENSEN, LOSS_SHARES, recordLossBound } from './long-run-loss-bound.js';
import { byLongRuns, INTERVAL_SLACK, RANGE } from './long-runs.js';

/** E L(wbar_t) - L* with the constants of the proof. */
export const lossLong = defineClaim({
  id: 'thm-3.3/loss/long@intended',
  reading: 'as-intended',
  source: 'Theorem 3.3; appendix E, last display before O(...)',
  statement: `B < sqrt 2 and T = 0, all iterates in the separable region: E L(wbar_t) - L* is at most the last display of appendix E before O(...), with L - L* for L. ${AND_JENSEN} ${RANGE}`,
  slack: INTERVAL_SLACK,
  reason: 'As thm-3.3/loss@intended.',
  ...byLongRuns(recordLossBound, { regions: ['separable'], shares: LOSS_SHARES, still: true, drift: true }),
});
