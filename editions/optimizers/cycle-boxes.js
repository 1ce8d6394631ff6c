/** Gradient descent on weighted logistic regression on boxes: what it and its derivatives are anywhere in them. */

import * as cc from 'claimcheck/claims';
import { problemOf } from './weighted-logistic.js';

/** @typedef {import('claimcheck/claims').Interval} Interval */
/** @typedef {readonly [Interval, Interval]} Box */
/** @typedef {readonly [Interval, Interval, Interval, Interval]} Entries a matrix row by row */

/**
 * The map of a case on boxes.
 *
 * @param {import('claimcheck/claims').Setting} at
 */
export function boxMapOf({ arithmetic: a, input, data }) {
  const problem = problemOf(input);
  const d = data.d;
  const rows = problem.rows.map((row) => Array.from(row, (x) => a.double(x)));
  const weights = problem.weights.map((m) => a.double(m));
  const eta = a.double(cc.eta(input));

  /** 1 / (1 + e^-z) at an end of an interval. @param {bigint} end @returns {Interval} */
  const sigmoidAt = (end) => {
    const size = end < 0n ? -end : end;
    const small = cc.enclosedExp(a, { low: -size, high: -size });
    const share = a.reciprocal(a.add(a.one, small));
    return end >= 0n ? share : a.multiply(small, share);
  };
  /** @param {Interval} z */
  const sigmoid = (z) => ({ low: sigmoidAt(z.low).low, high: sigmoidAt(z.high).high });
  /** @param {Box} w */
  const shares = (w) => rows.map((row) => sigmoid(a.negate(a.inner(row, w.slice(0, d)))));

  /** @param {Box} w @returns {Box} */
  const gradient = (w) => {
    const forces = shares(w).map((share, i) => a.negate(a.multiply(weights[i], share)));
    /** @param {number} j */
    const along = (j) =>
      j < d
        ? a.inner(
            forces,
            rows.map((row) => row[j]),
          )
        : a.zero;
    return [along(0), along(1)];
  };
  /** (xx, xy, yy), with 0 and 1 beyond the dimension. @param {Box} w */
  const hessian = (w) => {
    const curvatures = shares(w).map((share, i) => a.multiply(weights[i], a.multiply(share, a.subtract(a.one, share))));
    /** @param {number} j @param {number} k */
    const entry = (j, k) =>
      a.inner(
        curvatures,
        rows.map((row) => a.multiply(row[j], row[k])),
      );
    /** @type {readonly [Interval, Interval, Interval]} */
    const entries = d === 1 ? [entry(0, 0), a.zero, a.one] : [entry(0, 0), entry(0, 1), entry(1, 1)];
    return entries;
  };
  return {
    problem,
    d,
    eta,
    gradient,
    hessian,
    /** @param {Box} w @returns {Box} */
    step(w) {
      const [x, y] = gradient(w);
      return [a.subtract(w[0], a.multiply(eta, x)), a.subtract(w[1], a.multiply(eta, y))];
    },
    /** @param {Box} w @returns {Entries} */
    stepDerivative(w) {
      const [xx, xy, yy] = hessian(w).map((entry) => a.multiply(eta, entry));
      return [a.subtract(a.one, xx), a.negate(xy), a.negate(xy), d === 1 ? a.zero : a.subtract(a.one, yy)];
    },
  };
}
