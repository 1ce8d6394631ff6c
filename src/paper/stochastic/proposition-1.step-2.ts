/** Step 2 of proposition 1's proof: E |w_t - u|^2 from below, on exact expectations. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { SlackRecord } from '../../claim/slack.js';
import { DIVISOR, SQUARED_BOUND } from '../setting/sgd-defects.js';
import { comparison } from './amounts.js';
import { stepTwoForCoq, stepTwoIntendedForCoq } from './displays.coq.js';
import { alongDirection, distanceTerms } from './enumerated-amounts.js';
import { atEveryStep, type EnumeratedCase, EVERY_STEP_SLACK } from './enumeration.js';
import { FOR_EXCESS, MIXED, type Normalisation } from './normalisation.js';
import { proveIntended, provePrinted } from './proposition-1.step-2.certificate.js';
import { recordOrder, side, squared, type Term } from './sides.js';

const stated = {
  source: 'Appendix D, step 2, last display',
  statement: 'With u = (ln t / gamma) w^+: E|w_t - u|^2 >= (w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2.',
  slack: EVERY_STEP_SLACK,
};

function recordSquare(at: EnumeratedCase, t: number, slack: SlackRecord, bound: Term): void {
  recordOrder(slack, t, side(squared(bound)), side(...distanceTerms(at, t, comparison(at, t))), 'the squared bound');
}

const record =
  (loss: Normalisation) =>
  (at: EnumeratedCase, t: number, slack: SlackRecord): void =>
    recordSquare(at, t, slack, alongDirection(at, t, loss));

/** With L as eqs. 7 and 8 print it. */
export const lowerBound = defineClaim({
  ...stated,
  id: 'prop-1/step-2',
  defect: DIVISOR,
  reason: `${MIXED} Besides, the proof squares a lower bound that may be negative.`,
  ...atEveryStep(record('reduced')),
  certify: certifier(provePrinted),
  coq: stepTwoForCoq,
});

/** With L - L* for L. */
export const lowerBoundIntended = defineClaim({
  ...stated,
  id: 'prop-1/step-2@intended',
  defect: SQUARED_BOUND,
  reading: 'as-intended',
  statement: `${stated.statement} ${FOR_EXCESS}`,
  reason:
    'With L - L* in place of L, the sampled gradient has mean grad L, so E M_t = 0. But the proof squares a lower bound that may be negative, which does not keep the order (prop-1/step-2@repaired).',
  ...atEveryStep(record('excess')),
  certify: certifier(proveIntended),
  coq: stepTwoIntendedForCoq,
});

/** The same with 0 in place of a lower bound that is negative. */
export const lowerBoundRepaired = defineClaim({
  ...stated,
  id: 'prop-1/step-2@repaired',
  reading: 'repaired',
  statement: 'With u = (ln t / gamma) w^+ and L - L* for L: E|w_t - u|^2 >= max(0, w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2.',
  reason:
    'E|w_t - u|^2 >= (E (w_t - u).w^+)^2 by Jensen, and E (w_t - u).w^+ is at least the printed bound; squaring keeps the order where the bound is not negative.',
  ...atEveryStep((at, t, slack) => {
    const [value, error] = alongDirection(at, t, 'excess');
    recordSquare(at, t, slack, [Math.max(0, value), error]);
  }),
});
