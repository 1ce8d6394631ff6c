/** How far strikes and the pull of positives lift negatives over their kinks at most. */

import { type Dataset, sample } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { nth, pairs } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';
import type { LateStretch } from './late-stretch.js';

/** Rounds of the iteration for the bound; it converges where its slope is below 1, and the bound asked for is far from that. */
const ROUNDS = 200;

/** How far the samples that are struck can be beyond their kinks. */
interface Lifts {
  readonly struck: readonly number[];
  /** V_j, in the order of `struck`; undefined where some V_j is above h |x_j|^2. */
  readonly bounds: readonly number[] | undefined;
  /** Whether some two of them are at an obtuse angle. */
  readonly obtuse: boolean;
}

/**
 * The least solution of V_j = h (sum_k (-x_j.x_k)^+ exp(V_k) + eps sum_i (x_i.x_j)^+), h = eta/n, over the negatives j, k that act and the
 * positives i that do, if V_j <= h |x_j|^2.
 *
 * The set of w with w.x_j <= V_j for all j is then left by no step at which the active positives have exp(-w.x_i) <= eps. If x_j does not act, a
 * step lifts it from 0 at most, by at most V_j. If it acts at v = w.x_j, its own strike takes it to v - h |x_j|^2 exp(v) <= V_j - h |x_j|^2 <= 0,
 * and the others lift it by at most V_j. A step at which no negative acts is in the set.
 */
export function lifts(data: Dataset, h: number, { acts, heaviest }: Pick<LateStretch, 'acts' | 'heaviest'>): Lifts {
  const acting = (samples: readonly number[]): number[] => samples.filter((i) => nth(acts, i) > 0);
  const struck = acting(data.negatives);
  const product = (i: number, j: number): number => dot(sample(data, i), sample(data, j));
  const pulls = struck.map((j) => h * heaviest * acting(data.positives).reduce((sum, i) => sum + Math.max(0, product(i, j)), 0));
  const across = struck.map((j) => struck.map((k) => h * Math.max(0, -product(j, k))));
  const most = struck.map((j) => h * product(j, j));
  const isHeld = (bounds: readonly number[]): boolean => pairs(bounds, most).every(([bound, limit]) => bound <= limit);
  let bounds = struck.map(() => 0);
  for (let round = 0; round < ROUNDS && isHeld(bounds); round++) {
    const weights = bounds.map((bound) => exp(bound));
    bounds = pairs(pulls, across).map(([pull, row]) => pairs(row, weights).reduce((sum, [lift, weight]) => sum + lift * weight, pull));
  }
  return { struck, bounds: isHeld(bounds) ? bounds : undefined, obtuse: across.some((row) => row.some((lift) => lift > 0)) };
}
