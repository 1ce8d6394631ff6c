/** Eq. 9 summed over the steps, at steps that no enumeration reaches. */

import { defineClaim } from '../../claim/define.js';
import { sample } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { largest } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';
import { byLongRuns } from './long-runs.js';
import { deviation, meanOf, ROUNDING, ZERO_SLACK } from './martingale.js';

/** The largest v e^(-v) over 0 <= v <= last. */
function largestProduct(last: number): number {
  const v = Math.min(1, last);
  return v * exp(-v);
}

/** E |w_t|^2 with L - L* for L. */
export const oneStepLongIntended = defineClaim({
  id: 'prop-1/eq-9/long@intended',
  reading: 'as-intended',
  source: 'Appendix D, eq. 9 summed over the steps, in expectation, at u = 0',
  statement: 'E|w_t|^2 = |w_0|^2 - 2 sum_{k<t} eta_k E grad L(w_k).w_k + sum_{k<t} eta_k^2 E|grad l(w_k, z)|^2 with L of (P).',
  slack: ZERO_SLACK,
  reason:
    'As prop-1/eq-9@intended. The steps of the martingale are 2 eta_k (l v - E l v) with v = w_k.x and l v = v e^(-v), and v is bounded on every path.',
  ...byLongRuns(
    (at, record) => {
      // The first step alone tells little, and enumeration all.
      if (at.t === 1) return;
      const { normSquare, descent, squareSum } = at.runs.columns;
      const begun = dot(at.start, at.start);
      const most = largest(at.active.map((i) => largestProduct(at.ceilings.along(sample(at.data, i))[1])));
      const changed = meanOf(at, [
        [normSquare, 1],
        [descent, 1],
        [squareSum, -1],
      ]);
      const sizes = meanOf(at, [
        [normSquare, 1],
        [descent, -1],
        [squareSum, 1],
      ]);
      const size = begun + sizes;
      const allowed = deviation(at, '|w_t|^2', (k) => 2 * at.eta(k) * most) + ROUNDING * size;
      record.zero(at.t, changed - begun, allowed, size, '|w_t|^2');
    },
    { drift: true, silent: 'few', horizons: 'shorter', effort: 2 },
  ),
});
