/** Lemma F.3 with the step sizes of theorem 3.4: eta_{p+1} = (p+2)^(-alpha), while step p has size (p+1)^(-alpha). */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { logLossOfTheoremForCoq } from './displays.coq.js';
import { atEveryStep, STEPS_SLACK } from './enumeration.js';
import { recordLogLoss } from './lemma-f3.js';
import { prove } from './lemma-f3.theorem.certificate.js';

const stated = { source: 'Lemma F.3, with eta_k = (k+1)^(-alpha) as in theorem 3.4', slack: STEPS_SLACK };

/** With L as eqs. 7 and 8 print it. */
export const logLossOfTheorem = defineClaim({
  ...stated,
  id: 'lem-f3/theorem',
  defect: DIVISOR,
  statement:
    'ln E L(w_k) <= ln L(w_0) - sum_{p<k} eta_{p+1} E L(w_p) g_p gamma + (B^4 S / 2) sum_{p<k} eta_{p+1}^2 with eta_{p+1} = (p+2)^(-alpha) and L = (1/n+) times the sum over I+, and the same with g_p^2 for g_p gamma.',
  reason: 'As lem-f3: the sum in the middle must carry n+/n, whichever step sizes it has.',
  ...atEveryStep(recordLogLoss({ loss: 'reduced', shift: 1 })),
  certify: certifier(prove),
  coq: logLossOfTheoremForCoq,
});

/** With L - L* for L. */
export const logLossOfTheoremIntended = defineClaim({
  ...stated,
  id: 'lem-f3/theorem@intended',
  reading: 'as-intended',
  statement: 'The inequalities of lem-f3/theorem with L - L* for L, also in S.',
  reason:
    'Not by the proof, which gives eta_p where eta_{p+1} is printed. But the loss falls at every step of such runs, so the smaller fall that is claimed leaves room for the smaller rise.',
  ...atEveryStep(recordLogLoss({ loss: 'excess', shift: 1 })),
});
