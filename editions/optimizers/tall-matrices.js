/** The spectral norm of 3 x 2 matrices: singular values and polar factors in closed form, and a largest margin with its own certificate. */

import * as cc from 'claimcheck/claims';

/** @typedef {ArrayLike<number>} Numbers */

/** Rounds of the search for a margin, and corrections of a polar factor. */
const [ROUNDS, CORRECTIONS] = [600, 3];

/**
 * (xx, xy, yy) of G^T G for a 3 x 2 matrix G in rows (g11, g12, g21, g22, g31, g32).
 *
 * @param {Numbers} g
 */
function gram(g) {
  return /** @type {const} */ ([
    g[0] * g[0] + g[2] * g[2] + g[4] * g[4],
    g[0] * g[1] + g[2] * g[3] + g[4] * g[5],
    g[1] * g[1] + g[3] * g[3] + g[5] * g[5],
  ]);
}

/**
 * The product of the two singular values, without the cancellation of a determinant of G^T G: the length of the cross product of the
 * columns.
 *
 * @param {Numbers} g
 */
function area(g) {
  return cc.norm([g[2] * g[5] - g[4] * g[3], g[4] * g[1] - g[0] * g[5], g[0] * g[3] - g[2] * g[1]]);
}

/** The sum of the singular values. @param {Numbers} g */
function nuclear(g) {
  const [xx, , yy] = gram(g);
  return Math.sqrt(xx + yy + 2 * area(g));
}

/** The largest singular value. @param {Numbers} g */
function spectral(g) {
  const [xx, xy, yy] = gram(g);
  return Math.sqrt((xx + yy + cc.norm([xx - yy, 2 * xy])) / 2);
}

/**
 * Writes the polar factor of G: G S^-1 with S = (G^T G)^(1/2), which is (G^T G + s1 s2) / (s1 + s2). Where G has rank 1 it is G / s1.
 * Newton-Schulz steps make up for what rounding does to a small singular value.
 *
 * @param {Float64Array} g
 * @param {Float64Array} out
 */
function polar(g, out) {
  const size = spectral(g);
  if (size === 0) {
    out.fill(0);
    return;
  }
  for (let j = 0; j < 6; j++) out[j] = g[j] / size;
  const product = area(out);
  const [xx, xy, yy] = gram(out);
  const [a, b, c] = [xx + product, xy, yy + product];
  const determinant = a * c - b * b;
  // S^-1 = (s1 + s2) (G^T G + s1 s2)^-1, up to scale; a nearly singular one says nothing of the second direction.
  if (product > 2 ** -40) {
    const sum = Math.sqrt(xx + yy + 2 * product) / determinant;
    for (let i = 0; i < 6; i += 2) {
      const [x, y] = [out[i], out[i + 1]];
      out[i] = sum * (c * x - b * y);
      out[i + 1] = sum * (a * y - b * x);
    }
    for (let k = 0; k < CORRECTIONS; k++) {
      const [p, q, r] = gram(out);
      for (let i = 0; i < 6; i += 2) {
        const [x, y] = [out[i], out[i + 1]];
        out[i] = 1.5 * x - 0.5 * (p * x + q * y);
        out[i + 1] = 1.5 * y - 0.5 * (q * x + r * y);
      }
    }
  }
  const length = spectral(out);
  for (let j = 0; j < 6; j++) out[j] /= length;
}

/**
 * Bounds on the largest margin over the spectral ball: a matrix bounds it from below by its least product over its norm, weights on the
 * rows from above by the nuclear norm of their sum. Multiplicative weights propose both; small margins are found by the direction of the
 * largest Euclidean margin.
 *
 * @param {readonly Float64Array[]} rows
 * @param {Float64Array} [proposed] a matrix
 * @returns {{ readonly low: number; readonly high: number } | undefined} undefined where no matrix with a positive margin was found
 */
export function tallMargin(rows, proposed) {
  const n = rows.length;
  const largest = Math.max(...rows.map(nuclear));
  const scores = new Float64Array(n);
  const mixed = new Float64Array(6);
  const direction = new Float64Array(6);
  const total = new Float64Array(6);
  let [low, high] = [
    proposed === undefined ? 0 : Math.min(...rows.map((row) => cc.dot(row, proposed))) / spectral(proposed),
    Number.POSITIVE_INFINITY,
  ];
  for (let k = 1; k <= ROUNDS; k++) {
    const speed = Math.sqrt(k) / (2 * k * largest);
    const least = scores.reduce((smallest, score) => Math.min(smallest, score), Number.POSITIVE_INFINITY);
    let weight = 0;
    mixed.fill(0);
    for (let i = 0; i < n; i++) {
      const q = cc.exp(-speed * 4 * (scores[i] - least));
      weight += q;
      for (let j = 0; j < 6; j++) mixed[j] += q * rows[i][j];
    }
    high = Math.min(high, nuclear(mixed) / weight);
    polar(mixed, direction);
    let margin = Number.POSITIVE_INFINITY;
    for (let j = 0; j < 6; j++) total[j] += direction[j];
    for (let i = 0; i < n; i++) {
      scores[i] += cc.dot(rows[i], direction);
      margin = Math.min(margin, cc.dot(rows[i], total));
    }
    low = Math.max(low, margin / spectral(total));
  }
  // What rounding may add to either.
  return low > 0 ? { low: low * (1 - 2 ** -40), high: high * (1 + 2 ** -40) } : undefined;
}

/**
 * The geometry of Muon on 3 x 2 matrices.
 *
 * @type {import('./geometry.js').Geometry}
 */
export const tall = {
  name: 'the spectral norm of 3 x 2 matrices',
  norm: spectral,
  dual: nuclear,
  direction: polar,
  largestMargin(rows, parts) {
    const best = parts.maxMargin({ dimension: 6, atLeastOne: rows });
    return best.feasible ? tallMargin(rows, best.direction)?.low : undefined;
  },
};
