/** Singular values of small matrices by one-sided Jacobi rotations, in memory that is kept from one matrix to the next. */

import type { Numbers } from './vector.js';

/** Two columns whose cosine is below this count as orthogonal; and sweeps through all pairs, of which a few are needed. */
const [ORTHOGONAL, MOST_SWEEPS] = [2 ** -50, 40];

/** Columns shorter than this, where the largest entry is near 1, are what rounding left of 0. */
const NEGLIGIBLE = 2 ** -49;

/** The factors U, S and V of matrices A = U S V' of one shape, which `decompose` fills. */
export interface SingularValues {
  /** Factors the matrix with these entries, row by row. */
  decompose(entries: Numbers): void;
  /** The k singular values, in no order. */
  readonly values: Float64Array;
  /** Entry i of left singular vector c at `left[c * rows + i]`. */
  readonly left: Float64Array;
  /** Entry j of right singular vector c at `right[c * columns + j]`. */
  readonly right: Float64Array;
}

/**
 * A place for the singular values and vectors of matrices of one shape, with k = min(rows, columns). They are the same to the bit on every
 * machine. Singular values are accurate relative to the largest, and those below 2^-49 of it are 0, with a singular vector of 0.
 *
 * @example
 * ```ts
 * import { singularValues } from 'claimcheck/claims';
 *
 * const matrix = singularValues(3, 2);
 * matrix.decompose([0, 2, 3, 0, 0, 0]);
 * Math.max(...matrix.values); // 3
 * ```
 */
export function singularValues(rows: number, columns: number): SingularValues {
  // One-sided rotations act on the columns of the taller of A and A'.
  const isTall = rows >= columns;
  const [length, rank] = isTall ? [rows, columns] : [columns, rows];
  const work = new Float64Array(rank * length);
  const turned = new Float64Array(rank * rank);
  const values = new Float64Array(rank);

  const rotate = (vectors: Float64Array, size: number, p: number, q: number, c: number, s: number): void => {
    for (let i = 0; i < size; i++) {
      const [x, y] = [vectors[p * size + i]!, vectors[q * size + i]!];
      vectors[p * size + i] = c * x - s * y;
      vectors[q * size + i] = s * x + c * y;
    }
  };
  /** Makes columns p and q orthogonal; false where they were. */
  const separate = (p: number, q: number): boolean => {
    let [alpha, beta, along] = [0, 0, 0];
    for (let i = 0; i < length; i++) {
      const [x, y] = [work[p * length + i]!, work[q * length + i]!];
      alpha += x * x;
      beta += y * y;
      along += x * y;
    }
    const [first, second] = [Math.sqrt(alpha), Math.sqrt(beta)];
    if (first < NEGLIGIBLE || second < NEGLIGIBLE || Math.abs(along) <= ORTHOGONAL * first * second) return false;
    const zeta = (beta - alpha) / (2 * along);
    const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
    const cosine = 1 / Math.sqrt(1 + tangent * tangent);
    rotate(work, length, p, q, cosine, cosine * tangent);
    rotate(turned, rank, p, q, cosine, cosine * tangent);
    return true;
  };

  return {
    values,
    left: isTall ? work : turned,
    right: isTall ? turned : work,
    decompose(entries) {
      let largest = 0;
      for (let i = 0; i < rows * columns; i++) largest = Math.max(largest, Math.abs(entries[i]!));
      // A power of two near the largest entry, so that squares stay in range.
      let scale = 1;
      while (largest > 0 && largest / scale > 1) scale *= 2;
      while (largest > 0 && largest / scale < 0.5) scale /= 2;
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) work[isTall ? j * length + i : i * length + j] = entries[i * columns + j]! / scale;
      }
      turned.fill(0);
      for (let c = 0; c < rank; c++) turned[c * rank + c] = 1;
      for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
        let isDone = true;
        for (let p = 0; p < rank; p++) for (let q = p + 1; q < rank; q++) if (separate(p, q)) isDone = false;
        if (isDone) break;
      }
      for (let c = 0; c < rank; c++) {
        let square = 0;
        for (let i = 0; i < length; i++) square += work[c * length + i]! ** 2;
        const size = Math.sqrt(square);
        const isKept = size >= NEGLIGIBLE;
        values[c] = isKept ? size * scale : 0;
        for (let i = 0; i < length; i++) work[c * length + i] = isKept ? work[c * length + i]! / size : 0;
      }
    },
  };
}
