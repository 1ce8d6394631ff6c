/** The display before eq. 15: what eq. 14 and step 2 give together, on exact expectations. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { SlackRecord } from '../../claim/slack.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { budget } from './amounts.js';
import { eq15ForCoq } from './displays.coq.js';
import { alongDirection } from './enumerated-amounts.js';
import { atEveryStep, type EnumeratedCase, EVERY_STEP_SLACK } from './enumeration.js';
import { FOR_EXCESS, MATCHED, MIXED, type Normalisation } from './normalisation.js';
import { prove } from './proposition-1.eq-15.certificate.js';
import { recordOrder, side, squared } from './sides.js';

const stated = {
  source: 'Appendix D, display before eq. 15',
  statement: '(w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2 <= |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha).',
  slack: EVERY_STEP_SLACK,
};

const AIM = { slow: true, regions: ['separable'] } as const;

const record =
  (loss: Normalisation) =>
  (at: EnumeratedCase, t: number, slack: SlackRecord): void =>
    recordOrder(slack, t, side(squared(alongDirection(at, t, loss))), side(...budget(at, t)), 'the squared bound');

/** With L as eqs. 7 and 8 print it. */
export const quadratic = defineClaim({
  ...stated,
  id: 'prop-1/eq-15',
  defect: DIVISOR,
  reason: `${MIXED} With rare active samples sum eta_k E L(w_k) grows like t^(1 - alpha) for a long time.`,
  ...atEveryStep(record('reduced'), AIM),
  certify: certifier(prove),
  coq: eq15ForCoq,
});

/** With L - L* for L. */
export const quadraticIntended = defineClaim({
  ...stated,
  id: 'prop-1/eq-15@intended',
  reading: 'as-intended',
  statement: `${stated.statement} ${FOR_EXCESS}`,
  reason: `${MATCHED} It squares a lower bound that may be negative (prop-1/step-2), but the inequality holds all the same. Where that bound is negative it lies between -ln t / gamma and 0, since w_0.w^+ > 0, so its square is at most ln^2 t / gamma^2.`,
  ...atEveryStep(record('excess'), AIM),
});
