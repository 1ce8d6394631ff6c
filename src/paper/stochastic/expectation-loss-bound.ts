/** The right side of appendix E's last display before O(...). */

import { power } from '../../numerics/elementary.js';
import { comparisonSquare, type Normalisation, startSquare, tail, times, weightedLosses } from './expectation-amounts.js';
import type { ExpectationCase, StableCase } from './expectation-cases.js';
import { type Side, side, type Term } from './expectation-sides.js';

/**
 * 1/t + (|w_0|^2 + ln^2 t / gamma^2) / (2t) + 4^(alpha-1) t^(alpha-1) (|w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha))
 * + (B^2 / (2t)) sum_{k<t} eta_k E L(w_k): theorem 3.3's bound on E L(wbar_t).
 */
export function lossBound(at: ExpectationCase, t: number, loss: Normalisation): Side {
  return side(...fixedTerms(at, t), times(at.reach ** 2 / (2 * t), weightedLosses(at, t, loss)));
}

/** The same without its last term, the only one that speaks of the run. */
export function lossBoundWithoutSum(at: StableCase, t: number): Side {
  return side(...fixedTerms(at, t));
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
