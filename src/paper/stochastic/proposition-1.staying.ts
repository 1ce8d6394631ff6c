/** Proposition 1 with its constants, given that SGD stays. */

import { defineClaim } from '../../claim/define.js';
import { budget, comparisonLength, startAlong } from './amounts.js';
import { EVERY_STEP_SLACK } from './enumeration.js';
import { SQUARE_SUM } from './proposition-1.js';
import { recordOrder, side, type Term, times } from './sides.js';
import { givenStaying, term } from './staying.js';
import { GIVEN } from './staying-case.js';

/** The sum of the squares of the gradients that were drawn. */
export const squaresGivenStaying = defineClaim({
  id: 'prop-1/staying@intended',
  reading: 'as-intended',
  source: 'Proposition 1, conditional on staying',
  statement: `${GIVEN} ${SQUARE_SUM}`,
  slack: EVERY_STEP_SLACK,
  reason:
    'Given that SGD stays the draws are not uniform any more, E M_t is not 0, and the proof does not apply. What is left of it is l <= 1, which bounds the sum by B^2 times the sum of eta_k^2 on every path; that the constants of appendix D hold besides is judged by exact sums alone.',
  ...givenStaying((at, t, { squareSum }, slack) => {
    const factor = at.reach ** 2 / at.gamma;
    const { value, error } = side(...budget(at, t));
    const root: Term = [Math.sqrt(value), error / Math.sqrt(value)];
    const right = side(times(factor * comparisonLength(at, t), [1, 0]), times(-factor, startAlong(at)), times(factor, root));
    recordOrder(slack, t, side(term(squareSum)), right, 'the summed squares of the gradients');
  }),
});
