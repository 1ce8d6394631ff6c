/** A float64 guess at a separator, by the simplex method of javascript-lp-solver. Nothing rests on its being right. */

import { allFinite, type Numbers, norm } from '../numerics/vector.js';
import { linearProgram } from './linear-program.js';

/**
 * A vector w that may satisfy a.w > 0 for all rows: maximises t subject to a.w >= t |a| and |w_j| <= 1.
 *
 * The solver errs with unrestricted variables, hence w = v - 1 with 0 <= v <= 2; and it can cycle for ever, hence the
 * limit on pivots.
 *
 * @param rows - non-zero rows of length `dimension`.
 * @returns undefined when the solver finds none or gives up.
 */
export function proposeSeparator(rows: readonly Numbers[], dimension: number): Float64Array | undefined {
  const program = linearProgram(50 + 10 * (rows.length + dimension));
  program.maximize();
  const t = program.addVariable(1, 't');
  const shifted = Array.from({ length: dimension }, (_, j) => program.addVariable(0, `v${j}`));
  for (const v of shifted) program.smallerThan(2).addTerm(1, v);
  for (const row of rows) {
    const length = norm(row);
    let bound = 0;
    for (let j = 0; j < dimension; j++) bound += row[j]! / length;
    const constraint = program.greaterThan(bound);
    for (let j = 0; j < dimension; j++) constraint.addTerm(row[j]! / length, shifted[j]);
    constraint.addTerm(-1, t);
  }
  try {
    program.solve();
  } catch {
    return undefined;
  }
  if (!program.tableau.feasible || !(t.value > 0)) return undefined;
  const w = Float64Array.from(shifted, (v) => v.value - 1);
  return allFinite(w) ? w : undefined;
}
