/** Eq. 9 in expectation: how one step changes E |w_t - u|^2. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { SlackRecord } from '../../claim/slack.js';
import { dot } from '../../numerics/vector.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { eq9ForCoq } from './displays.coq.js';
import { distanceTerms, stepAt } from './enumerated-amounts.js';
import { atEveryStep, type EnumeratedCase, EVERY_STEP_SLACK } from './enumeration.js';
import { FOR_EXCESS, MATCHED, MIXED, type Normalisation } from './normalisation.js';
import { prove } from './proposition-1.eq-9.certificate.js';
import { recordEquality, side, times } from './sides.js';

const stated = {
  source: 'Appendix D, eq. 9, in expectation, with E M_t = 0',
  statement: 'E|w_{t+1} - u|^2 = E|w_t - u|^2 - 2 eta_t E grad L(w_t).(w_t - u) + eta_t^2 E|grad l(w_t, z)|^2 for every u.',
  slack: EVERY_STEP_SLACK,
};

const record =
  (loss: Normalisation) =>
  (at: EnumeratedCase, t: number, slack: SlackRecord): void => {
    const k = t - 1;
    const { descent, gradient, gradientSquare, bounds } = stepAt(at, k);
    const factor = loss === 'excess' ? 1 : at.data.n / at.active.length;
    const eta = at.eta(k);
    for (const u of [at.start.map(() => 0), at.vector()]) {
      recordEquality(
        slack,
        t,
        side(...distanceTerms(at, t, u)),
        side(
          ...distanceTerms(at, k, u),
          times(-2 * eta * factor, [descent, bounds.descent]),
          times(2 * eta * factor, [dot(u, gradient), Math.sqrt(u.length) * Math.sqrt(dot(u, u)) * bounds.gradient * 2]),
          times(eta ** 2, [gradientSquare, bounds.gradientSquare]),
        ),
        'E|w_{t+1} - u|^2',
      );
    }
  };

/** With L as eqs. 7 and 8 print it. */
export const oneStep = defineClaim({
  ...stated,
  id: 'prop-1/eq-9',
  defect: DIVISOR,
  reason: `${MIXED} The difference is 2 eta_t (1 - n+/n) E grad L(w_t).(w_t - u), which is not zero in general.`,
  ...atEveryStep(record('reduced')),
  certify: certifier(prove),
  coq: eq9ForCoq,
});

/** With L - L* for L. */
export const oneStepIntended = defineClaim({
  ...stated,
  id: 'prop-1/eq-9@intended',
  reading: 'as-intended',
  statement: `${stated.statement} ${FOR_EXCESS}`,
  reason: MATCHED,
  ...atEveryStep(record('excess')),
});
