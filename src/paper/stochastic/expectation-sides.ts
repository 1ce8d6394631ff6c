/** Two sides of an inequality as sums of terms with known errors. */

import type { SlackRecord } from '../../claim/slack.js';
import { gamma } from '../../numerics/rounding.js';

/** A number and a bound on its error. */
export type Term = readonly [value: number, error: number];

/** A sum: its value, a bound on its error, and the sum of its terms' sizes. */
export interface Side {
  readonly value: number;
  readonly error: number;
  readonly size: number;
}

/** Operations behind one term, generously: a few elementary functions and products. */
const OPERATIONS = 24;

/** The sum of some terms. */
export function side(...terms: readonly Term[]): Side {
  let value = 0;
  let error = 0;
  let size = 0;
  for (const [term, own] of terms) {
    value += term;
    error += own;
    size += Math.abs(term);
  }
  return { value, error: error + gamma(OPERATIONS + terms.length) * size, size };
}

/** Records lower <= upper at a step: (upper - lower) relative to the sizes of both. */
export function recordOrder(slack: SlackRecord, step: number, lower: Side, upper: Side, what: string): void {
  const unit = lower.size + upper.size;
  if (unit === 0) return;
  slack.record(
    (upper.value - lower.value) / unit,
    (lower.error + upper.error) / unit,
    step,
    () => `${what}: ${lower.value} against ${upper.value}`,
  );
}

/** Records left = right at a step: minus the difference relative to the sizes of both. */
export function recordEquality(slack: SlackRecord, step: number, left: Side, right: Side, what: string): void {
  const unit = left.size + right.size;
  if (unit === 0) return;
  slack.record(
    -Math.abs(right.value - left.value) / unit,
    (left.error + right.error) / unit,
    step,
    () => `${what}: ${left.value} against ${right.value}`,
  );
}
