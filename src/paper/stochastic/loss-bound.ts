/** The right side of appendix E's last display before O(...), theorem 3.3's bound on E L(wbar_t). */

import type { SlackRecord } from '../../claim/slack.js';
import { power } from '../../numerics/elementary.js';
import { comparisonSquare, startSquare, tail } from './amounts.js';
import { averageLossAt, weightedLosses } from './enumerated-amounts.js';
import type { EnumeratedCase } from './enumeration.js';
import type { Normalisation } from './normalisation.js';
import { recordOrder, type Side, side, type Term, times } from './sides.js';
import type { StableCase } from './stable-case.js';

/** The bound in a formula. */
export const STATED_BOUND =
  '1/t + (|w_0|^2 + ln^2 t / gamma^2) / (2t) + 4^(alpha-1) t^(alpha-1) (|w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha)) + (B^2 / (2t)) sum_{k<t} eta_k E L(w_k)';

/** The whole bound. */
export function lossBound(at: EnumeratedCase, t: number, loss: Normalisation): Side {
  return side(...fixedTerms(at, t), times(at.reach ** 2 / (2 * t), weightedLosses(at, t, loss)));
}

/** The same without its last term, the only one that speaks of the run. */
export function lossBoundWithoutSum(at: StableCase, t: number): Side {
  return side(...fixedTerms(at, t));
}

/** Records E L(wbar_t) less its limit against the bound, which is what theorem 3.3 says in either region. */
export function recordLossBound(at: EnumeratedCase, t: number, slack: SlackRecord): void {
  recordOrder(slack, t, side(averageLossAt(at, t, 'excess')), lossBound(at, t, 'excess'), 'E L(wbar_t) minus its limit');
}

function fixedTerms(at: StableCase, t: number): Term[] {
  const rate = power(4, at.alpha - 1) * power(t, at.alpha - 1);
  return [
    [1 / t, 0],
    times(1 / (2 * t), startSquare(at)),
    times(1 / (2 * t), comparisonSquare(at, t)),
    times(rate, startSquare(at)),
    times(rate, comparisonSquare(at, t)),
    times(rate, tail(at, t)),
  ];
}
