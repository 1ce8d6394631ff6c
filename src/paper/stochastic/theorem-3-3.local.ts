/** Theorem 3.3 in W_J: the loss of the averaged iterate, on exact expectations. */

import { defineClaim } from '../../claim/define.js';
import { atEveryStep, EVERY_STEP_SLACK } from './enumeration.js';
import { recordLossBound, STATED_BOUND } from './loss-bound.js';

/** E L(wbar_t) less its limit in W_J, with the constants of the proof. */
export const local = defineClaim({
  id: 'thm-3.3/local@intended',
  reading: 'as-intended',
  source: 'Theorem 3.3, second part; appendix E for J in place of I+',
  statement: `B < sqrt 2 and T = 0, all iterates in W_J: E L(wbar_t) - L* - (n+ - |J|)/n <= ${STATED_BOUND}, with gamma and B of J and that excess for L in the last sum.`,
  slack: EVERY_STEP_SLACK,
  reason: 'As thm-3.3/loss@intended: in W_J only J acts, and L of (P) less its limit is 1/n times the sum over J.',
  ...atEveryStep(recordLossBound, { regions: ['local'] }),
});
