/** Proposition 1 with its constants, at steps that no enumeration reaches. */

import { defineClaim } from '../../claim/define.js';
import { sample } from '../../data/dataset.js';
import { added, known, lengthOf, scaled } from '../../monte-carlo/estimate.js';
import { exp } from '../../numerics/elementary.js';
import { dot } from '../../numerics/vector.js';
import { comparisonLength, startAlong } from './amounts.js';
import { budgetOf, estimateOf, rateSum } from './long-run-amounts.js';
import { byLongRuns, INTERVAL_SLACK, RANGE } from './long-runs.js';

/** The summed squares stay below the printed bound, and below a limit. */
export const gradientSquaresLong = defineClaim({
  id: 'prop-1/long@intended',
  reading: 'as-intended',
  source: 'Proposition 1, with the constants of prop-1',
  statement: `B < sqrt 2 and T = 0: sum_{k<t} eta_k^2 E|grad l(w_k, z)|^2 is at most (B^2 / gamma) (ln t / gamma - w_0.w^+ + sqrt(|w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha))), and at most B^2 (n+/n) sum eta_k^2, which has a limit. ${RANGE}`,
  slack: INTERVAL_SLACK,
  reason:
    'As prop-1@intended. The second bound follows from l <= 1 alone. Since 2 alpha > 1 it has a limit, so the hypotheses give more than the O(ln t / gamma^2) of the proposition.',
  ...byLongRuns(
    (at, record) => {
      const squares = at.mean('sum of squared gradients', [[at.runs.columns.squareSum, 1]], 0, at.ceilings.squareSum);
      const factor = at.reach ** 2 / at.gamma;
      const root = lengthOf([known(Math.sqrt(added(...budgetOf(at)).value))]);
      record.order(
        at.t,
        [squares],
        [scaled(factor, known(comparisonLength(at, at.t))), scaled(-factor, estimateOf(startAlong(at))), scaled(factor, root)],
        'the summed squares of the gradients',
      );
      const limit = known((at.reach ** 2 * at.active.length * rateSum(at, 2)) / at.data.n);
      const largest = at.active.reduce((sum, i) => {
        const x = sample(at.data, i);
        return sum + exp(-2 * dot(at.start, x)) * dot(x, x);
      }, 0);
      // The mean square given w_k for the square drawn: the same in the mean, in a narrower range.
      const full = at.mean('summed mean squares', [[at.runs.columns.fullSquareSum, 1]], 0, [
        0,
        (rateSum(at, 2) * largest * (1 + 1e-9)) / at.data.n,
      ]);
      record.order(at.t, [full], [limit], 'the summed squares of the gradients against B^2 (n+/n) sum eta_k^2');
    },
    { still: true, drift: true, shares: () => 2 },
  ),
});
