/** Orthonormal bases and small square matrices (row-major). */

import { norm } from './vector.js';

/** Adds what a vector has beside the span of an orthonormal basis, normalised, to the basis; the vector is overwritten. */
export function extendBasis(basis: Float64Array[], vector: Float64Array): void {
  const before = norm(vector);
  // Twice, for orthogonality to working precision.
  removeSpan(basis, vector);
  removeSpan(basis, vector);
  const rest = norm(vector);
  if (rest > 1e-10 * before) basis.push(vector.map((value) => value / rest));
}

/** Removes from a vector what lies in the span of an orthonormal basis. */
export function removeSpan(basis: readonly Float64Array[], vector: Float64Array): void {
  for (const q of basis) {
    let along = 0;
    for (let j = 0; j < q.length; j++) along += q[j]! * vector[j]!;
    for (let j = 0; j < q.length; j++) vector[j]! -= along * q[j]!;
  }
}

/** The same for every row of a square matrix. */
export function removeSpanFromRows(basis: readonly Float64Array[], matrix: Float64Array): void {
  for (const q of basis) {
    const n = q.length;
    for (let row = 0; row < n * n; row += n) {
      let along = 0;
      for (let b = 0; b < n; b++) along += q[b]! * matrix[row + b]!;
      for (let b = 0; b < n; b++) matrix[row + b]! -= along * q[b]!;
    }
  }
}

/** The same for every column. */
export function removeSpanFromColumns(basis: readonly Float64Array[], matrix: Float64Array): void {
  for (const q of basis) {
    const n = q.length;
    for (let b = 0; b < n; b++) {
      let along = 0;
      for (let a = 0; a < n; a++) along += q[a]! * matrix[a * n + b]!;
      for (let a = 0; a < n; a++) matrix[a * n + b]! -= along * q[a]!;
    }
  }
}

/** A B', of n x n matrices: the inner products of their rows. */
export function rowProducts(n: number, a: Float64Array, b: Float64Array, into: Float64Array): void {
  // Two rows by two rows, for fewer loads and sums side by side; a last odd row is its own partner.
  for (let i = 0; i < n; i += 2) {
    const below = i + 1 < n ? i + 1 : i;
    for (let k = 0; k < n; k += 2) {
      const right = k + 1 < n ? k + 1 : k;
      let ik = 0;
      let ir = 0;
      let bk = 0;
      let br = 0;
      for (let j = 0, ati = i * n, atb = below * n, atk = k * n, atr = right * n; j < n; j++, ati++, atb++, atk++, atr++) {
        ik += a[ati]! * b[atk]!;
        ir += a[ati]! * b[atr]!;
        bk += a[atb]! * b[atk]!;
        br += a[atb]! * b[atr]!;
      }
      into[i * n + k] = ik;
      into[i * n + right] = ir;
      into[below * n + k] = bk;
      into[below * n + right] = br;
    }
  }
}

/** A B' where it is known to be symmetric; A and B are n x m. */
export function symmetricProducts(n: number, m: number, a: Float64Array, b: Float64Array, into: Float64Array): void {
  // Two rows by two rows, for fewer loads; a last odd row is its own partner.
  for (let i = 0; i < n; i += 2) {
    const below = i + 1 < n ? i + 1 : i;
    for (let k = 0; k <= below; k += 2) {
      const right = k + 1 < n ? k + 1 : k;
      let ik = 0;
      let ir = 0;
      let bk = 0;
      let br = 0;
      for (let j = 0, ati = i * m, atb = below * m, atk = k * m, atr = right * m; j < m; j++, ati++, atb++, atk++, atr++) {
        ik += a[ati]! * b[atk]!;
        ir += a[ati]! * b[atr]!;
        bk += a[atb]! * b[atk]!;
        br += a[atb]! * b[atr]!;
      }
      into[i * n + k] = ik;
      into[k * n + i] = ik;
      into[i * n + right] = ir;
      into[right * n + i] = ir;
      into[below * n + k] = bk;
      into[k * n + below] = bk;
      into[below * n + right] = br;
      into[right * n + below] = br;
    }
  }
}
