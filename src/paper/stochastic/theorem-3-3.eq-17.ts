/** Eq. 17: the losses of the iterates telescoped with 1/eta_k, on exact expectations. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { SlackRecord } from '../../claim/slack.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { comparison, lossOf } from './amounts.js';
import { eq17ForCoq } from './displays.coq.js';
import { distanceTerms, lossAt, stepAt } from './enumerated-amounts.js';
import { atEveryStep, type EnumeratedCase, EVERY_STEP_SLACK } from './enumeration.js';
import { FOR_EXCESS, MATCHED, MIXED, type Normalisation } from './normalisation.js';
import { recordOrder, side, sumBefore, type Term, times } from './sides.js';
import { prove } from './theorem-3-3.eq-17.certificate.js';

const stated = {
  source: 'Appendix E, eq. 17',
  statement:
    'sum_{k<t} E L(w_k) <= t L(u) + (1/2) sum_{k<t} (1/eta_k) (E|w_k - u|^2 - E|w_{k+1} - u|^2) + (1/2) sum_{k<t} eta_k E|grad l(w_k, z)|^2, for u = 0, a drawn u and u = (ln t / gamma) w^+.',
  slack: EVERY_STEP_SLACK,
};

const record =
  (loss: Normalisation) =>
  (at: EnumeratedCase, t: number, slack: SlackRecord): void => {
    const left = side(sumBefore(t, (k) => lossAt(at, k, loss)));
    const squares = sumBefore(t, (k): Term => {
      const { gradientSquare, bounds } = stepAt(at, k);
      return times(at.eta(k) / 2, [gradientSquare, bounds.gradientSquare]);
    });
    for (const u of [at.start.map(() => 0), at.vector(), comparison(at, t)]) {
      const telescoped = sumBefore(t, (k): Term => {
        const before = side(...distanceTerms(at, k, u));
        const after = side(...distanceTerms(at, k + 1, u));
        return times(1 / (2 * at.eta(k)), [before.value - after.value, before.error + after.error]);
      });
      recordOrder(slack, t, left, side(times(t, lossOf(at, u, loss)), telescoped, squares), 'sum of E L(w_k)');
    }
  };

/** With L as eqs. 7 and 8 print it. */
export const telescoped = defineClaim({
  ...stated,
  id: 'thm-3.3/eq-17',
  defect: DIVISOR,
  reason: `${MIXED} Eq. 17 sums eq. 10 over 2 eta_k in expectation.`,
  ...atEveryStep(record('reduced')),
  certify: certifier(prove),
  coq: eq17ForCoq,
});

/** With L - L* for L. */
export const telescopedIntended = defineClaim({
  ...stated,
  id: 'thm-3.3/eq-17@intended',
  reading: 'as-intended',
  statement: `${stated.statement} ${FOR_EXCESS}`,
  reason: MATCHED,
  ...atEveryStep(record('excess')),
});
