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

/**
 * A 2 x 2 matrix (w11, w12, w21, w22) as the multiple (a, b) of a rotation plus the multiple (c, d) of a reflection. Its singular values
 * are |(a, b)| + |(c, d)| and the size of their difference.
 *
 * @param {Numbers} w
 */
function splitMatrix(w) {
  return [(w[0] + w[3]) / 2, (w[2] - w[1]) / 2, (w[0] - w[3]) / 2, (w[1] + w[2]) / 2];
}

/**
 * Points of the upper half of the unit circle with rational coordinates, in 32 directions.
 *
 * @type {readonly (readonly [number, number])[]}
 */
const HALF_CIRCLE = Array.from({ length: 32 }, (_, k) => {
  // The half-angle runs over a right angle in two parts, in each of which its tangent runs from 0 to 1.
  const tangent = (k % 16) / 16;
  const [x, y] = [(1 - tangent * tangent) / (1 + tangent * tangent), (2 * tangent) / (1 + tangent * tangent)];
  return k < 16 ? [x, y] : [-y, x];
});

/**
 * The spectral norm of 2 x 2 matrices, which Muon is about. The direction is the polar factor of the gradient, found without a
 * Newton-Schulz iteration.
 *
 * The ball is the hull of all rotations and reflections, so that the margin over a hull of 64 of each bounds the largest from below, by
 * the linear program of the l1 ball.
 *
 * @type {Geometry}
 */
export const spectral = {
  name: 'the spectral norm of 2 x 2 matrices',
  norm(w) {
    const [a, b, c, d] = splitMatrix(w);
    return cc.norm([a, b]) + cc.norm([c, d]);
  },
  dual(g) {
    const [a, b, c, d] = splitMatrix(g);
    return 2 * Math.max(cc.norm([a, b]), cc.norm([c, d]));
  },
  direction(g, out) {
    const [a, b, c, d] = splitMatrix(g);
    const [p, q] = [cc.norm([a, b]), cc.norm([c, d])];
    const isRotation = p >= q;
    const size = isRotation ? p : q;
    const [x, y] = size > 0 ? (isRotation ? [a / size, b / size] : [c / size, d / size]) : [0, 0];
    out.set(isRotation ? [x, -y, y, x] : [x, y, y, -x]);
  },
  largestMargin(rows) {
    const corners = rows.map((row) => {
      const [a, b, c, d] = splitMatrix(row);
      return [...HALF_CIRCLE.map(([x, y]) => 2 * (a * x + b * y)), ...HALF_CIRCLE.map(([x, y]) => 2 * (c * x + d * y))];
    });
    const found = cc.ballMargin(corners, 'l1');
    // What rounding the corners may add.
    return found === undefined ? undefined : found.low * (1 - 2 ** -20);
  },
};
