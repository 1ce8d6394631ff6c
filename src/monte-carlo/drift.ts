/** What the iterates of SGD would move by if every step took the full gradient: the part of a martingale that is known in advance. */

/** Sums over the steps so far. */
export interface Drift {
  /** sum eta_k grad L(w_k). */
  readonly moved: Float64Array;
  /** The sum of these sums over the steps before. */
  readonly summed: Float64Array;
  /** sum 2 eta_k grad L(w_k).w_k, one number. */
  readonly descent: Float64Array;
}

/** Empty sums for d features. */
export function noDrift(d: number): Drift {
  return { moved: new Float64Array(d), summed: new Float64Array(d), descent: new Float64Array(1) };
}

/** Takes in step k of size weights[k] from w. No number is passed or returned, as each might be boxed. */
export function addDrift(
  { moved, summed, descent }: Drift,
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
  descent[0]! += 2 * rate * along;
}
