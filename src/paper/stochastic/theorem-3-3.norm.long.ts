/** Theorem 3.3's growth of |E wbar_t|, by its loss, at steps that no enumeration reaches. */

import { defineClaim } from '../../claim/define.js';
import { lengthOf, logarithm, scaled } from '../../monte-carlo/estimate.js';
import { averageOf, lossOf } from './long-run-amounts.js';
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
      const radius = scaled(-1 / at.reach, logarithm(lossOf(at, 'reduced', 'averageLoss')));
      record.order(at.t, [radius], [lengthOf(averageOf(at))], '-(1/B) ln E L(wbar_t)');
    },
    { shares: (d) => d + 1, effort: 3, horizons: 'shorter', silent: 'few' },
  ),
});
