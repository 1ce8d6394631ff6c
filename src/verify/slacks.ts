/** How the conclusion slacks of many cases lie. */

import { nth } from '../numerics/lists.js';

/** Tenths of the cases between one quantile and the next. */
const TENTHS = 10;

/** Slacks of the effective cases, each of them one that occurred. */
export interface SlackReport {
  /** NaN where there are no effective cases, as the median is. */
  readonly min: number;
  readonly median: number;
  /** Eleven slacks, ascending, from the smallest to the largest: the one after each tenth of the cases. Absent where there are none. */
  readonly quantiles?: readonly number[];
}

/** @param slacks - in any order. */
export function slackReport(slacks: readonly number[]): SlackReport {
  const sorted = Float64Array.from(slacks).sort();
  if (sorted.length === 0) return { min: Number.NaN, median: Number.NaN };
  // Multiplied before it is divided, so that no rounding moves a place.
  const after = (tenths: number): number => nth(sorted, Math.min(sorted.length - 1, Math.floor((sorted.length * tenths) / TENTHS)));
  return { min: after(0), median: after(TENTHS / 2), quantiles: Array.from({ length: TENTHS + 1 }, (_, tenths) => after(tenths)) };
}
