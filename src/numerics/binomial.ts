/** Tails of the binomial distribution. */

import { exp, log } from './elementary.js';

/** Terms smaller than this share of the largest add nothing that counts. */
const NEGLIGIBLE = 1e-18;

/**
 * P(X >= k) for X the number of successes in n trials of probability p, to about 12 digits.
 *
 * @throws RangeError unless 0 < p < 1 and n is a whole number that is not negative.
 */
export function atLeast(n: number, p: number, k: number): number {
  if (!(p > 0 && p < 1 && Number.isInteger(n) && n >= 0)) throw new RangeError(`binomial: ${n} trials of probability ${p}`);
  if (k <= 0) return 1;
  if (k > n) return 0;
  // From the term at k away from the mean terms fall; from below the mean the other tail is the small one.
  if (k <= n * p) return 1 - atMost(n, p, k - 1);
  return tail(logTerm(n, p, k), (j) => ((n - j) / (j + 1)) * (p / (1 - p)), k, n);
}

/** P(X <= k). @throws RangeError as {@link atLeast} does. */
export function atMost(n: number, p: number, k: number): number {
  return k >= n ? 1 : k < n * p ? atLeastOfFailures(n, p, k) : 1 - atLeast(n, p, k + 1);
}

/** P(X <= k) as P(n - X >= n - k), for k below the mean. */
function atLeastOfFailures(n: number, p: number, k: number): number {
  return k < 0 ? 0 : atLeast(n, 1 - p, n - k);
}

function logTerm(n: number, p: number, k: number): number {
  let sum = k * log(p) + (n - k) * log(1 - p);
  for (let j = 1; j <= k; j++) sum += log((n - k + j) / j);
  return sum;
}

/** The sum of terms from k to n, each the one before times its ratio. */
function tail(logFirst: number, ratio: (j: number) => number, k: number, n: number): number {
  let term = 1;
  let sum = 1;
  for (let j = k; j < n && term > NEGLIGIBLE; j++) {
    term *= ratio(j);
    sum += term;
  }
  return exp(logFirst) * sum;
}
