/** Theorem 3.3 given that SGD stays, at steps that no enumeration reaches. */

import { defineClaim } from '../../claim/define.js';
import { type Estimate, known, lengthOf, logarithm, scaled } from '../../monte-carlo/estimate.js';
import { power } from '../../numerics/elementary.js';
import { INTERVAL_SLACK } from './long-runs.js';
import { side } from './sides.js';
import { GIVEN } from './staying-case.js';
import { byStayingRuns, STAYING_RANGE } from './staying-runs.js';
import { RATES_GIVEN_STAYING, stoppedBudget } from './theorem-3-3.staying.js';

/** E[f | staying] of P(staying) E[f | staying] >= 0 and P(staying). */
function given(mean: Estimate, p: Estimate): Estimate {
  return { value: mean.value / p.value, low: Math.max(0, mean.low) / p.high, high: mean.high / p.low };
}

/** Both rates. */
export const ratesGivenStayingLong = defineClaim({
  id: 'thm-3.3/staying/long@repaired',
  reading: 'repaired',
  source: 'Theorem 3.3, conditional on staying, with constants that can be shown',
  statement: `${GIVEN} ${RATES_GIVEN_STAYING} Besides, E L'(wbar_t) is at most the mean of the E L'(w_k), which is near equality while w hardly moves. ${STAYING_RANGE}`,
  slack: INTERVAL_SLACK,
  reason: 'As thm-3.3/staying@repaired.',
  ...byStayingRuns(
    (at, record) => {
      const { averageLoss, lossMean, average } = at.row;
      const share = at.active.length / at.data.n;
      const loss = at.mean('L(wbar_t)', (r) => averageLoss[r] ?? 0, [0, share]);
      const p = at.mean('probability of staying', () => 1, [0, 1]);
      const budget = side(...stoppedBudget(at, at.t));
      record.order(at.t, [loss], [known((power(at.t, at.alpha - 1) / 2) * budget.value)], "p E L'(wbar_t)");
      const entries = average.map((values, j) => {
        const begun = at.start[j] ?? 0;
        return at.mean(`entry ${j} of wbar_t`, (r) => values[r] ?? 0, [begun - at.farthest, begun + at.farthest]);
      });
      const radius = scaled(-1 / at.reach, logarithm(scaled(1 / share, given(loss, p))));
      record.order(at.t, [radius], [given(lengthOf(entries), p)], "-(1/B) ln((n/|J|) E L'(wbar_t))");
      // On a stretch of length c a convex exp(-v) <= 1 is below its chord by c^2 / 8 at most.
      const wide = Math.min(1, (2 * at.reach * at.farthest) ** 2 / 8) * share;
      const gap = at.mean('mean of the losses less the loss of the mean', (r) => (lossMean[r] ?? 0) - (averageLoss[r] ?? 0), [
        -1e-9 * share,
        wide + 1e-9 * share,
      ]);
      record.atLeastZero(at.t, gap, 2 * loss.value + gap.value, "mean of E L'(w_k) less E L'(wbar_t)");
    },
    (d) => d + 3,
  ),
});
