/** Gradient descent on weighted logistic regression in one or two dimensions as a map: its minimiser, and its cycles. */

import * as cc from 'claimcheck/claims';

/** Longest period that is looked for. */
const MOST_PERIOD = 96;

/** Below this part of the size of w a point is taken to be the minimiser, and a residual to be 0. */
const [SAME, CLOSED] = [2 ** -22, 2 ** -44];

/** Multipliers nearer to 1 are not told apart from a drift so slow that it looks like a cycle. */
const ATTRACTING = 1 - 2 ** -12;

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
 * The weight of its logarithm c, exact but for one rounding.
 *
 * @param {number} c
 */
function weightOf(c) {
  const whole = Math.floor(Math.max(-40, Math.min(40, c)));
  return 2 ** whole * (1 + Math.max(0, Math.min(1, c - whole)));
}

/**
 * The logarithm that {@link weightOf} turns back into this weight, up to rounding.
 *
 * @param {number} weight
 */
export function logOf(weight) {
  let whole = 0;
  while (2 ** whole > weight) whole--;
  while (2 ** (whole + 1) <= weight) whole++;
  return whole + (weight / 2 ** whole - 1);
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
function gradientAt({ rows, weights }, [x, y]) {
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
function solved([a, b, c, d], [x, y]) {
  const determinant = a * d - b * c;
  const solution = /** @type {const} */ ([(d * x - b * y) / determinant, (a * y - c * x) / determinant]);
  return solution.every(Number.isFinite) ? solution : undefined;
}

/** @param {Point} v */
function sizeOf([x, y]) {
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
    if (distanceOf(end, w) <= CLOSED * Math.max(...points.map(sizeOf))) {
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
