/** Lemma F.4: E w_k along the max-margin direction, by its loss, at steps that no enumeration reaches. */

import { defineClaim } from '../../claim/define.js';
import { known, logarithm, scaled } from '../../monte-carlo/estimate.js';
import { log } from '../../numerics/elementary.js';
import { alongOf, lossOf } from './long-run-amounts.js';
import { byLongRuns, INTERVAL_SLACK } from './long-runs.js';

/** A small loss takes a long way along w^+. */
export const alongMaxMarginLong = defineClaim({
  id: 'lem-f4/long',
  source: 'Lemma F.4',
  statement: '-E w_k.w^+ <= (1/gamma) (ln E L(w_k) + ln n+) with L = (1/n+) times the sum over I+ (J in W_J).',
  slack: INTERVAL_SLACK,
  reason: 'As lem-f4.',
  ...byLongRuns(
    (at, record) =>
      record.order(
        at.t,
        [known(-log(at.active.length) / at.gamma), scaled(-1 / at.gamma, logarithm(lossOf(at, 'reduced', 'loss')))],
        [alongOf(at, at.direction, 'w_k.w^+')],
        '-(1/gamma) (ln E L(w_k) + ln n+)',
      ),
    { shares: () => 2, effort: 3, horizons: 'shorter', silent: 'few' },
  ),
});
