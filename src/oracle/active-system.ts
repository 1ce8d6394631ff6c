/** The equations of an active set, G x = b with G the Gram matrix of its rows: by elimination where it is small, else by lifting. */

import { log } from '../numerics/elementary.js';
import { prepareLifting, solveByLifting } from '../numerics/lifting.js';
import { gramByLimbs, splitVectors } from '../numerics/limbs.js';
import { overOneDenominator } from '../numerics/reconstruction.js';
import { norm, rowOf } from '../numerics/vector.js';
import type { ExactRows } from './exact-rows.js';
import { solveGram } from './gram.js';

/** Sets below this size are solved by elimination, which is faster there. */
const LIFTED_FROM = 24;
/** Most limbs of an entry for which lifting is tried. */
const MOST_LIMBS = 16;

/** Typical bits of a limb and of a digit. */
const LIMB = 21;
const DIGIT = 23;

/** Solutions x = numerators / denominator, or the first row that depends on the rows before it. */
export type ActiveSolution<B> =
  | { readonly dependent: undefined; readonly denominator: bigint; readonly solutions: B }
  | { readonly dependent: number };

/**
 * Solves G x = b for several right-hand sides.
 *
 * A row that is reported as dependent is certainly so where the set is small. In large sets an independent row is reported with a
 * probability of about 10^-12, unless `independent` is set: then elimination has the last word.
 *
 * @param active - indices of the rows.
 * @param rightHandSides - integers, one for each active row; may be written over.
 */
export function solveActive<const B extends readonly bigint[][]>(
  rows: ExactRows,
  active: readonly number[],
  rightHandSides: B,
  independent = false,
): ActiveSolution<B> {
  const lifted = active.length < LIFTED_FROM ? undefined : liftedGram(rows, active);
  if (lifted !== undefined && 'suspected' in lifted && !independent) return { dependent: lifted.suspected };
  if (lifted === undefined || 'suspected' in lifted) {
    const solved = solveGram(
      active.map((k) => active.map((l) => rows.product(k, l))),
      rightHandSides,
    );
    return solved.dependent === undefined ? { dependent: undefined, denominator: solved.determinant, solutions: solved.solutions } : solved;
  }
  const { denominator, solutions } = overOneDenominator(rightHandSides.map((b) => solveByLifting(lifted, b)));
  return { dependent: undefined, denominator, solutions: solutions as unknown as B };
}

function liftedGram(rows: ExactRows, active: readonly number[]) {
  const vectors = splitVectors(
    active.map((k) => rowOf(rows.scaled, k, rows.dimension)),
    MOST_LIMBS,
  );
  return vectors && prepareLifting(gramByLimbs(vectors, active.length, rows.dimension));
}

/** About how many float64 operations an exact solution takes: digits of the solution times limbs of the matrix. */
export function liftingCost(rows: ExactRows, active: readonly number[]): number {
  const k = active.length;
  let bits = 0;
  for (const row of active) bits += 2 * (log(norm(rowOf(rows.scaled, row, rows.dimension))) / Math.LN2);
  return k * k * (bits / k / LIMB + 2) * ((2 * bits) / DIGIT) || 0;
}
