/** Eq. 19 and the equality behind it: the means of SGD's iterates by the gradients, on exact expectations. */

import { defineClaim } from '../../claim/define.js';
import { nth } from '../../numerics/lists.js';
import { norm } from '../../numerics/vector.js';
import { averageError, stepAt } from './enumerated-amounts.js';
import { atEveryStep } from './enumeration.js';
import { lengthOf, recordEquality, recordOrder, side, sumBefore, type Term, times } from './sides.js';

/** E w_t, E wbar_t and the sum of the |E w_k|. */
export const meanUpdate = defineClaim({
  id: 'thm-3.4/eq-19',
  source: 'Appendix F.1, eq. 19 and the two displays before it',
  statement:
    'E w_k = w_0 - sum_{p<k} eta_p E grad L(w_p), so t E wbar_t = t w_0 - sum_{p<t-1} (t-1-p) eta_p E grad L(w_p), and sum_{k<t} |E w_k| <= t |w_0| + sum_{p<t-1} (t-1-p) eta_p |E grad L(w_p)|; L of (P).',
  slack: 'minus the largest difference of the equalities, or the slack of the inequality, relative to the sizes of all terms',
  reason:
    'The mean of the sampled gradient is the gradient of L of (P), whatever is active; the rest is summation and the triangle inequality.',
  ...atEveryStep((at, t, slack) => {
    const { iterate, average, bounds } = stepAt(at, t);
    for (const [j, begun] of at.start.entries()) {
      const moved = (weight: (p: number) => number): Term =>
        sumBefore(t, (p) => {
          const { gradient, bounds: own } = stepAt(at, p);
          return times(-weight(p) * at.eta(p), [nth(gradient, j), own.gradient]);
        });
      const begin: Term = [begun, 0];
      const mean = side([nth(iterate, j), bounds.iterate]);
      recordEquality(
        slack,
        t,
        mean,
        side(
          begin,
          moved(() => 1),
        ),
        `entry ${j} of E w_t`,
      );
      const ofAverage = side([nth(average, j), averageError(at, t)]);
      const averaged = moved((p) => (t - 1 - p) / t);
      recordEquality(slack, t, ofAverage, side(begin, averaged), `entry ${j} of E wbar_t`);
    }
    const lengths = sumBefore(t, (k) => {
      const step = stepAt(at, k);
      return lengthOf(step.iterate, step.bounds.iterate);
    });
    const bound = sumBefore(t, (p) => {
      const { gradient, bounds: own } = stepAt(at, p);
      return times((t - 1 - p) * at.eta(p), lengthOf(gradient, own.gradient));
    });
    recordOrder(slack, t, side(lengths), side([t * norm(at.start), 0], bound), 'sum of |E w_k|');
  }),
});
