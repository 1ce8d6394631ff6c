/** A right inverse of a wide matrix in float64, and the bound on its least singular value that follows rigorously. */

import { gamma } from './rounding.js';
import { addMultiple, dot, type Numbers, norm } from './vector.js';

/** A row whose part beside the rows before it is shorter than this, relative to the row, counts as dependent. */
const DEPENDENT = 1e-10;
/** Sums of squares below this may have lost what underflowed. */
const UNDERFLOW_GUARD = 2 ** -900;

/**
 * Columns b_i with a_l.b_i near 1 for l = i and near 0 otherwise: B = Q R^-T where A' = Q R.
 *
 * @param rows - a_i.
 * @returns undefined where rows depend on each other to working precision.
 */
export function rightInverse(rows: readonly Float64Array[]): Float64Array[] | undefined {
  const q: Float64Array[] = [];
  const r: Float64Array[] = [];
  for (const row of rows) {
    const rest = Float64Array.from(row);
    const column = new Float64Array(q.length + 1);
    // Twice, for orthogonality to working precision.
    for (let round = 0; round < 2; round++) {
      for (let l = 0; l < q.length; l++) {
        const along = dot(q[l]!, rest);
        column[l]! += along;
        subtract(rest, along, q[l]!);
      }
    }
    const length = norm(rest);
    if (!(length > DEPENDENT * norm(row)) || !Number.isFinite(length)) return undefined;
    column[q.length] = length;
    q.push(rest.map((x) => x / length));
    r.push(column);
  }
  // R B' = Q', from the last row upwards, in place of Q.
  for (let i = q.length - 1; i >= 0; i--) {
    for (let l = i + 1; l < q.length; l++) subtract(q[i]!, r[l]![i]!, q[l]!);
    for (let j = 0; j < q[i]!.length; j++) q[i]![j]! /= r[i]![i]!;
  }
  return q;
}

function subtract(from: Float64Array, factor: number, vector: Float64Array): void {
  addMultiple(from, -factor, vector);
}

/**
 * A lower bound on the least singular value of A, from any B: with E = I - A B and |E| < 1, |x| <= |B| |A'x| / (1 - |E|) for all x.
 * Rounding is accounted for.
 *
 * @param rows - of A: zero or at least 1 in size.
 * @param columns - of B.
 * @returns 0 where B does not prove A to have independent rows.
 */
export function leastSingularValue(rows: readonly Numbers[], columns: readonly Numbers[]): number {
  const dimension = rows[0]?.length ?? 0;
  let defect = 0;
  let a = 0;
  let b = 0;
  for (let i = 0; i < rows.length; i++) {
    a += dot(rows[i]!, rows[i]!);
    b += dot(columns[i]!, columns[i]!);
    for (let l = 0; l < rows.length; l++) {
      const entry = dot(rows[l]!, columns[i]!) - (l === i ? 1 : 0);
      defect += entry * entry;
    }
  }
  // All sums have at most rows * (rows + dimension) terms, of one sign.
  const more = 1 + gamma(4 * rows.length * (rows.length + dimension) + 20);
  const error = more * (Math.sqrt(defect) + gamma(dimension + 4) * Math.sqrt(a) * Math.sqrt(b));
  if (!(error < 1 && b > UNDERFLOW_GUARD && b < 1 / UNDERFLOW_GUARD)) return 0;
  return (1 - error) / (more * Math.sqrt(b)) / more;
}
