/** Proposition 1 with its constants, given that SGD stays, at steps that no enumeration reaches. */

import { defineClaim } from '../../claim/define.js';
import { sample } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { largest } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';
import { budget, comparisonLength, startAlong } from './amounts.js';
import { INTERVAL_SLACK } from './long-runs.js';
import { SQUARE_SUM } from './proposition-1.js';
import { side } from './sides.js';
import { GIVEN } from './staying-case.js';
import { byStayingRuns, STAYING_RANGE } from './staying-runs.js';

/** The sum of the squares of the gradients that were drawn. */
export const squaresGivenStayingLong = defineClaim({
  id: 'prop-1/staying/long@intended',
  reading: 'as-intended',
  source: 'Proposition 1, conditional on staying',
  statement: `${GIVEN} ${SQUARE_SUM} It is also at most the sum of eta_k^2 |x_i|^2 over the draws of active samples. ${STAYING_RANGE}`,
  slack: INTERVAL_SLACK,
  reason: 'As prop-1/staying@intended. The second bound is l <= 1, on every path.',
  ...byStayingRuns(
    (at, record) => {
      const { squareSum, activeSum } = at.row;
      const rates = Array.from({ length: at.t }, (_, k) => at.eta(k) ** 2).reduce((sum, one) => sum + one, 0);
      const most = at.reach ** 2 * rates * (1 + 1e-9);
      const bound =
        (at.reach ** 2 / at.gamma) * (comparisonLength(at, at.t) - startAlong(at)[0] + Math.sqrt(side(...budget(at, at.t)).value));
      const entry = (values: Float64Array, r: number): number => values[r] ?? 0;
      const below = at.mean('bound less the squares', (r) => bound - entry(squareSum, r), [bound - most, bound]);
      const p = at.mean('probability of staying', () => 1, [0, 1]);
      record.atLeastZero(at.t, below, 2 * bound * p.value, 'the bound less the summed squares of the gradients');
      // No w_k.x_i is above this on any path that stays, so no 1 - l^2 is above 1 - exp(-2 highest).
      const highest = largest(at.active.map((i) => dot(at.start, sample(at.data, i)))) + at.reach * at.farthest;
      const drawn = at.mean('squares at most', (r) => entry(activeSum, r) - entry(squareSum, r), [
        -1e-9 * most,
        (1 - exp(-2 * highest) + 1e-9) * most,
      ]);
      const size = at.mean('draws of active samples', (r) => entry(activeSum, r), [0, most]);
      record.atLeastZero(at.t, drawn, 2 * size.value - drawn.value, 'sum eta_k^2 |x_i|^2 over active draws less the summed squares');
    },
    () => 4,
  ),
});
