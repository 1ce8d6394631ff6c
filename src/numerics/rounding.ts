/** Bounds on the rounding errors of float64 computations (Higham, Accuracy and Stability of Numerical Algorithms, ch. 3). */

/** Unit roundoff of float64, 2^-53. */
export const UNIT_ROUNDOFF = 2 ** -53;

/** gamma_k = k u / (1 - k u): bounds the relative error of k rounded operations in a row. */
export function gamma(operations: number): number {
  const ku = operations * UNIT_ROUNDOFF;
  return ku / (1 - ku);
}
