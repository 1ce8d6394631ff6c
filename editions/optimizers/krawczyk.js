/** Krawczyk's interval Newton step in two dimensions: a box in which a function has exactly one zero. */

import * as cc from 'claimcheck/claims';

/** @typedef {import('./cycle-boxes.js').Box} Box */
/** @typedef {import('./cycle-boxes.js').Entries} Entries */
/** @typedef {import('./weighted-logistic.js').Point} Point */

/** Half-widths of the boxes that are tried, relative to the points. */
const WIDTHS = [2 ** -32, 2 ** -24, 2 ** -40];

/** @param {cc.IntervalArithmetic} a @param {Entries} m @param {Entries} n @returns {Entries} */
export function productOf(a, m, n) {
  /** @param {number} i @param {number} j */
  const entry = (i, j) => a.add(a.multiply(m[2 * i], n[j]), a.multiply(m[2 * i + 1], n[2 + j]));
  return [entry(0, 0), entry(0, 1), entry(1, 0), entry(1, 1)];
}

/** @param {cc.IntervalArithmetic} a @param {Entries} m @param {Box} v @returns {Box} */
function applied(a, m, v) {
  return [a.add(a.multiply(m[0], v[0]), a.multiply(m[1], v[1])), a.add(a.multiply(m[2], v[0]), a.multiply(m[3], v[1]))];
}

/**
 * A box around `near` in which the function has exactly one zero, by Krawczyk's test.
 *
 * @param {cc.IntervalArithmetic} a
 * @param {Point} near
 * @param {readonly number[]} inverse about the inverse of the derivative there
 * @param {{ value(w: Box): Box; derivative(w: Box): Entries }} of
 * @returns {Box}
 */
export function zeroIn(a, near, inverse, { value, derivative }) {
  /** @type {Box} */
  const middle = [a.double(near[0]), a.double(near[1])];
  /** @type {Entries} */
  const guess = [a.double(inverse[0]), a.double(inverse[1]), a.double(inverse[2]), a.double(inverse[3])];
  const [dx, dy] = applied(a, guess, value(middle));
  for (const width of WIDTHS) {
    const half = a.double(Math.max(Math.abs(near[0]), Math.abs(near[1]), 2 ** -40) * width);
    const ball = { low: -half.high, high: half.high };
    /** @type {Box} */
    const box = [a.add(middle[0], ball), a.add(middle[1], ball)];
    const [p, q, r, s] = productOf(a, guess, derivative(box));
    const rest = applied(a, [a.subtract(a.one, p), a.negate(q), a.negate(r), a.subtract(a.one, s)], [ball, ball]);
    const image = [a.subtract(rest[0], dx), a.subtract(rest[1], dy)];
    if (image.every(({ low, high }) => low > ball.low && high < ball.high)) return [a.add(middle[0], image[0]), a.add(middle[1], image[1])];
  }
  throw new cc.Undecided('an interval Newton step does not shrink');
}

/**
 * About the inverse of a matrix.
 *
 * @param {readonly [number, number, number, number]} matrix
 */
export function inverseOf([a, b, c, d]) {
  const determinant = a * d - b * c;
  const inverse = [d / determinant, -b / determinant, -c / determinant, a / determinant];
  cc.mustHold(inverse.every(Number.isFinite), 'a derivative is singular');
  return inverse;
}
