/** Eq. 13: how far SGD's iterates are from any u, on exact expectations. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { SlackRecord } from '../../claim/slack.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { comparison, lossOf } from './amounts.js';
import { eq13ForCoq } from './displays.coq.js';
import { distanceTerms, weightedLosses } from './enumerated-amounts.js';
import { atEveryStep, type EnumeratedCase, EVERY_STEP_SLACK } from './enumeration.js';
import { FOR_EXCESS, MATCHED, MIXED, type Normalisation } from './normalisation.js';
import { prove } from './proposition-1.eq-13.certificate.js';
import { recordOrder, side, sumBefore, type Term, times } from './sides.js';

const stated = {
  source: 'Appendix D, eq. 13',
  statement:
    'B < sqrt 2, all iterates in the separable region (or in W_J): E|w_t - u|^2 <= |w_0 - u|^2 - (2 - B^2) sum eta_k E L(w_k) + 2 (sum eta_k) L(u), for u = 0, a drawn u and u = (ln t / gamma) w^+.',
  slack: EVERY_STEP_SLACK,
};

/** sum_{k<t} eta_k. */
const rates = (at: EnumeratedCase, t: number): Term => sumBefore(t, (k) => [at.eta(k), roundingOf(16) * at.eta(k)]);

const record =
  (loss: Normalisation) =>
  (at: EnumeratedCase, t: number, slack: SlackRecord): void => {
    for (const u of [at.start.map(() => 0), at.vector(), comparison(at, t)]) {
      const [ofU, errorOfU] = lossOf(at, u, loss);
      const [sum, errorOfSum] = rates(at, t);
      recordOrder(
        slack,
        t,
        side(...distanceTerms(at, t, u)),
        side(...distanceTerms(at, 0, u), times(-(2 - at.reach ** 2), weightedLosses(at, t, loss)), [
          2 * sum * ofU,
          2 * (sum * errorOfU + ofU * errorOfSum),
        ]),
        'E|w_t - u|^2',
      );
    }
  };

/** With L as eqs. 7 and 8 print it. */
export const distanceToAny = defineClaim({
  ...stated,
  id: 'prop-1/eq-13',
  defect: DIVISOR,
  reason: `${MIXED} Take n+/n = 1/4, for example, and u along w^+ so far out that L(u) is nearly 0. Then the left side falls by at most (n+/n) 2 sum eta_k E L(w_k), and the right side by (2 - B^2) sum eta_k E L(w_k).`,
  ...atEveryStep(record('reduced')),
  certify: certifier(prove),
  coq: eq13ForCoq,
});

/** With L - L* for L. */
export const distanceToAnyIntended = defineClaim({
  ...stated,
  id: 'prop-1/eq-13@intended',
  reading: 'as-intended',
  statement: `${stated.statement} ${FOR_EXCESS}`,
  reason: MATCHED,
  ...atEveryStep(record('excess')),
});
