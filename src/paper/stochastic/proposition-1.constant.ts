/** The remark after proposition 1: with eta_k = (k+1)^(-1/2) the gradients stay at a constant level. */

import { defineClaim } from '../../claim/define.js';
import { paper } from '../../claim/hypotheses.js';
import { power } from '../../numerics/elementary.js';
import { stepAt } from './enumerated-amounts.js';
import { atEveryStep, EVERY_STEP_SLACK } from './enumeration.js';
import { recordSquareSum, SQUARE_SUM } from './proposition-1.js';
import { recordOrder, side, times } from './sides.js';

/** The bound of proposition 1 at the exponent that it leaves out, and the level that the gradients stay below. */
export const constantLevel = defineClaim({
  id: 'prop-1/constant',
  source: 'Section 3.3, after proposition 1',
  statement: `eta_k = (k+1)^(-1/2), all iterates in the separable region (or in W_J): E|grad l(w_k, z)|^2 is at most the constant B^2 (|J|/n) for every k, and ${SQUARE_SUM}`,
  slack: EVERY_STEP_SLACK,
  reason:
    'l <= 1 in the region gives the constant without proposition 1. "Stays at a constant level" is true as a bound from above only, as E|grad l|^2 tends to 0 with the loss. Appendix D goes through for alpha = 1/2, which proposition 1 leaves out; there sum eta_k^2 = ln t + O(1), so a bound O(ln t) on the sum gives a constant for the mean of the terms weighted by 1/(k+1), and not for each.',
  ...atEveryStep(
    (at, t, slack) => {
      const { gradientSquare, bounds } = stepAt(at, t - 1);
      const level = (at.reach ** 2 * at.active.length) / at.data.n;
      recordOrder(slack, t, side([gradientSquare, bounds.gradientSquare]), side(times(level, [1, 0])), 'E|grad l|^2 at the step before');
      recordSquareSum(at, t, slack);
    },
    {
      alphas: [0.5],
      exponent: (alpha) => ({ ...paper('exponent-half', 'alpha = 1/2'), slack: alpha === 0.5 ? 0 : -1 }),
      schedule: (alpha) => (k) => power(k + 1, -alpha),
    },
  ),
});
