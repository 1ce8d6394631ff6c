/** |E wbar_t| + (1/B) ln E L(wbar_t), L with the printed divisor, from means in which length and loss vary together. */

import { sample } from '../../data/dataset.js';
import type { Range } from '../../monte-carlo/ceilings.js';
import type { Estimate } from '../../monte-carlo/estimate.js';
import { exp, log } from '../../numerics/elementary.js';
import { largest, pairs } from '../../numerics/lists.js';
import { extendBasis } from '../../numerics/span.js';
import { addMultiple, norm } from '../../numerics/vector.js';
import { meanDirection, meanIterate } from './along-the-way.js';
import type { ColumnTerm, LongRunView } from './long-run-view.js';
import { meanOf, ROUNDING } from './martingale.js';
import { enlargement } from './normalisation.js';
import { reducedLoss } from './pathwise.js';

/** Shares of false-alarm probability that one step takes: two means that bound the sum, and wbar_t in an orthonormal basis. */
export const LENGTH_SHARES = (d: number): number => d + 2;

/** Where the bounds touch: a unit vector e, and a loss m. */
interface Contact {
  readonly e: Float64Array;
  readonly m: number;
}

/** The sum, and the sizes of its terms together. */
interface LengthAndLogLoss {
  readonly sum: Estimate;
  readonly size: number;
}

/**
 * The sum lies between two means over paths, for any unit vector e and number m > 0:
 *
 * - below, E[e.wbar + (1/B) ln L(wbar)], by Cauchy-Schwarz and Jensen;
 * - above, E[e.wbar + (1/B) (L(wbar)/m - 1 + ln m)] + |E wbar| - E e.wbar, since ln lies below its tangents. What is left over is
 *   sqrt(a^2 + p^2) - a with a = E e.wbar and p the length beside e, which grows with p and falls as a grows.
 *
 * The loss is small where wbar is far along e, so that what is averaged varies much less from run to run than either term. e and m are those
 * of the average that steps along the full gradient have, at which both bounds are nearly equalities.
 */
export function lengthAndLogLoss(at: LongRunView): LengthAndLogLoss {
  const { runs, place, t, reach } = at;
  const { columns } = runs;
  const contact = { e: meanDirection(at, t), m: reducedLoss(at, meanIterate(at, t)).loss };
  const { e, m } = contact;
  const axis = (q: Float64Array, name: string): Estimate =>
    at.mean(name, averageAlong(at, q), 0, widened(at.ceilings.along(q), ROUNDING * farthest(at)));
  const along = axis(e, 'wbar_t along e');
  const beside = besideOf(e).map((q, k) => axis(q, `wbar_t beside e, ${k}`));
  const far = new Float64Array(runs.replicates);
  for (const [column, factor] of averageAlong(at, e)) addMultiple(far, factor, runs.values(place, column));
  const losses = runs.values(place, columns.averageLoss).map((loss) => enlargement(at, 'reduced') * loss);
  const ranges = rangesOf(at, contact);
  const below = at.meanBy('e.wbar + (1/B) ln L(wbar)', (r) => far[r]! + log(losses[r]!) / reach, ranges.below);
  const above = at.meanBy('e.wbar + (1/B) (L(wbar)/m - 1 + ln m)', (r) => far[r]! + tangent(losses[r]!, m) / reach, ranges.above);
  const p = norm(beside.map(({ low, high }) => Math.max(Math.abs(low), Math.abs(high))));
  const leftOver = norm([along.low, p]) - along.low;
  const length = norm([along, ...beside].map(({ value }) => value));
  const logLoss = log(enlargement(at, 'reduced') * meanOf(at, [[columns.averageLoss, 1]])) / reach;
  return {
    sum: { value: length + logLoss, low: below.low, high: above.high + leftOver * (1 + ROUNDING) },
    size: length + Math.abs(logLoss),
  };
}

/** q.wbar_t. */
function averageAlong({ runs }: LongRunView, q: Float64Array): ColumnTerm[] {
  return Array.from(q, (entry, j) => [runs.columns.average + j, entry]);
}

/** An orthonormal basis of what is at a right angle to a unit vector. */
function besideOf(e: Float64Array): Float64Array[] {
  const basis = [e];
  for (const j of e.keys()) {
    const axis = new Float64Array(e.length);
    axis[j] = 1;
    extendBasis(basis, axis);
  }
  return basis.slice(1);
}

/** The tangent of ln at m. */
function tangent(loss: number, m: number): number {
  return loss / m - 1 + log(m);
}

/**
 * Ranges of what is averaged, from those of linear functions of wbar: with the active samples' mean xbar, ln L is at least -xbar.wbar and at most
 * the largest -wbar.x_i, and L is at most the mean of the chords of exp(-v) over the ranges of the v = wbar.x_i.
 */
function rangesOf(at: LongRunView, { e, m }: Contact): { readonly below: Range; readonly above: Range } {
  const { data, active, reach, ceilings } = at;
  const rows = active.map((i) => sample(data, i));
  const share = 1 / rows.length;
  const lowest = e.slice();
  const steepest = e.slice();
  let constant = 0;
  for (const [x, [from, to]] of pairs(
    rows,
    rows.map((x) => ceilings.along(x)),
  )) {
    const slope = to > from ? (exp(-to) - exp(-from)) / (to - from) : 0;
    constant += share * (exp(-from) - slope * from);
    addMultiple(lowest, -share / reach, x);
    addMultiple(steepest, (share * slope) / (m * reach), x);
  }
  const highest = largest(rows.map((x) => ceilings.along(e.map((entry, j) => entry - x[j]! / reach))[1]));
  const wide = ROUNDING * (2 * farthest(at) + (1 + 1 / m + Math.abs(log(m))) / reach);
  const least = ceilings.along(lowest)[0];
  return {
    below: widened([least, highest], wide),
    above: widened([least, ceilings.along(steepest)[1] + tangent(constant, m) / reach], wide),
  };
}

/** |wbar_t| is at most this on every path. */
function farthest({ start, ceilings }: LongRunView): number {
  return norm(start) + ceilings.pathLength[1];
}

/** Terms may cancel in every digit. */
function widened([low, high]: Range, by: number): Range {
  return [low - by, high + by];
}
