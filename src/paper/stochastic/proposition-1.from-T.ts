/** Appendix D summed from k = 0 for runs that settle at T > 0, as it prints it, and the constants that hold from T on. */

import { certifier } from '../../certify/certifier.js';
import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { slackRecord } from '../../claim/slack.js';
import { nth } from '../../numerics/lists.js';
import { FROM_ZERO } from '../setting/sgd-defects.js';
import { budget, comparison, comparisonLength, startAlong } from './amounts.js';
import { distanceTerms } from './enumerated-amounts.js';
import { prove } from './proposition-1.from-T.certificate.js';
import { fromStartForCoq } from './proposition-1.from-T.coq.js';
import { AFTER_T, gradientSquaresAfter, recordAfter } from './settled-amounts.js';
import { afterSettling, type SettledCase } from './settling.js';
import { recordOrder, side, type Term, times } from './sides.js';

const SLACK = '(right side - left side) / (sum of the sizes of all terms), smallest over the steps from T + 1 to the horizon';

/** The expectation of an amount over what the first T draws lead to. */
function mean({ ends }: SettledCase, of: (end: SettledCase['ends'][number]) => Term): Term[] {
  return ends.map((end) => times(end.probability, of(end)));
}

/** As printed: w_0 and sums from k = 0, whatever T is. */
export const fromStart = defineClaim({
  id: 'prop-1/from-T',
  defect: FROM_ZERO,
  source: 'Appendix D, eqs. 14 and 15 with the constants of prop-1, summed from k = 0 with any w_0',
  statement:
    'From T on every w_t is in the separable region, w_0 anywhere: E|w_t - u|^2 <= |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha) with u = (ln t / gamma) w^+, and sum_{k<t} eta_k^2 E|grad l(w_k, z)|^2 <= (B^2 / gamma) (ln t / gamma - w_0.w^+ + sqrt(the same right side)).',
  slack: SLACK,
  reason:
    'Appendix D reduces to the loss over I+ as "SGD stays in the linearly separable region eventually", and then sums from k = 0, where negatives may still be active. A negative with w_0.x > 0 pushes with weight exp(w_0.x) > 1 and its own length, which is not bounded by B. Counted from T on the bounds hold (prop-1/from-T@repaired).',
  ...afterSettling(
    (at) => {
      const slack = slackRecord();
      const first = nth(at.ends, 0);
      const whole = { ...first, start: at.start };
      for (let t = Math.max(1, at.from); t <= at.from + at.count; t++) {
        const m = t - at.from;
        const right = side(...budget(whole, t));
        recordOrder(
          slack,
          t,
          side(
            ...at.ends.flatMap((end) => distanceTerms(end, m, comparison(whole, t)).map((term) => times(end.probability, term))),
            at.error(right.size),
          ),
          right,
          'E|w_t - u|^2',
        );
        const squares = side(
          ...mean(at, (end) => [end.squareSum + gradientSquaresAfter(end, m)[0], gradientSquaresAfter(end, m)[1]]),
          at.error(1),
        );
        const root: Term = [Math.sqrt(right.value), right.error / Math.sqrt(right.value)];
        const factor = first.reach ** 2 / first.gamma;
        recordOrder(
          slack,
          t,
          squares,
          side(times(factor * comparisonLength(whole, t), [1, 0]), times(-factor, startAlong(whole)), times(factor, root)),
          'the summed squares of the gradients',
        );
      }
      return { ...concluded(slack, 'no step could be told from rounding'), labels: [] };
    },
    { regions: ['separable'] },
  ),
  certify: certifier(prove),
  coq: fromStartForCoq,
});

/** With sums from T on, and constants for any B. */
export const fromSettled = defineClaim({
  id: 'prop-1/from-T@repaired',
  reading: 'repaired',
  source: 'Appendix D, for any T and any B',
  statement: `Any w_0, any B; from T on every w_t is in the separable region, or in W_J. ${AFTER_T} sum eta_k^2 E|grad l|^2 <= V; E|w_t - u|^2 + 2 sum eta_k E L' <= R with u = (ln m / gamma) w^+; and max(0, w_T.w^+ + gamma sum eta_k E L' - ln m / gamma)^2 <= R.`,
  slack: SLACK,
  reason:
    'Eq. 12 with L - L* for L needs no bound on B. There E|grad l|^2 <= B^2 (|J|/n) as l <= 1 in the region, so the squares add up to V at most, which converges as 2 alpha > 1. With w_T.w^+ >= 0 and L(u) - L* <= (|J|/n)/m the rest is appendix D with V for B^2 sum eta_k E L.',
  ...afterSettling(
    (at) => {
      const slack = slackRecord();
      for (const end of at.ends) for (let m = 1; m <= at.count; m++) recordAfter(end, m, at.error, slack);
      return { ...concluded(slack, 'no step could be told from rounding'), labels: [] };
    },
    { anyReach: true },
  ),
});
