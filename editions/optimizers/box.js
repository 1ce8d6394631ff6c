/** The box |w_j| <= 1/lambda that decoupled weight decay leads to, and the least loss within it, in the plane. */

import * as cc from 'claimcheck/claims';
import { objective } from './objective.js';

/** Halvings of an interval, after which its ends are neighbours or nearly so. */
const HALVINGS = 52;

/**
 * Where a convex function of one variable is least in [-size, size], by the sign of its slope.
 *
 * @param {number} size
 * @param {(t: number) => number} slope
 */
function leastAt(size, slope) {
  if (slope(size) <= 0) return size;
  if (slope(-size) >= 0) return -size;
  let [low, high] = [-size, size];
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The point with the least exponential loss among those with |w_j| <= size: for each first entry the second one is sought, and the slope
 * along the first is then that of the least loss. Undefined where the rows do not span the plane, since there may be many such points.
 *
 * @param {readonly Float64Array[]} rows y_i x_i in the plane
 * @param {number} size
 * @returns {readonly [number, number] | undefined}
 */
export function leastLossInBox(rows, size) {
  if (!rows.some((row) => row[0] * rows[0][1] !== row[1] * rows[0][0])) return undefined;
  const evaluate = objective(rows, 'exponential');
  /** @param {number} a @param {number} b @param {number} j */
  const slope = (a, b, j) => evaluate(Float64Array.of(a, b)).gradient[j];
  /** @param {number} a */
  const second = (a) => leastAt(size, (b) => slope(a, b, 1));
  const first = leastAt(size, (a) => slope(a, second(a), 0));
  return [first, second(first)];
}

/**
 * The box of a case with decay lambda in the plane, and the point of least loss in it, for pages; nothing where there is none.
 *
 * @param {import('claimcheck/claims').Case} input
 * @param {number} lambda
 * @returns {readonly import('claimcheck/claims').Landmark[]}
 */
export function boxOf(input, lambda) {
  const data = cc.dataset(input.data);
  if (!(lambda > 0) || data.d !== 2) return [];
  const size = 1 / lambda;
  const corners = [
    [size, size],
    [-size, size],
    [-size, -size],
    [size, -size],
  ];
  const least = leastLossInBox(cc.signedRows(data), size);
  return [
    { name: `the box |w_j| ≤ 1/lambda = ${Number(size.toPrecision(6))}`, points: corners },
    ...(least === undefined ? [] : [{ name: 'the least loss within it', points: [least] }]),
  ];
}
