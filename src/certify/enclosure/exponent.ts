/** The exponent of SGD's step sizes, which section 3.3 asks to lie between 1/2 and 1. */

import type { CertifiedHypothesis } from '../certificate.js';
import { mustHold } from '../undecided.js';
import type { Setting } from './setting.js';
import { powersOf } from './step-size.js';

/** alpha of the steps (k+1)^(-alpha) and how many there are; alpha is compared as the double that it is; throws Undecided for others. */
export function paperExponent(at: Pick<Setting, 'input'>): {
  readonly alpha: number;
  readonly count: number;
  readonly exponent: CertifiedHypothesis;
} {
  const { alpha, count } = powersOf(at);
  mustHold(alpha > 0.5 && alpha < 1, 'alpha is not between 1/2 and 1');
  return { alpha, count, exponent: { name: '0.5 < alpha < 1', how: `alpha = ${alpha}` } };
}
