/** Eq. 12: eq. 11 in expectation, with E M_t = 0, on exact expectations. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { SlackRecord } from '../../claim/slack.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { comparison, lossOf } from './amounts.js';
import { eq12ForCoq } from './displays.coq.js';
import { distanceTerms, stepAt, weightedLosses } from './enumerated-amounts.js';
import { atEveryStep, type EnumeratedCase, EVERY_STEP_SLACK } from './enumeration.js';
import { FOR_EXCESS, MATCHED, MIXED, type Normalisation } from './normalisation.js';
import { prove } from './proposition-1.eq-12.certificate.js';
import { recordOrder, side, sumBefore, type Term, times } from './sides.js';

const stated = {
  source: 'Appendix D, eq. 12',
  statement:
    'E|w_t - u|^2 <= |w_0 - u|^2 - 2 sum_{k<t} eta_k E L(w_k) + 2 (sum eta_k) L(u) + sum_{k<t} eta_k^2 E|grad l(w_k, z)|^2, for u = 0, a drawn u and u = (ln t / gamma) w^+, and any B.',
  slack: EVERY_STEP_SLACK,
};

const record =
  (loss: Normalisation) =>
  (at: EnumeratedCase, t: number, slack: SlackRecord): void => {
    const squares = sumBefore(t, (k): Term => {
      const { gradientSquare, bounds } = stepAt(at, k);
      return times(at.eta(k) ** 2, [gradientSquare, bounds.gradientSquare]);
    });
    const [rates, error] = sumBefore(t, (k) => [at.eta(k), 0]);
    for (const u of [at.start.map(() => 0), at.vector(), comparison(at, t)]) {
      const [value, own] = lossOf(at, u, loss);
      recordOrder(
        slack,
        t,
        side(...distanceTerms(at, t, u)),
        side(
          ...distanceTerms(at, 0, u),
          times(-2, weightedLosses(at, t, loss)),
          times(2, [rates * value, rates * own + error * value]),
          squares,
        ),
        'E|w_t - u|^2',
      );
    }
  };

/** With L as eqs. 7 and 8 print it. */
export const inExpectation = defineClaim({
  ...stated,
  id: 'prop-1/eq-12',
  defect: DIVISOR,
  reason: MIXED,
  ...atEveryStep(record('reduced'), { anyReach: true }),
  certify: certifier(prove),
  coq: eq12ForCoq,
});

/** With L - L* for L. */
export const inExpectationIntended = defineClaim({
  ...stated,
  id: 'prop-1/eq-12@intended',
  reading: 'as-intended',
  statement: `${stated.statement} ${FOR_EXCESS}`,
  reason: MATCHED,
  ...atEveryStep(record('excess'), { anyReach: true }),
});
