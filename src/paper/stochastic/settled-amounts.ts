/** The constants of appendices D and E for any B and any T: inequalities that hold from step T on, given w_T. */

import type { SlackRecord } from '../../claim/slack.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { comparison, comparisonSquare, startSquare } from './amounts.js';
import { alongDirection, averageLossAt, distanceTerms, stepAt, weightedLosses } from './enumerated-amounts.js';
import type { SettledEnd } from './settling.js';
import { recordOrder, side, squared, sumBefore, type Term, times } from './sides.js';

/** The inequalities in formulas, with m = t - T, L' = L less its limit, sums over T <= k < t, and u = (ln m / gamma) w^+ (of J in W_J). */
export const AFTER_T =
  "With m = t - T >= 1, sums over T <= k < t, L' = L less its limit, V = B^2 (|J|/n) sum eta_k^2 and R = |w_T|^2 + ln^2 m / gamma^2 + 2 (|J|/n) (sum eta_k) / m + V, given w_T:";

/** sum_{T<=k<t} eta_k^p. */
function rates(end: SettledEnd, m: number, power: 1 | 2): Term {
  return sumBefore(m, (k) => {
    const value = power === 1 ? end.eta(k) : end.eta(k) ** 2;
    return [value, roundingOf(16) * value];
  });
}

/** V: what the squares of the sampled gradients come to at most, as l <= 1 in the region. */
export function variances(end: SettledEnd, m: number): Term {
  return times((end.reach ** 2 * end.active.length) / end.data.n, rates(end, m, 2));
}

/** sum_{T<=k<t} eta_k^2 E|grad l(w_k, z)|^2, given w_T. */
export function gradientSquaresAfter(end: SettledEnd, m: number): Term {
  return sumBefore(m, (k) => {
    const { gradientSquare, bounds } = stepAt(end, k);
    return times(end.eta(k) ** 2, [gradientSquare, bounds.gradientSquare]);
  });
}

/** R. */
function budgetAfter(end: SettledEnd, m: number): readonly Term[] {
  const share = end.active.length / end.data.n;
  return [startSquare(end), comparisonSquare(end, m), times((2 * share) / m, rates(end, m, 1)), variances(end, m)];
}

/** The forms of proposition 1 and of eqs. 14 and 15 that hold for any B and T. */
export function recordAfter(end: SettledEnd, m: number, error: (size: number) => Term, slack: SlackRecord): void {
  const squares = gradientSquaresAfter(end, m);
  recordOrder(slack, m, side(squares, error(1)), side(variances(end, m)), 'the summed squares of the gradients');
  const budget = side(...budgetAfter(end, m));
  const moved = side(...distanceTerms(end, m, comparison(end, m)), times(2, weightedLosses(end, m, 'excess')), error(budget.size));
  recordOrder(slack, m, moved, budget, "E|w_t - u|^2 + 2 sum eta_k E L'");
  const [along, off] = alongDirection(end, m, 'excess');
  recordOrder(slack, m, side(squared([Math.max(0, along), off]), error(budget.size)), budget, 'the squared bound');
}

/** The form of theorem 3.3 that holds for any B and T: the loss of the average of w_T, ..., w_{t-1}. */
export function recordLossAfter(end: SettledEnd, m: number, error: (size: number) => Term, slack: SlackRecord): void {
  const budget = side(...budgetAfter(end, m));
  const [sum] = rates(end, m, 1);
  // The sum has an error of its own.
  const bound = side([budget.value / (2 * sum), budget.error / sum]);
  recordOrder(slack, m, side(averageLossAt(end, m, 'excess'), error(1)), bound, 'E L of the average from T on, less its limit');
}
