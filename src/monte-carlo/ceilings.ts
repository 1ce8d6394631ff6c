/** How far SGD can come at most in a region that it cannot leave, whatever is drawn: the ranges that confidence limits need. */

import { type Dataset, sample } from '../data/dataset.js';
import { exp } from '../numerics/elementary.js';
import { nth, pairs } from '../numerics/lists.js';
import { gamma as roundingOf } from '../numerics/rounding.js';
import { dot } from '../numerics/vector.js';

/** Numbers from one to another. */
export type Range = readonly [number, number];

/** What every path obeys up to step t. */
export interface Ceilings {
  /** Of c.w_t (and of c.wbar_t, wbar_t being a mean of earlier iterates). */
  along(c: ArrayLike<number>): Range;
  /** Of |w_t - u|^2. */
  squaredDistance(u: ArrayLike<number>): Range;
  /** Of (1/n) sum over active samples of exp(-w_t.x_i), or the same at wbar_t. */
  readonly loss: Range;
  /** Of sum_{k<t} eta_k l(w_k, z_xi_k) over the draws of active samples. */
  readonly lossSum: Range;
  /** Of sum_{k<t} eta_k |grad l(w_k, z_xi_k)|. */
  readonly pathLength: Range;
  /** Of sum_{k<t} eta_k^2 |grad l(w_k, z_xi_k)|^2. */
  readonly squareSum: Range;
}

/** A stretch that no accumulated rounding error of a run of 10^4 steps exceeds, relative to the sizes at hand. */
const SLACK = roundingOf(2 ** 20);

/**
 * Ceilings at some steps, for active samples with x_i.x_j >= 0 among each other and x_i.x_j <= 0 with all the others.
 *
 * w_t = w_0 + sum_i a_i x_i with a_i >= 0 growing, so no w.x_i of an active sample falls and no other sample becomes active.
 * A draw of i at step k adds eta_k exp(-w_k.x_i) to a_i, and w_k.x_i >= w_0.x_i + s with s = a_i |x_i|^2, so it takes s to at
 * most g_k(s) = s + eta_k |x_i|^2 exp(-w_0.x_i - s). g_k is convex, and g_k(0) is at most the ceiling of the first step: the
 * ceiling S of s obeys S_{k+1} = g_k(S_k). It grows like ln sum eta_k. Identical samples share one ceiling.
 *
 * @param eta - the step sizes of the definition, not those of a run.
 * @param at - steps in ascending order.
 */
export function ceilings(
  data: Dataset,
  active: readonly number[],
  start: ArrayLike<number>,
  eta: (k: number) => number,
  at: readonly number[],
): Ceilings[] {
  const rows = distinct(data, active).map((x): Row => ({ x, square: dot(x, x), begun: exp(-dot(start, x)) }));
  const most = new Float64Array(rows.length);
  const found: Ceilings[] = [];
  const last = at[at.length - 1] ?? 0;
  for (let k = 0, next = 0; k <= last; k++) {
    for (; at[next] === k; next++) found.push(ceilingsOf(data, active, start, pairs(rows, most)));
    const rate = eta(k);
    let i = 0;
    for (const { square, begun } of rows) {
      most[i]! += rate * square * begun * exp(-most[i]!);
      i++;
    }
  }
  return found;
}

/** An active sample. */
interface Row {
  readonly x: Float64Array;
  /** |x|^2. */
  readonly square: number;
  /** exp(-w_0.x). */
  readonly begun: number;
}

function distinct(data: Dataset, active: readonly number[]): Float64Array[] {
  return [...new Map(active.map((i) => [sample(data, i).join(), sample(data, i)])).values()];
}

/** Ceilings where s has come to at most a number for each row. */
function ceilingsOf(
  data: Dataset,
  active: readonly number[],
  start: ArrayLike<number>,
  rows: readonly (readonly [Row, most: number])[],
): Ceilings {
  const reaches = rows.map(([row, most]) => ({ ...row, most, moved: row.square > 0 ? most / row.square : 0 }));
  const total = (term: (row: (typeof reaches)[number]) => number): number => reaches.reduce((sum, row) => sum + term(row), 0);
  const along = (c: ArrayLike<number>): Range => {
    const from = dot(c, start);
    return widened(
      from + total(({ x, moved }) => moved * Math.min(0, dot(c, x))),
      from + total(({ x, moved }) => moved * Math.max(0, dot(c, x))),
      total(({ x, moved }) => moved * Math.abs(dot(c, x))) + Math.abs(from),
    );
  };
  const reached = active.map((i) => along(sample(data, i)));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    along,
    squaredDistance(u) {
      let low = 0;
      let high = 0;
      for (let j = 0; j < data.d; j++) {
        const [from, to] = along(Float64Array.from({ length: data.d }, (_, i) => (i === j ? 1 : 0)));
        const entry = nth(u, j);
        const outside = Math.max(0, from - entry, entry - to);
        low += outside ** 2;
        high += Math.max((from - entry) ** 2, (to - entry) ** 2);
      }
      return widened(low, high, high);
    },
    loss: widened(sum(reached.map(([, to]) => exp(-to))) / data.n, sum(active.map((i) => exp(-dot(start, sample(data, i))))) / data.n, 1),
    lossSum: [0, total(({ moved }) => moved) * (1 + SLACK)],
    pathLength: [0, total(({ moved, square }) => moved * Math.sqrt(square)) * (1 + SLACK)],
    // A draw adds (ds)^2 / |x|^2, where ds is at most the first step's, and the ds add up to s.
    squareSum: [0, total(({ begun, most }) => begun * most) * (1 + SLACK)],
  };
}

function widened(low: number, high: number, size: number): Range {
  return [low - SLACK * size, high + SLACK * size];
}
