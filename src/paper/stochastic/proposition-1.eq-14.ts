/** Eq. 14: how far SGD's iterates are from u = (ln t / gamma) w^+, on exact expectations. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { SlackRecord } from '../../claim/slack.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { budget, comparison } from './amounts.js';
import { eq14ForCoq } from './displays.coq.js';
import { distanceTerms, weightedLosses } from './enumerated-amounts.js';
import { atEveryStep, type EnumeratedCase, EVERY_STEP_SLACK } from './enumeration.js';
import { FOR_EXCESS, MATCHED, MIXED, type Normalisation } from './normalisation.js';
import { prove } from './proposition-1.eq-14.certificate.js';
import { recordOrder, side, times } from './sides.js';

const stated = {
  source: 'Appendix D, eq. 14',
  statement:
    'With u = (ln t / gamma) w^+: E|w_t - u|^2 <= |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha) - (2 - B^2) sum eta_k E L(w_k).',
  slack: EVERY_STEP_SLACK,
};

const record =
  (loss: Normalisation) =>
  (at: EnumeratedCase, t: number, slack: SlackRecord): void =>
    recordOrder(
      slack,
      t,
      side(...distanceTerms(at, t, comparison(at, t))),
      side(...budget(at, t), times(-(2 - at.reach ** 2), weightedLosses(at, t, loss))),
      'E|w_t - u|^2',
    );

/** With L as eqs. 7 and 8 print it. */
export const distanceToComparison = defineClaim({
  ...stated,
  id: 'prop-1/eq-14',
  defect: DIVISOR,
  reason: `${MIXED} Eq. 14 follows from eq. 13 by |w_0 - u|^2 <= |w_0|^2 + |u|^2, which needs w_0.w^+ >= 0. That is true in the region, since w^+ is a positive combination of the active samples.`,
  ...atEveryStep(record('reduced')),
  certify: certifier(prove),
  coq: eq14ForCoq,
});

/** With L - L* for L. */
export const distanceToComparisonIntended = defineClaim({
  ...stated,
  id: 'prop-1/eq-14@intended',
  reading: 'as-intended',
  statement: `${stated.statement} ${FOR_EXCESS}`,
  reason: MATCHED,
  ...atEveryStep(record('excess')),
});
