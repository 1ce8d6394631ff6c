/** Proposition 1 with its constants: the summed squares of SGD's gradients, on exact expectations. */

import { defineClaim } from '../../claim/define.js';
import type { SlackRecord } from '../../claim/slack.js';
import { budget, comparisonLength, startAlong } from './amounts.js';
import { stepAt } from './enumerated-amounts.js';
import { atEveryStep, type EnumeratedCase, EVERY_STEP_SLACK } from './enumeration.js';
import { recordOrder, side, sumBefore, type Term, times } from './sides.js';

/** The bound in a formula. */
export const SQUARE_SUM =
  'sum_{k<t} eta_k^2 E|grad l(w_k, z)|^2 <= (B^2 / gamma) (ln t / gamma - w_0.w^+ + sqrt(|w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha))).';

/** Records the sum of squares against the bound at a step. */
export function recordSquareSum(at: EnumeratedCase, t: number, slack: SlackRecord): void {
  const factor = at.reach ** 2 / at.gamma;
  const { value, error } = side(...budget(at, t));
  const root: Term = [Math.sqrt(value), error / Math.sqrt(value)];
  recordOrder(
    slack,
    t,
    side(
      sumBefore(t, (k) => {
        const { gradientSquare, bounds } = stepAt(at, k);
        return times(at.eta(k) ** 2, [gradientSquare, bounds.gradientSquare]);
      }),
    ),
    side(times(factor * comparisonLength(at, t), [1, 0]), times(-factor, startAlong(at)), times(factor, root)),
    'the summed squares of the gradients',
  );
}

/** The sum stays below its printed bound. */
export const gradientSquares = defineClaim({
  id: 'prop-1@intended',
  reading: 'as-intended',
  source: 'Proposition 1, with the constants that solving the quadratic inequality before eq. 15 gives',
  statement: `B < sqrt 2 and T = 0, all iterates in the separable region (or in W_J): ${SQUARE_SUM}`,
  slack: EVERY_STEP_SLACK,
  reason:
    'The bound follows from E|grad l|^2 <= B^2 (E L - L*), eta_k^2 <= eta_k, and prop-1/eq-15@intended solved for sum eta_k (E L(w_k) - L*). The left side does not depend on how L is normalised. For any T and B see prop-1/either and prop-1/from-T@repaired.',
  ...atEveryStep(recordSquareSum),
});
