/** Theorem 3.4's last display given that SGD stays, at steps that no enumeration reaches. */

import { defineClaim } from '../../claim/define.js';
import { added, type Estimate, scaled } from '../../monte-carlo/estimate.js';
import { exp, log } from '../../numerics/elementary.js';
import { dot, norm } from '../../numerics/vector.js';
import { meanDirection } from './along-the-way.js';
import { INTERVAL_SLACK } from './long-runs.js';
import { side } from './sides.js';
import { GIVEN } from './staying-case.js';
import { byStayingRuns, STAYING_RANGE } from './staying-runs.js';
import { distanceBound, REPAIRED_DISTANCE } from './theorem-3-4.staying.js';

/** -p ln p, which grows up to 1/e and falls from there. */
function surprise({ value, low, high }: Estimate): Estimate {
  const at = (p: number): number => (p > 0 ? -p * log(Math.min(1, p)) : 0);
  const top = exp(-1);
  return { value: at(value), low: Math.min(at(low), at(high)), high: low < top && high > top ? top : Math.max(at(low), at(high)) };
}

/** The direction of the mean of the averaged iterate. */
export const directionGivenStayingLong = defineClaim({
  id: 'thm-3.4/staying/long@repaired',
  reading: 'repaired',
  source: 'Theorem 3.4, conditional on staying; appendix F.1, last display, with S <= |J|/n',
  statement: `${GIVEN} ${REPAIRED_DISTANCE} ${STAYING_RANGE}`,
  slack: INTERVAL_SLACK,
  reason:
    'As thm-3.4/staying@repaired. |E wbar_t| is at least E wbar_t.e for every unit vector e; e is the direction of the average that steps along the full gradient have, at which the two are nearly equal.',
  ...byStayingRuns(
    (at, record) => {
      const { average } = at.row;
      const p = at.mean('probability of staying', () => 1, [0, 1]);
      const toward = meanDirection(at, at.t).map((entry, j) => entry - (at.direction[j] ?? 0));
      const bound = side(...distanceBound(at, at.t)).value;
      const begun = bound - dot(at.start, toward);
      const reach = norm(toward) * at.farthest;
      const rest = at.mean(
        'bound less the left side',
        (r) => bound - average.reduce((sum, values, j) => sum + (values[r] ?? 0) * (toward[j] ?? 0), 0),
        [begun - reach, begun + reach],
      );
      const cost = scaled(1 / at.gamma, surprise(p));
      const size = p.value * Math.abs(bound) + cost.value + Math.abs(p.value * bound - rest.value);
      record.atLeastZero(at.t, added(rest, cost), size, 'P(staying) times the bound less E wbar_t.(e - w^+)');
    },
    () => 2,
  ),
});
