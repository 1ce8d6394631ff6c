/** Eq. 19 and the equality behind it: the means of SGD's iterates by the gradients, on exact expectations. */

import { defineClaim } from '../../claim/define.js';
import { norm } from '../../numerics/vector.js';
import { averageError } from './enumerated-amounts.js';
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
    const steps = at.expectations.at;
    for (let j = 0; j < at.data.d; j++) {
      const moved = (weight: (p: number) => number): Term =>
        sumBefore(t, (p) => times(-weight(p) * at.eta(p), [steps[p]!.gradient[j]!, steps[p]!.bounds.gradient]));
      const begin: Term = [at.start[j]!, 0];
      const mean = side([steps[t]!.iterate[j]!, steps[t]!.bounds.iterate]);
      const summed = moved(() => 1);
      recordEquality(slack, t, mean, side(begin, summed), `entry ${j} of E w_t`);
      const average = side([steps[t]!.average[j]!, averageError(at, t)]);
      const averaged = moved((p) => (t - 1 - p) / t);
      recordEquality(slack, t, average, side(begin, averaged), `entry ${j} of E wbar_t`);
    }
    const lengths = sumBefore(t, (k) => lengthOf(steps[k]!.iterate, steps[k]!.bounds.iterate));
    const bound = sumBefore(t, (p) => times((t - 1 - p) * at.eta(p), lengthOf(steps[p]!.gradient, steps[p]!.bounds.gradient)));
    recordOrder(slack, t, side(lengths), side([t * norm(at.start), 0], bound), 'sum of |E w_k|');
  }),
});
