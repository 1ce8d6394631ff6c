/** Proposition 1 as it is printed: any start, any T, either region, any data. */

import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { slackRecord } from '../../claim/slack.js';
import { gradientSquaresAfter, variances } from './settled-amounts.js';
import { afterSettling } from './settling.js';
import { recordOrder, side, times } from './sides.js';

/** The summed squares stay below a number that does not depend on t, and so are O(ln t / gamma^2). */
export const eitherSquares = defineClaim({
  id: 'prop-1/either',
  source: 'Proposition 1, any initialization, any T, either region, any B',
  statement:
    'From some T on every w_t is in the separable region, or in W_J: sum_{k<t} eta_k^2 E|grad l(w_k, z)|^2 = O(ln t / gamma^2). Judged by more: the sum is at most its value at T plus B^2 (|J|/n) sum_{T<=k<t} eta_k^2, which has a limit.',
  slack: '(right side - left side) / (right side + left side), smallest over the steps from T + 1 to the horizon',
  reason:
    'In either region l <= 1 and |grad l| <= B, so the terms from T on add up to a convergent series as 2 alpha > 1, and there are finitely many before. The proposition is true and says less than its hypotheses do; its proof is not needed for it. The constants that appendix D gives do not hold here (prop-1/wlog, prop-1/from-T).',
  ...afterSettling(
    (at) => {
      const slack = slackRecord();
      for (let m = 1; m <= at.count; m++) {
        const before = at.ends.map((end) => times(end.probability, [end.squareSum, 0]));
        recordOrder(
          slack,
          at.from + m,
          side(...before, ...at.ends.map((end) => times(end.probability, gradientSquaresAfter(end, m))), at.error(1)),
          side(...before, ...at.ends.map((end) => times(end.probability, variances(end, m)))),
          'the summed squares of the gradients',
        );
      }
      return { ...concluded(slack, 'no step could be told from rounding'), labels: [] };
    },
    { anyReach: true },
  ),
});
