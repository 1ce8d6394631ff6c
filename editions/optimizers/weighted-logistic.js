/** Weighted logistic regression in one or two dimensions: its gradient, its Hessian and its minimiser. */

import * as cc from 'claimcheck/claims';
import { weightOf } from './weights.js';

/** A Newton step below this part of the size of w counts as none. */
const CLOSED = 2 ** -44;

/**
 * sum_i m_i ln(1 + e^(-a_i.w)) with weights m_i > 0. A weight is a double, so that the weights have a common unit: it is the loss of a
 * data set in which samples are repeated.
 *
 * @typedef {{ readonly rows: readonly Float64Array[]; readonly weights: readonly number[] }} Problem
 */

/**
 * A point with what belongs to it: the entries of the symmetric matrix are (xx, xy, yy), with 0 and 1 beyond the dimension.
 *
 * @typedef {readonly [number, number]} Point
 * @typedef {readonly [number, number, number]} Symmetric
 * @typedef {readonly [number, number, number, number]} Matrix
 */

/**
 * The problem of a case. Weights are kept as logarithms: c stands for 2^floor(c) (1 + c - floor(c)); where there is none it is 1.
 *
 * @param {import('claimcheck/claims').Case} input
 * @returns {Problem}
 */
export function problemOf(input) {
  const rows = cc.signedRows(cc.dataset(input.data));
  const logs = input.vectors?.weights ?? [];
  return { rows, weights: rows.map((_, i) => weightOf(logs[i] ?? 0)) };
}

/**
 * 1 / (1 + e^-z).
 *
 * @param {number} z
 */
function sigmoid(z) {
  const small = cc.exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + small) : small / (1 + small);
}

/**
 * The gradient at w.
 *
 * @param {Problem} problem
 * @param {Point} w
 * @returns {Point}
 */
export function gradientAt({ rows, weights }, [x, y]) {
  let [first, second] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const [a, b = 0] = rows[i];
    const force = weights[i] * sigmoid(-(a * x + b * y));
    first -= force * a;
    second -= force * b;
  }
  return [first, second];
}

/**
 * The Hessian at w.
 *
 * @param {Problem} problem
 * @param {Point} w
 * @returns {Symmetric}
 */
export function hessianAt({ rows, weights }, [x, y]) {
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const [a, b = 0] = rows[i];
    const share = sigmoid(-(a * x + b * y));
    const curvature = weights[i] * share * (1 - share);
    xx += curvature * a * a;
    xy += curvature * a * b;
    yy += curvature * b * b;
  }
  return [xx, xy, rows[0].length === 1 ? 1 : yy];
}

/**
 * The largest eigenvalue of a Hessian.
 *
 * @param {Symmetric} hessian
 * @param {number} dimension
 */
export function largestEigenvalue([xx, xy, yy], dimension) {
  return dimension === 1 ? xx : (xx + yy + Math.sqrt((xx - yy) ** 2 + 4 * xy * xy)) / 2;
}

/**
 * M^-1 v; undefined where M is singular.
 *
 * @param {Matrix} matrix (xx, xy, yx, yy)
 * @param {Point} v
 * @returns {Point | undefined}
 */
export function solved([a, b, c, d], [x, y]) {
  const determinant = a * d - b * c;
  const solution = /** @type {const} */ ([(d * x - b * y) / determinant, (a * y - c * x) / determinant]);
  return solution.every(Number.isFinite) ? solution : undefined;
}

/** @param {Point} v */
export function sizeOf([x, y]) {
  return Math.max(Math.abs(x), Math.abs(y));
}

/**
 * The minimiser, by Newton's method with halved steps; undefined where it is not found.
 *
 * @param {Problem} problem
 * @returns {Point | undefined}
 */
export function minimiserOf(problem) {
  /** @type {Point} */
  let w = [0, 0];
  let gradient = gradientAt(problem, w);
  for (let k = 0; k < 200; k++) {
    const [xx, xy, yy] = hessianAt(problem, w);
    const step = solved([xx, xy, xy, yy], gradient);
    if (step === undefined) return undefined;
    if (sizeOf(step) <= CLOSED * sizeOf(w) || sizeOf(gradient) === 0) return w;
    let share = 1;
    for (; share > 2 ** -30; share /= 2) {
      /** @type {Point} */
      const next = [w[0] - share * step[0], w[1] - share * step[1]];
      const there = gradientAt(problem, next);
      if (cc.norm(there) < cc.norm(gradient)) {
        [w, gradient] = [next, there];
        break;
      }
    }
    if (share <= 2 ** -30) return sizeOf(step) <= 2 ** -30 * (sizeOf(w) + 2 ** -40) ? w : undefined;
  }
  return undefined;
}
