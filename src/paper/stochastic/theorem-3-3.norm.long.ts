/** Theorem 3.3's growth of |E wbar_t|, by its loss, at steps that no enumeration reaches. */

import { defineClaim } from '../../claim/define.js';
import { LENGTH_SHARES, lengthAndLogLoss } from './long-run-length.js';
import { byLongRuns, INTERVAL_SLACK, RANGE } from './long-runs.js';

/** A small loss takes a long average. */
export const normLong = defineClaim({
  id: 'thm-3.3/norm/long',
  source: 'Theorem 3.3; appendix F.2, proof of lemma F.1',
  statement: `|E wbar_t| >= -(1/B) ln E L(wbar_t) with L = (1/n+) times the sum over I+ (J in W_J). ${RANGE}`,
  slack: INTERVAL_SLACK,
  reason: 'As thm-3.3/norm.',
  ...byLongRuns(
    (at, record) => {
      const { sum, size } = lengthAndLogLoss(at);
      record.atLeastZero(at.t, sum, size, '|E wbar_t| + (1/B) ln E L(wbar_t)');
    },
    { shares: LENGTH_SHARES, effort: 3, horizons: 'shorter', silent: 'few' },
  ),
});
