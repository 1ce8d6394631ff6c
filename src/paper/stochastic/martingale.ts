/** Differences that are 0 in the mean, as sums of martingale differences over many runs, and how far chance carries them. */

import { sample } from '../../data/dataset.js';
import { exp, log } from '../../numerics/elementary.js';
import { largest, nth, smallest } from '../../numerics/lists.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { dot } from '../../numerics/vector.js';
import type { ColumnTerm, LongRunView } from './long-run-view.js';

/** How the slack of an equality is formed. */
export const ZERO_SLACK =
  '0 where the two sides differ by no more than chance explains, else minus the excess, relative to the sizes of the terms';

/** More than the rounding of sums over 10^4 steps. */
export const ROUNDING = roundingOf(2 ** 20);

/**
 * How far a mean of R runs of a sum of martingale differences can be off by chance. The difference at step k is a number less
 * its mean, the number being 0 unless an active sample is drawn, which has probability p = n+/n, and in an interval of length c_k
 * that holds 0. With L = ln(2/delta) the mean exceeds sqrt(sum c_k^2 L / (2R)) with probability at most delta (Hoeffding 1963,
 * theorem 2, for martingales: Azuma 1967), and b + sqrt(b^2 + 2 p sum c_k^2 L / R) with b = max c_k L / (3R) likewise (Freedman
 * 1975, theorem 1.6: the variances given the past are at most p c_k^2). Both are fixed numbers; the smaller is taken.
 *
 * @param length - c_k.
 */
export function deviation(at: LongRunView, what: string, length: (k: number) => number): number {
  let squares = 0;
  let largest = 0;
  for (let k = 0; k < at.t; k++) {
    squares += length(k) ** 2;
    largest = Math.max(largest, length(k));
  }
  const share = log(2 / at.spend(what)) / at.runs.replicates;
  const step = (largest * share) / 3;
  const rare = at.active.length / at.data.n;
  return Math.min(Math.sqrt((squares * share) / 2), step + Math.sqrt(step ** 2 + 2 * rare * squares * share));
}

/** Length of the interval in which entry j of l(w, z) x lies, over all draws from anywhere that the run can come to. */
export function entryLength({ data, active, start }: Pick<LongRunView, 'data' | 'active' | 'start'>, j: number): number {
  const entries = active.map((i) => exp(-dot(start, sample(data, i))) * nth(sample(data, i), j));
  return Math.max(0, largest(entries)) - Math.min(0, smallest(entries));
}

/** Mean over the runs of some columns, each times a factor. */
export function meanOf({ runs, place }: LongRunView, terms: readonly ColumnTerm[]): number {
  let sum = 0;
  for (const [column, factor] of terms) for (const value of runs.values(place, column)) sum += factor * value;
  return sum / runs.replicates;
}
