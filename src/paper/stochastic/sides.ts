/** Two sides of an inequality as sums of terms with known errors. */

import type { SlackRecord } from '../../claim/slack.js';
import { log } from '../../numerics/elementary.js';
import { gamma } from '../../numerics/rounding.js';
import { norm } from '../../numerics/vector.js';

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
/** Operations behind one elementary function, generously. */
export const ELEMENTARY = 16;
/** Below the normal range losses are right to so many units of the last place there is, and no better. */
export const UNDERFLOW = 64 * Number.MIN_VALUE;

/** A number right to some ulps. */
export function exactly(value: number): Term {
  return [value, gamma(ELEMENTARY) * Math.abs(value)];
}

/** factor * term, the factor right to some ulps. */
export function times(factor: number, [value, error]: Term): Term {
  return [factor * value, Math.abs(factor) * error + gamma(ELEMENTARY) * Math.abs(factor * value)];
}

/** The square of a term. */
export function squared([value, error]: Term): Term {
  return [value * value, 2 * Math.abs(value) * error + error * error];
}

/** ln of a positive term. */
export function logarithm([value, error]: Term): Term {
  return [log(value), error / value + gamma(ELEMENTARY) * Math.abs(log(value))];
}

/** |v| of a vector known to a bound in each entry. */
export function lengthOf(vector: Float64Array, entryError: number): Term {
  return [norm(vector), Math.sqrt(vector.length) * entryError + gamma(vector.length + 4) * norm(vector)];
}

/** A sum over the steps before t. */
export function sumBefore(t: number, term: (k: number) => Term): Term {
  let value = 0;
  let error = 0;
  let size = 0;
  for (let k = 0; k < t; k++) {
    const [one, own] = term(k);
    value += one;
    error += own;
    size += Math.abs(one);
  }
  return [value, error + gamma(t + 4) * size];
}

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
