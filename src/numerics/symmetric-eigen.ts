/** Eigenvalues of symmetric matrices by ml-matrix, kept from the entries that it fails on. */

import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** A matrix whose largest entry is beyond this, or below its inverse, is scaled by a power of two, which changes no bit. */
const FAR = 2 ** 200;
/** Entries below this share of the largest count as 0: the squares of others are within the range of float64, beyond which ml-matrix fails. */
const NEGLIGIBLE = 2 ** -300;

/** Eigenvalues, ascending, and a matrix whose columns are the eigenvectors. */
export interface SymmetricEigen {
  readonly values: readonly number[];
  readonly vectors: number[][];
}

/**
 * The eigenvalues of a symmetric n x n matrix (row-major), to float64's rounding.
 *
 * @returns undefined where an entry is not finite.
 */
export function symmetricEigen(h: ArrayLike<number>, n: number): SymmetricEigen | undefined {
  let size = 0;
  for (let at = 0; at < n * n; at++) size = Math.max(size, Math.abs(h[at] ?? Number.NaN));
  if (!Number.isFinite(size)) return undefined;
  let scale = 1;
  while (size / scale > FAR) scale *= FAR;
  while (size > 0 && size / scale < 1 / FAR) scale /= FAR;
  const entries: number[] = [];
  for (let at = 0; at < n * n; at++) {
    const entry = h[at] ?? Number.NaN;
    entries.push(Math.abs(entry) < NEGLIGIBLE * size ? 0 : entry / scale);
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(Matrix.from1DArray(n, n, entries), { assumeSymmetric: true });
  return { values: realEigenvalues.map((value) => value * scale), vectors: eigenvectorMatrix.to2DArray() };
}
