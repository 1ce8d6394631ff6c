/** What the iterates of SGD would move by if every step took the full gradient: the part of a martingale that is known in advance. */

/** Sums over the steps so far. */
export interface Drift {
  /** sum eta_k grad L(w_k). */
  readonly moved: Float64Array;
  /** The sum of these sums over the steps before. */
  readonly summed: Float64Array;
  /** sum 2 eta_k grad L(w_k).w_k, sum eta_k (L(w_k) - L*) and sum eta_k^2 E|grad l(w_k, z)|^2 over the draw, given w_k, and sum (L(w_k) - L*): four numbers. */
  readonly scalars: Float64Array;
  /** L(w_k) - L* and E|grad l(w_k, z)|^2 at the last w_k that was looked at. */
  readonly present: Float64Array;
}

/** The places of the four numbers. */
export const DESCENT = 0;
export const LOSSES = 1;
export const SQUARES = 2;
export const PLAIN_LOSSES = 3;

/** Empty sums for d features. */
export function noDrift(d: number): Drift {
  return { moved: new Float64Array(d), summed: new Float64Array(d), scalars: new Float64Array(4), present: new Float64Array(2) };
}

/** Takes in step k of size weights[k] from w. No number is passed or returned, as each might be boxed. */
export function addDrift(
  { moved, summed, scalars, present }: Drift,
  k: number,
  weights: Float64Array,
  gradient: Float64Array,
  w: Float64Array,
): void {
  const rate = weights[k]!;
  let along = 0;
  for (let j = 0; j < w.length; j++) {
    const slope = gradient[j]!;
    summed[j]! += moved[j]!;
    moved[j]! += rate * slope;
    along += slope * w[j]!;
  }
  scalars[DESCENT]! += 2 * rate * along;
  scalars[LOSSES]! += rate * present[0]!;
  scalars[SQUARES]! += rate * rate * present[1]!;
  scalars[PLAIN_LOSSES]! += present[0]!;
}

/** Takes in the losses of the active samples at w_k, where |x_i|^2 is squares[i]. */
export function lookAround({ present }: Drift, active: readonly number[], weight: Float64Array, squares: Float64Array): void {
  let loss = 0;
  let square = 0;
  for (let a = 0; a < active.length; a++) {
    const i = active[a]!;
    const l = weight[i]!;
    loss += l;
    square += l * l * squares[i]!;
  }
  present[0] = loss / weight.length;
  present[1] = square / weight.length;
}
