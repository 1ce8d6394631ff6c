/** Orthonormal bases and small square matrices (row-major). */

import { dot, norm } from './vector.js';

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
    const along = dot(q, vector);
    for (let j = 0; j < vector.length; j++) vector[j]! -= along * q[j]!;
  }
}

/** The same for every column of a square matrix. */
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

/** Adds factor * A B, of n x n matrices. */
export function addProduct(n: number, factor: number, a: Float64Array, b: Float64Array, into: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const line = i * n;
    for (let j = 0; j < n; j++) {
      const scaled = factor * a[line + j]!;
      if (scaled === 0) continue;
      const row = j * n;
      for (let k = 0; k < n; k++) into[line + k]! += scaled * b[row + k]!;
    }
  }
}
