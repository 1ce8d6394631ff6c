/** Sums of numbers that are given by their logarithms. */

import { exp, log } from './elementary.js';

/**
 * ln(1 + x) without cancellation, for x > -1; Infinity at Infinity.
 *
 * @example
 * ```ts
 * import { log1p } from 'claimcheck/claims';
 *
 * log1p(2 ** -60) === 2 ** -60; // true
 * ```
 */
export function log1p(x: number): number {
  const u = 1 + x;
  return u === 1 || u === Number.POSITIVE_INFINITY ? x : (log(u) * x) / (u - 1);
}

/**
 * ln(e^a + e^b); -Infinity stands for a zero summand.
 *
 * @example
 * ```ts
 * import { log, logAddExp } from 'claimcheck/claims';
 *
 * logAddExp(-5000, -5000) === -5000 + log(2); // true
 * logAddExp(-Infinity, 3); // 3
 * ```
 */
export function logAddExp(a: number, b: number): number {
  const high = Math.max(a, b);
  return high === Number.NEGATIVE_INFINITY ? high : high + log1p(exp(Math.min(a, b) - high));
}

/** ln(e^a - e^b) for a >= b; -Infinity at a = b. */
export function logSubExp(a: number, b: number): number {
  if (b === Number.NEGATIVE_INFINITY) return a;
  const gap = a - b;
  // Below ln 2 the difference 1 - e^-gap is small, and its series does not cancel.
  if (gap > 0.5) return a + log1p(-exp(-gap));
  let term = gap;
  let sum = gap;
  for (let k = 2; k < 24; k++) {
    term *= -gap / k;
    sum += term;
  }
  return a + log(sum);
}
