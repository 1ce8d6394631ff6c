/** Rates measured on many cases, put together. */

import type { MeasuredRate } from '../claim/claim.js';

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
  return [...new Set(rates.map(({ quantity }) => quantity))].map((quantity) => {
    const own = rates.filter((rate) => rate.quantity === quantity);
    const powers = own.map(({ low, high }) => (low + high) / 2).sort((a, b) => a - b);
    return {
      quantity,
      printed: own[0]!.printed,
      median: powers[Math.floor(powers.length / 2)]!,
      low: Math.min(...own.map(({ low }) => low)),
      high: Math.max(...own.map(({ high }) => high)),
      cases: own.length,
    };
  });
}
