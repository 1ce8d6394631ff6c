/** Exact solution of symmetric positive definite systems by fraction-free elimination (Bareiss 1968). */

/** G X = determinant * B in integers, or the first row of G that depends on the rows before it. */
export type GramSolution<B> =
  | { readonly dependent: undefined; readonly determinant: bigint; readonly solutions: B }
  | { readonly dependent: number };

/**
 * Solves G x = b for several right-hand sides.
 *
 * @param gram - k x k Gram matrix of integer vectors, hence positive semidefinite; written over.
 * @param rightHandSides - vectors of length k; written over.
 */
export function solveGram<const B extends readonly bigint[][]>(gram: bigint[][], rightHandSides: B): GramSolution<B> {
  const size = gram.length;
  let previous = 1n;
  for (let k = 0; k < size; k++) {
    const pivotRow = gram[k]!;
    const pivot = pivotRow[k]!;
    // A leading principal minor of a Gram matrix vanishes exactly where a vector depends on its predecessors.
    if (pivot === 0n) return { dependent: k };
    for (let i = k + 1; i < size; i++) {
      const row = gram[i]!;
      const factor = pivotRow[i]!;
      // The remainder stays symmetric: the upper triangle is enough.
      for (let j = i; j < size; j++) row[j] = (pivot * row[j]! - factor * pivotRow[j]!) / previous;
      for (const b of rightHandSides) b[i] = (pivot * b[i]! - factor * b[k]!) / previous;
    }
    previous = pivot;
  }
  for (const b of rightHandSides) {
    // The last pivot is the determinant: the last entry is right already.
    for (let i = size - 2; i >= 0; i--) {
      const row = gram[i]!;
      let value = previous * b[i]!;
      for (let j = i + 1; j < size; j++) value -= row[j]! * b[j]!;
      b[i] = value / row[i]!;
    }
  }
  return { dependent: undefined, determinant: previous, solutions: rightHandSides };
}
