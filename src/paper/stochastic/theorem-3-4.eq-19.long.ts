/** The equalities behind eq. 19: the means of SGD's iterates by the gradients, at steps that no enumeration reaches. */

import { defineClaim } from '../../claim/define.js';
import type { IntervalRecord } from '../../claim/interval-record.js';
import { norm } from '../../numerics/vector.js';
import type { LongRunView } from './long-run-view.js';
import { byLongRuns } from './long-runs.js';
import { deviation, entryLength, meanOf, ROUNDING, ZERO_SLACK } from './martingale.js';

function recordUpdate(at: LongRunView, record: IntervalRecord): void {
  const { iterate, drift, average, averageDrift } = at.runs.columns;
  const size = norm(at.start) + norm(Array.from({ length: at.data.d }, (_, j) => meanOf(at, [[iterate + j, 1]])));
  for (const [j, begun] of at.start.entries()) {
    const length = entryLength(at, j);
    const last = meanOf(at, [
      [iterate + j, 1],
      [drift + j, 1],
    ]);
    const allowed = deviation(at, `w_t[${j}]`, (k) => at.eta(k) * length) + ROUNDING * size;
    record.zero(at.t, last - begun, allowed, size, `entry ${j} of w_t`);
    const averaged = meanOf(at, [
      [average + j, 1],
      [averageDrift + j, 1],
    ]);
    const weight = (k: number): number => (at.t - 1 - k) / at.t;
    const allowedOnAverage = deviation(at, `wbar_t[${j}]`, (k) => weight(k) * at.eta(k) * length) + ROUNDING * size;
    record.zero(at.t, averaged - begun, allowedOnAverage, size, `entry ${j} of wbar_t`);
  }
}

/** E w_t and E wbar_t. */
export const meanUpdateLong = defineClaim({
  id: 'thm-3.4/eq-19/long',
  source: 'Appendix F.1, the two displays before eq. 19',
  statement: 'E w_t = w_0 - sum_{p<t} eta_p E grad L(w_p), and t E wbar_t = t w_0 - sum_{p<t-1} (t-1-p) eta_p E grad L(w_p); L of (P).',
  slack: ZERO_SLACK,
  reason: 'The mean of the sampled gradient is the gradient of L of (P); w_t less its drift is a martingale with bounded steps.',
  ...byLongRuns(recordUpdate, { shares: (d) => 2 * d, drift: true, silent: 'few', horizons: 'shorter', effort: 2 }),
});
