/** Norms with their duals, steepest directions, and certified largest margins. */

import * as cc from 'claimcheck/claims';

/** @typedef {ArrayLike<number>} Numbers */

/**
 * A norm: its dual, the direction of its unit ball that goes steepest, and a lower bound on the largest margin over that ball.
 *
 * @typedef {object} Geometry
 * @property {string} name
 * @property {(v: Numbers) => number} norm
 * @property {(v: Numbers) => number} dual
 * @property {(g: Float64Array, out: Float64Array) => void} direction writes a maximiser of g.out over the ball, 0 where g is 0
 * @property {(rows: readonly Float64Array[], parts: import('claimcheck/claims').Parts) => number | undefined} largestMargin
 */

/** @param {Numbers} v */
function sumOf(v) {
  let sum = 0;
  for (let j = 0; j < v.length; j++) sum += Math.abs(v[j]);
  return sum;
}

/** @param {Numbers} v */
function largestOf(v) {
  let largest = 0;
  for (let j = 0; j < v.length; j++) largest = Math.max(largest, Math.abs(v[j]));
  return largest;
}

/**
 * l-infinity: sign descent. An entry of the gradient that is 0 moves nothing.
 *
 * @type {Geometry}
 */
export const largest = {
  name: 'l-infinity',
  norm: largestOf,
  dual: sumOf,
  direction(g, out) {
    for (let j = 0; j < g.length; j++) out[j] = Math.sign(g[j]);
  },
  largestMargin: (rows) => cc.ballMargin(rows, 'l-infinity')?.low,
};

/**
 * l2: normalised gradient descent.
 *
 * @type {Geometry}
 */
export const euclidean = {
  name: 'l2',
  norm: cc.norm,
  dual: cc.norm,
  direction(g, out) {
    const length = cc.norm(g);
    for (let j = 0; j < g.length; j++) out[j] = length > 0 ? g[j] / length : 0;
  },
  largestMargin(rows, parts) {
    const best = parts.maxMargin({ dimension: rows[0].length, atLeastOne: rows });
    return best.feasible ? best.margin : undefined;
  },
};

/**
 * l1: greedy coordinate descent, on the first of the largest entries of the gradient.
 *
 * @type {Geometry}
 */
export const sum = {
  name: 'l1',
  norm: sumOf,
  dual: largestOf,
  direction(g, out) {
    let at = 0;
    for (let j = 1; j < g.length; j++) if (Math.abs(g[j]) > Math.abs(g[at])) at = j;
    out.fill(0);
    out[at] = Math.sign(g[at]);
  },
  largestMargin: (rows) => cc.ballMargin(rows, 'l1')?.low,
};
