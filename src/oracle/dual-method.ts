/**
 * The dual active-set method of Goldfarb and Idnani (1983) in float64, for problems with many rows or dimensions. Nothing rests on its
 * answer being right.
 *
 * It minimises |w|^2 subject to g_k.w >= b_k. The active rows are kept as G' = Q R with orthonormal columns Q, so that a step costs
 * O(k d) beside the search for the most violated row, O(n d).
 */

import { unlessStopped } from '../numerics/stopping.js';
import { addMultiple, dot, rowOf } from '../numerics/vector.js';
import { ActiveFactors } from './active-factors.js';

/** What a step may leave violated, relative to 1 + |w|. */
const NEGLIGIBLE = 1e-11;
/** A row of length one is dependent on the active rows where its part beside their span is no longer than this. */
const DEPENDENT = 1e-11;

/** A guess at the active rows. */
export interface DualGuess {
  readonly active: readonly number[];
  /** A row that these refute, if the constraints are inconsistent. */
  readonly refuting: number | undefined;
}

/**
 * Guesses the active rows.
 *
 * @param unit - g_k, of length one, row-major.
 * @param bound - b_k.
 */
export function dualMethod(unit: Float64Array, bound: Float64Array, dimension: number): DualGuess {
  const state = new ActiveFactors();
  const w = new Float64Array(dimension);
  const most = 20 * (Math.min(bound.length, dimension) + 50);
  for (let step = 0; step < most; step++) {
    unlessStopped();
    const p = mostViolated(unit, bound, w);
    if (p < 0) break;
    const row = rowOf(unit, p, dimension);
    for (;;) {
      const along = state.coefficients(row);
      const beside = state.beside(row, along);
      const response = state.solve(along);
      const [longest, blocking] = state.blocking(response);
      const square = dot(beside, beside);
      const length = Math.sqrt(square);
      const full = length > DEPENDENT ? (bound[p]! - dot(row, w)) / square : Number.POSITIVE_INFINITY;
      if (full <= longest) {
        if (full === Number.POSITIVE_INFINITY) return { active: state.likeliest(), refuting: p };
        state.add(p, along, beside, length);
        state.restore(bound, w);
        break;
      }
      // Of a row that depends on the active ones, nothing is beside them but rounding.
      addMultiple(w, longest, beside);
      state.drop(blocking, longest, response);
    }
  }
  return { active: state.likeliest(), refuting: undefined };
}

/** The row that is violated most, -1 where none is to speak of. */
function mostViolated(unit: Float64Array, bound: Float64Array, w: Float64Array): number {
  const d = w.length;
  let worst = -1;
  let most = NEGLIGIBLE * (1 + Math.sqrt(dot(w, w)));
  for (let k = 0, at = 0; k < bound.length; k++) {
    let violation = bound[k]!;
    for (let j = 0; j < d; j++, at++) violation -= unit[at]! * w[j]!;
    if (violation > most) [worst, most] = [k, violation];
  }
  return worst;
}
