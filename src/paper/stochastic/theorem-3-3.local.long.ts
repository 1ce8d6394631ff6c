/** Theorem 3.3 in W_J: the loss of the averaged iterate, at steps that no enumeration reaches. */

import { defineClaim } from '../../claim/define.js';
import { AND_JENSEN, LOSS_SHARES, recordLossBound } from './long-run-loss-bound.js';
import { byLongRuns, INTERVAL_SLACK, RANGE } from './long-runs.js';

/** E L(wbar_t) less its limit in W_J, with the constants of the proof. */
export const localLong = defineClaim({
  id: 'thm-3.3/local/long@intended',
  reading: 'as-intended',
  source: 'Theorem 3.3, second part; appendix E for J in place of I+',
  statement: `B < sqrt 2 and T = 0, all iterates in W_J: E L(wbar_t) - L* - (n+ - |J|)/n is at most the same bound with gamma and B of J. ${AND_JENSEN} ${RANGE}`,
  slack: INTERVAL_SLACK,
  reason: 'As thm-3.3/local@intended.',
  ...byLongRuns(recordLossBound, { regions: ['local'], shares: LOSS_SHARES, still: true, drift: true }),
});
