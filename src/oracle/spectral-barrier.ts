/** The barrier of the unit ball of the spectral norm, with its derivatives. */

import { factorLu, solveLu } from '../numerics/lu.js';

/** -ln det(I - W'W) of `rows` x `columns` matrices, at the one in the first entries of a point. */
export function spectralBarrier(rows: number, columns: number) {
  const entries = rows * columns;
  const w = new Float64Array(entries);
  const inner = new Float64Array(columns * columns);
  const inverse = new Float64Array(columns * columns);
  const along = new Float64Array(entries);
  const turn = new Float64Array(columns * columns);
  const column = new Float64Array(entries);
  const out = new Float64Array(entries);
  const unit = new Float64Array(columns);
  const pivots = new Int32Array(columns);

  return {
    /** Goes to a point; false where I - W'W is not positive definite there. */
    enter(point: Float64Array): boolean {
      w.set(point.subarray(0, entries));
      for (let j = 0; j < columns; j++) {
        for (let k = 0; k < columns; k++) {
          let sum = j === k ? 1 : 0;
          for (let i = 0; i < rows; i++) sum -= w[i * columns + j]! * w[i * columns + k]!;
          inner[j * columns + k] = sum;
        }
      }
      if (!isPositive(inner, columns)) return false;
      // What is positive definite has a factorisation.
      factorLu(inner, columns, pivots);
      for (let k = 0; k < columns; k++) {
        unit.fill(0);
        unit[k] = 1;
        solveLu(inner, columns, pivots, unit);
        for (let j = 0; j < columns; j++) inverse[j * columns + k] = unit[j]!;
      }
      return true;
    },
    /** Adds its gradient 2 W Y and its Hessian, K -> 2 (K + W Y (K'W + W'K)) Y, where Y = (I - W'W)^-1. */
    add(gradient: Float64Array, hessian: Float64Array, size: number): void {
      multiply(w, inverse, rows, columns, along);
      for (let j = 0; j < entries; j++) gradient[j]! += 2 * along[j]!;
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          // K has a 1 at (r, c): K'W has the row r of W as its row c.
          turn.fill(0);
          for (let j = 0; j < columns; j++) {
            turn[c * columns + j]! += w[r * columns + j]!;
            turn[j * columns + c]! += w[r * columns + j]!;
          }
          multiply(along, turn, rows, columns, column);
          column[r * columns + c]! += 1;
          multiply(column, inverse, rows, columns, out);
          for (let j = 0; j < entries; j++) hessian[j * size + r * columns + c]! += 2 * out[j]!;
        }
      }
    },
  };
}

/** Whether a symmetric matrix is positive definite, by its Cholesky pivots. */
function isPositive(matrix: Float64Array, size: number): boolean {
  const a = Float64Array.from(matrix);
  for (let k = 0; k < size; k++) {
    const pivot = a[k * size + k]!;
    if (!(pivot > 0)) return false;
    for (let i = k + 1; i < size; i++) {
      const factor = a[i * size + k]! / pivot;
      for (let j = k + 1; j < size; j++) a[i * size + j]! -= factor * a[k * size + j]!;
    }
  }
  return true;
}

/** out = A B, where A has some rows and `columns` columns and B is square. */
function multiply(a: Float64Array, b: Float64Array, rows: number, columns: number, out: Float64Array): void {
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < columns; k++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += a[i * columns + j]! * b[j * columns + k]!;
      out[i * columns + k] = sum;
    }
  }
}
