/** Theorem 3.3's growth of |E wbar_t|, by its loss, on exact expectations. */

import { defineClaim } from '../../claim/define.js';
import { lossOf } from './amounts.js';
import { averageError, averageLength, averageLossAt, stepAt } from './enumerated-amounts.js';
import { atEveryStep, type EnumeratedCase, STEPS_SLACK } from './enumeration.js';
import { logarithm, recordOrder, side, type Term, times } from './sides.js';

/** L(E wbar_t). */
function lossOfMean(at: EnumeratedCase, t: number): Term {
  const [value, error] = lossOf(at, stepAt(at, t).average, 'reduced');
  return [value, error + value * at.reach * Math.sqrt(at.data.d) * averageError(at, t)];
}

/** A small loss takes a long average. */
export const norm = defineClaim({
  id: 'thm-3.3/norm',
  source: 'Theorem 3.3; appendix F.2, proof of lemma F.1, first two inequalities of the last display',
  statement: '|E wbar_t| >= -(1/B) ln L(E wbar_t) >= -(1/B) ln E L(wbar_t) with L = (1/n+) times the sum over I+ (J in W_J).',
  slack: STEPS_SLACK,
  reason:
    'Cauchy-Schwarz with |x_i| <= B, and Jensen on the convex region. Together with thm-3.3/loss this makes |E wbar_t| grow like ln t.',
  ...atEveryStep((at, t, slack) => {
    const middle = side(times(-1 / at.reach, logarithm(lossOfMean(at, t))));
    recordOrder(slack, t, middle, side(averageLength(at, t)), '-(1/B) ln L(E wbar_t)');
    recordOrder(slack, t, side(times(-1 / at.reach, logarithm(averageLossAt(at, t, 'reduced')))), middle, '-(1/B) ln E L(wbar_t)');
  }),
});
