/** Rates measured on many cases, put together. */

import type { MeasuredRate } from '../claim/claim.js';
import { largest, nth, smallest } from '../numerics/lists.js';

/** One quantity of a claim: the median of the powers measured, and where those of all cases lie. */
export interface RateReport {
  readonly quantity: string;
  readonly printed: number;
  readonly median: number;
  /** Least lower and largest upper end over the cases. */
  readonly low: number;
  readonly high: number;
  readonly cases: number;
}

/** Groups rates by quantity. */
export function rateReports(rates: readonly MeasuredRate[]): RateReport[] {
  const groups = new Map<string, MeasuredRate[]>();
  for (const rate of rates) {
    const group = groups.get(rate.quantity);
    if (group === undefined) groups.set(rate.quantity, [rate]);
    else group.push(rate);
  }
  return [...groups].map(([quantity, own]) => {
    const powers = own.map(({ low, high }) => (low + high) / 2).sort((a, b) => a - b);
    return {
      quantity,
      printed: nth(own, 0).printed,
      median: nth(powers, Math.floor(powers.length / 2)),
      low: smallest(own.map(({ low }) => low)),
      high: largest(own.map(({ high }) => high)),
      cases: own.length,
    };
  });
}
