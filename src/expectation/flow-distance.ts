/** How far SGD strays from its mean flow, in the mean square, for ever. */

import { exp, power } from '../numerics/elementary.js';

/** SGD on (1/n) sum_i exp(-g_i.w) over the rows g_i, n samples drawn from, of which those without a row are silent. */
export interface PositiveSgd {
  /** Number of samples that are drawn from. */
  readonly n: number;
  /** Largest |g_i|. */
  readonly reach: number;
  /** Margin of the rows: the least |sum q_i g_i| over the simplex. */
  readonly gamma: number;
  readonly alpha: number;
  /** T. */
  readonly from: number;
  /** (1/n) sum_i exp(-g_i.w_T). */
  readonly loss: number;
}

/** A bound on the distance, and c, by which 1/sqrt(E[E(w_k)^2]) grows at least in accumulated step time. */
export interface FlowDistance {
  readonly distance: number;
  readonly decay: number;
}

/** Covers float64 rounding of the sums. */
const SLACK = 1 + 1e-9;
/** Steps are summed in blocks that grow by this factor. */
const GROWTH = 1.01;
/** Steps beyond are bounded in one. */
const LAST = 1e30;

/**
 * An upper bound, for all t >= T, of the square root of E[|w_t - W(tau(t))|^2 | w_T], where W follows dW/dtau = -grad E from w_T, E(w) =
 * (1/n) sum_i exp(-g_i.w), and tau is accumulated step time. Valid where all g_i.g_j >= 0 and all g_i.w_T > 0, so that no step leads out of
 * g_i.w > 0 and every exp(-g_i.w) stays below 1. docs/explanation/mean-flow.md derives it:
 *
 * - E[E(w_k)^2] <= y_k^2 with 1/y_k = 1/E(w_T) + c (tau_k - tau_T), c = gamma^2 - eta_T K / 2.
 * - A step's noise adds at most eta_k^2 B^2 min(n y_k^2, y_k) to the mean square; the descent step between does not expand as eta_T B^2 <= 2.
 * - The flow differs from its own steps by at most (eta_k^2 / 2) B^3 f_k^2 a step, 1/f_k = 1/E(w_T) + gamma^2 (tau_k - tau_T).
 *
 * @returns undefined where the steps at T are still too long for the argument: c < gamma^2 / 2, or eta_T B^2 > 2.
 */
export function flowDistance({ n, reach, gamma, alpha, from, loss }: PositiveSgd): FlowDistance | undefined {
  const eta = power(from + 1, -alpha);
  const square = reach * reach;
  const curvature = (square * square * exp(eta * square)) / 2;
  const K = square * square + 2 * curvature + 2 * curvature * eta * square + (curvature * eta) ** 2;
  const c = gamma * gamma - (eta * K) / 2;
  if (!(c >= (gamma * gamma) / 2) || !(eta * square <= 2) || !(3 * c * eta * loss < 1)) return undefined;
  let noise = 0;
  let steps = 0;
  const rest = 1 - alpha;
  const before = power(from + 1, rest);
  /** Steps from k on whose eta^2 add up to `squares`: all other amounts fall with k, and tau(k) - tau(T) is at least the integral. */
  const add = (k: number, squares: number): void => {
    const passed = Math.max(0, (power(k + 1, rest) - before) / rest);
    const y = 1 / (1 / loss + c * passed);
    const f = 1 / (1 / loss + gamma * gamma * passed);
    noise += squares * square * Math.min(n * y * y, y);
    steps += (squares / 2) * square * reach * f * f;
  };
  let k = from;
  while (k < LAST) {
    const next = k < 200 ? k + 1 : Math.ceil(k * GROWTH);
    add(k, (next - k) * power(k + 1, -2 * alpha));
    k = next;
  }
  add(k, power(k, 1 - 2 * alpha) / (2 * alpha - 1));
  return { distance: (steps + Math.sqrt(noise)) * SLACK, decay: c };
}
