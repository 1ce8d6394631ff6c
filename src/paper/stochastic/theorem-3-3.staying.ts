/** Theorem 3.3 with its constants, given that SGD stays. */

import { defineClaim } from '../../claim/define.js';
import { EVERY_STEP_SLACK } from './enumeration.js';
import { lossBoundWithoutSum, STATED_BOUND } from './loss-bound.js';
import { recordOrder, side, times } from './sides.js';
import { GIVEN, givenStaying, term } from './staying.js';

/** The loss of the averaged iterate. */
export const lossGivenStaying = defineClaim({
  id: 'thm-3.3/staying@intended',
  reading: 'as-intended',
  source: 'Theorem 3.3, conditional on staying; appendix E, last display before O(...)',
  statement: `${GIVEN} E L(wbar_t) less its limit is at most ${STATED_BOUND}, with L less its limit for L.`,
  slack: EVERY_STEP_SLACK,
  reason: 'As prop-1/staying@intended: the proof does not apply, and the bound, which is loose, is judged by exact sums alone.',
  ...givenStaying((at, t, { lossSum, averageLoss }, slack) => {
    const { value, error } = lossBoundWithoutSum(at, t);
    const right = side([value, error], times(at.reach ** 2 / (2 * t), term(lossSum)));
    recordOrder(slack, t, side(term(averageLoss)), right, 'E L(wbar_t) minus its limit');
  }),
});
