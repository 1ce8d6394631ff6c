/** Gradient descent on weighted logistic regression as a map, and its cycles. */

import * as cc from 'claimcheck/claims';

import { gradientAt, hessianAt, sizeOf, solved } from './weighted-logistic.js';

/** @typedef {import('./weighted-logistic.js').Problem} Problem */
/** @typedef {import('./weighted-logistic.js').Point} Point */
/** @typedef {import('./weighted-logistic.js').Matrix} Matrix */

/** Longest period that is looked for. */
const MOST_PERIOD = 96;

/** Below this part of the size of w a point is taken to be the minimiser, and a residual to be 0. */
const [SAME, CLOSED] = [2 ** -22, 2 ** -44];

/** Multipliers nearer to 1 are not told apart from a drift so slow that it looks like a cycle. */
const ATTRACTING = 1 - 2 ** -12;

/**
 * A cycle: its points in turn, and the spectral radius of the derivative of one round.
 *
 * @typedef {{ readonly points: readonly Point[]; readonly multiplier: number }} Cycle
 */

/**
 * The attracting cycle that gradient descent runs into, or how many steps it took to come to the minimiser.
 *
 * @param {Problem} problem
 * @param {{ readonly eta: number; readonly start: ArrayLike<number>; readonly steps: number; readonly minimiser: Point }} run
 * @returns {{ readonly cycle: Cycle } | { readonly steps: number }}
 */
export function cycleOf(problem, { eta, start, steps, minimiser }) {
  /** @param {Point} w @returns {Point} */
  const next = (w) => {
    const [x, y] = gradientAt(problem, w);
    return [w[0] - eta * x, w[1] - eta * y];
  };
  /** @type {Point} */
  let w = [start[0], start[1] ?? 0];
  const far = distanceOf(w, minimiser);
  for (let k = 0; k < steps; k++) {
    if (distanceOf(w, minimiser) <= SAME * (far + sizeOf(minimiser))) return { steps: k };
    w = next(w);
    if (!w.every(Number.isFinite)) return { steps: 0 };
  }
  let point = w;
  const own = distanceOf(next(w), w);
  for (let period = 1; period <= MOST_PERIOD; period++) {
    point = next(point);
    if (period === 1 || distanceOf(point, w) > own / 16) continue;
    const cycle = closedFrom(problem, next, { eta, period, w, own });
    // A slow return to the minimiser is no cycle, nor is its period a multiple of another.
    if (cycle?.points.every((at) => distanceOf(at, minimiser) > SAME * (sizeOf(at) + sizeOf(minimiser)))) return { cycle };
  }
  return { steps };
}

/** @param {Point} a @param {Point} b */
function distanceOf([a, b], [c, d]) {
  return Math.max(Math.abs(a - c), Math.abs(b - d));
}

/**
 * The cycle of a period near w, by Newton's method; undefined where there is none that attracts.
 *
 * @param {Problem} problem
 * @param {(w: Point) => Point} next
 * @param {{ readonly eta: number; readonly period: number; readonly w: Point; readonly own: number }} near how far a step leads from w is `own`, and Newton steps have to be smaller
 * @returns {Cycle | undefined}
 */
function closedFrom(problem, next, near) {
  const { eta, period } = near;
  let w = near.w;
  for (let k = 0; k < 10; k++) {
    /** @type {Point[]} */
    const points = [];
    /** @type {Matrix} */
    let derivative = [1, 0, 0, 1];
    let end = w;
    for (let p = 0; p < period; p++) {
      points.push(end);
      derivative = product(stepDerivative(problem, end, eta), derivative);
      end = next(end);
    }
    const [a, b, c, d] = derivative;
    if (distanceOf(end, w) <= CLOSED * cc.largest(points.map(sizeOf))) {
      const multiplier = radiusOf(derivative);
      const [begin, ...others] = points;
      const isCycle = others.every((point) => distanceOf(point, begin) > SAME * sizeOf(begin));
      return isCycle && multiplier < ATTRACTING ? { points, multiplier } : undefined;
    }
    const step = solved([a - 1, b, c, d - 1], [end[0] - w[0], end[1] - w[1]]);
    if (step === undefined || sizeOf(step) > near.own) return undefined;
    w = [w[0] - step[0], w[1] - step[1]];
  }
  return undefined;
}

/**
 * The derivative of a step of gradient descent at w. Beyond the dimension it is 0.
 *
 * @param {Problem} problem
 * @param {Point} w
 * @param {number} eta
 * @returns {Matrix}
 */
export function stepDerivative(problem, w, eta) {
  const [xx, xy, yy] = hessianAt(problem, w);
  return [1 - eta * xx, -eta * xy, -eta * xy, problem.rows[0].length === 1 ? 0 : 1 - eta * yy];
}

/** @param {Matrix} a @param {Matrix} b @returns {Matrix} */
export function product([a, b, c, d], [e, f, g, h]) {
  return [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];
}

/** The larger size of the two eigenvalues. @param {Matrix} matrix */
function radiusOf([a, b, c, d]) {
  const [half, determinant] = [(a + d) / 2, a * d - b * c];
  const inside = half * half - determinant;
  return inside >= 0 ? Math.abs(half) + Math.sqrt(inside) : Math.sqrt(determinant);
}
