/** Theorem 3.3 as it is printed: the rate to L* for runs that stay in the separable region or in W_J. */

import { certifier } from '../../certify/certifier.js';
import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { slackRecord } from '../../claim/slack.js';
import { ONE_LIMIT } from '../setting/sgd-defects.js';
import { eitherLossForCoq } from './either-region.coq.js';
import { AFTER_T, recordLossAfter } from './settled-amounts.js';
import { afterSettling, type SettledCase } from './settling.js';
import type { Term } from './sides.js';
import { prove } from './theorem-3-3.either.certificate.js';

/** The expected share of the samples that are positives outside J, with the error of its sum. */
export function silentShare({ data, ends }: Pick<SettledCase, 'data' | 'ends'>): Term {
  const positives = data.positives.length;
  const left = ends.reduce((sum, { probability, active }) => sum + (probability * (positives - active.length)) / data.n, 0);
  return [left, Number.EPSILON * ends.length];
}

/** The first display of the theorem under its own hypothesis. */
export const eitherLoss = defineClaim({
  id: 'thm-3.3/either',
  defect: ONE_LIMIT,
  source: 'Theorem 3.3, first display, any initialization, any T, either region, any B',
  statement:
    'From some T on every w_t is in the separable region, or in W_J: E L(wbar_t) - L* = O(ln^2 t / t^(1-alpha)). Where all runs end in the separable region the rate is judged as thm-3.3/either@repaired does.',
  slack:
    'minus the limit of E L(wbar_t) - L*, a sum of probabilities times (n+ - |J|)/n; where that is 0, (right side - left side) / (sum of their sizes), smallest over the steps',
  reason:
    'In W_J the loss tends to L* + (n+ - |J|)/n, as the second display of the theorem says itself. The words "or in W_J" in front of the first display make it false. With each region its own limit the rate holds (thm-3.3/either@repaired).',
  required: { 'region:local': 0.1, 'region:separable': 0.1 },
  ...afterSettling(
    (at) => {
      const [left, rounding] = silentShare(at);
      if (left > 0) {
        const note = `E L(wbar_t) tends to L* + ${left}: positives outside J stay silent from step ${at.from} on, whatever is drawn`;
        return { conclusion: { slack: -left, rounding, step: at.from, note }, labels: [] };
      }
      const slack = slackRecord();
      for (const end of at.ends) for (let m = 1; m <= at.count; m++) recordLossAfter(end, m, at.error, slack);
      return { ...concluded(slack, 'no step could be told from rounding'), labels: [] };
    },
    { anyReach: true },
  ),
  certify: certifier(prove),
  coq: eitherLossForCoq,
});

/** With the limit of each region, and constants for any T and B. */
export const eitherLossRepaired = defineClaim({
  id: 'thm-3.3/either@repaired',
  reading: 'repaired',
  source: 'Theorem 3.3, for any T and any B',
  statement: `Any w_0, any B; from T on every w_t is in the separable region (limit L*), or in W_J (limit L* + (n+ - |J|)/n). ${AFTER_T} E L of the average of w_T, ..., w_{t-1} is at most its limit plus R / (2 sum eta_k), which is O(ln^2 t / t^(1-alpha)).`,
  slack: '(right side - left side) / (sum of their sizes), smallest over the steps',
  reason:
    "Along every path L' falls, since no active w.x_i ever does, and eta_k falls too. So the mean of the L'(w_k) is at most sum eta_k L'(w_k) / sum eta_k (Chebyshev's sum inequality), and 2 sum eta_k E L' <= R by prop-1/from-T@repaired. Jensen on the convex region does the rest. The first T iterates weigh T/t in wbar_t.",
  required: { 'region:local': 0.1, 'T:1': 0.1, 'B:long': 0.1 },
  ...afterSettling(
    (at) => {
      const slack = slackRecord();
      for (const end of at.ends) for (let m = 1; m <= at.count; m++) recordLossAfter(end, m, at.error, slack);
      return { ...concluded(slack, 'no step could be told from rounding'), labels: [] };
    },
    { anyReach: true },
  ),
});
