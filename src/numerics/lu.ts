/** Dense linear systems by LU factorisation with partial pivoting, in memory that the caller keeps. */

/**
 * Factors a row-major n x n matrix in place.
 *
 * @param pivots - receives the row exchanges; n integers.
 * @returns false when the matrix is singular to working precision or holds NaN.
 */
export function factorLu(a: Float64Array, n: number, pivots: Int32Array): boolean {
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]!) > Math.abs(a[pivot * n + k]!)) pivot = i;
    pivots[k] = pivot;
    if (!(Math.abs(a[pivot * n + k]!) > 0) || !Number.isFinite(a[pivot * n + k]!)) return false;
    for (let j = 0; pivot !== k && j < n; j++) {
      const held = a[k * n + j]!;
      a[k * n + j] = a[pivot * n + j]!;
      a[pivot * n + j] = held;
    }
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k]! / a[k * n + k]!;
      a[i * n + k] = factor;
      if (factor !== 0) for (let j = k + 1; j < n; j++) a[i * n + j]! -= factor * a[k * n + j]!;
    }
  }
  return true;
}

/** Solves A b' = b in place of b, with A as `factorLu` left it. */
export function solveLu(lu: Float64Array, n: number, pivots: Int32Array, b: Float64Array): void {
  for (let k = 0; k < n; k++) {
    const pivot = pivots[k]!;
    const held = b[k]!;
    b[k] = b[pivot]!;
    b[pivot] = held;
  }
  for (let i = 1; i < n; i++) {
    let sum = b[i]!;
    for (let j = 0; j < i; j++) sum -= lu[i * n + j]! * b[j]!;
    b[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let j = i + 1; j < n; j++) sum -= lu[i * n + j]! * b[j]!;
    b[i] = sum / lu[i * n + i]!;
  }
}
