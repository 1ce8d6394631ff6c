/** Upper bounds on the largest eigenvalue of a weighted covariance, such as the Hessian of the exponential loss. */

import type { Dataset } from '../data/dataset.js';
import { largest } from '../numerics/lists.js';
import { gamma } from '../numerics/rounding.js';
import { unlessStopped } from '../numerics/stopping.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';

/** Far above what products that underflow can lose. */
const UNDERFLOW = 2 ** -1000;

/**
 * An upper bound on the largest eigenvalue of H = sum_i c_i x_i x_i', within a few (n + d^2) units of rounding of it.
 *
 * The eigenvalue comes from ml-matrix, on H or on the n x n Gram form, whichever is smaller. That mu is above it is then
 * proved: the float64 Cholesky factorisation of mu I - H ends, which bounds the least eigenvalue of mu I - H from below by
 * the factorisation's backward error (Rump, Verification of positive definiteness, 2006); that error and the one of
 * forming H are added.
 *
 * @param coefficients - c_i, n finite numbers >= 0.
 * @returns the bound; Infinity where H overflows.
 * @throws RangeError when the number of coefficients is not n, or one is negative or not finite.
 */
export function smoothness(data: Dataset, coefficients: ArrayLike<number>): number {
  unlessStopped();
  const { n, d } = data;
  if (coefficients.length !== n) throw new RangeError(`smoothness: ${coefficients.length} coefficients for ${n} samples`);
  for (let i = 0; i < n; i++) {
    const c = coefficients[i]!;
    if (!(c >= 0 && c < Number.POSITIVE_INFINITY)) throw new RangeError(`smoothness: coefficient ${i} is ${c}, not a finite number >= 0`);
  }
  const size = Math.min(n, d);
  const h = d <= n ? covariance(data, coefficients) : gram(data, coefficients);
  let trace = 0;
  for (let j = 0; j < size; j++) trace += h[j * size + j]!;
  if (!Number.isFinite(trace)) return Number.POSITIVE_INFINITY;
  // Entries of H err by gamma(n + d) |Z|'|Z|, whose norm is at most the trace; the last term stands for underflow.
  const formation = gamma(n + d + 8) * trace + n * d * UNDERFLOW;
  const computed = size === 1 || trace === 0 ? trace : trace * largestEigenvalue(divided(h, trace), size);
  for (let slack = gamma(4 * size) * trace + UNDERFLOW; slack <= trace; slack *= 4) {
    const mu = computed + slack;
    if (isFactorable(h, size, mu)) return mu + gamma(2 * size + 8) * size * mu + formation;
  }
  return trace + 2 * formation;
}

/** Samples whose products are added to an entry of the covariance while it is at hand. */
const AT_ONCE = 4;

/** sum_i c_i x_i x_i', in the order of the samples; those without weight, such as those on which no ReLU acts, cost nothing. */
function covariance(data: Dataset, coefficients: ArrayLike<number>): Float64Array {
  const { n, d } = data;
  const h = new Float64Array(d * d);
  const rows = new Float64Array(AT_ONCE * d);
  let held = 0;
  for (let i = 0; i < n; i++) {
    if (coefficients[i] === 0) continue;
    const root = Math.sqrt(coefficients[i]!);
    for (let j = 0; j < d; j++) rows[held * d + j] = root * data.x[i * d + j]!;
    if (++held < AT_ONCE) continue;
    addFour(h, rows, d);
    held = 0;
  }
  for (let k = 0; k < held; k++) addOne(h, rows, k * d, d);
  for (let p = 0; p < d; p++) for (let q = 0; q < p; q++) h[q * d + p] = h[p * d + q]!;
  return h;
}

function addFour(h: Float64Array, rows: Float64Array, d: number): void {
  for (let p = 0; p < d; p++) {
    const [a, b, c, e] = [rows[p]!, rows[d + p]!, rows[2 * d + p]!, rows[3 * d + p]!];
    for (let q = 0; q <= p; q++) {
      const at = p * d + q;
      h[at] = h[at]! + a * rows[q]! + b * rows[d + q]! + c * rows[2 * d + q]! + e * rows[3 * d + q]!;
    }
  }
}

function addOne(h: Float64Array, rows: Float64Array, from: number, d: number): void {
  for (let p = 0; p < d; p++) for (let q = 0; q <= p; q++) h[p * d + q]! += rows[from + p]! * rows[from + q]!;
}

/** The inner products of the rows sqrt(c_i) x_i. */
function gram({ n, d, x }: Dataset, coefficients: ArrayLike<number>): Float64Array {
  const scaled = x.map((entry, at) => Math.sqrt(coefficients[Math.trunc(at / d)]!) * entry);
  const h = new Float64Array(n * n);
  for (let p = 0; p < n; p++) {
    for (let q = 0; q <= p; q++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += scaled[p * d + j]! * scaled[q * d + j]!;
      h[p * n + q] = sum;
      h[q * n + p] = sum;
    }
  }
  return h;
}

function divided(h: Float64Array, divisor: number): Float64Array {
  const quotients = new Float64Array(h.length);
  for (let at = 0; at < h.length; at++) quotients[at] = h[at]! / divisor;
  return quotients;
}

/** A proposal, for a finite matrix of trace 1. */
function largestEigenvalue(h: Float64Array, size: number): number {
  return largest(symmetricEigen(h, size)?.values ?? []);
}

/** Whether the Cholesky factorisation of mu I - H ends in float64. */
export function isFactorable(h: Float64Array, size: number, mu: number): boolean {
  const factor = new Float64Array(size * size);
  for (let p = 0; p < size; p++) {
    for (let q = 0; q <= p; q++) {
      let sum = (p === q ? mu : 0) - h[p * size + q]!;
      for (let k = 0; k < q; k++) sum -= factor[p * size + k]! * factor[q * size + k]!;
      if (p > q) factor[p * size + q] = sum / factor[q * size + q]!;
      else if (sum > 0) factor[p * size + p] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}
