/**
 * What gradient descent on the linear model tends to beside its limit direction (Soudry et al. 2018, theorem 4):
 * w_t = p ln t + rho + o(1).
 *
 * p is the max-margin vector, p.g_i = 1 on the support vectors g_i, and p = sum lambda_i g_i. In s = ln t the forces (eta/n)
 * exp(s - g_i.w) of the support vectors add up to p in the limit: rho solves sum (eta/n) exp(-g_i.rho) g_i = p, which fixes it
 * within the span of the support vectors. Where all samples lie in that span, the rest of w stays as in w_0.
 */

import { exp } from '../numerics/elementary.js';
import { largest, smallest } from '../numerics/lists.js';
import { factorLu, solveLu } from '../numerics/lu.js';
import { extendBasis, removeSpan } from '../numerics/span.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';
import { addMultiple, allFinite, dot, type Numbers, norm } from '../numerics/vector.js';
import type { FeasibleMargin } from './margin-problem.js';

/** The limit of w_t - p ln t, and how fast it is reached. */
export interface LimitResidual {
  /** p = direction / margin. */
  readonly p: Float64Array;
  /** rho, within the span of the support vectors. */
  readonly rho: Float64Array;
  /** Orthonormal basis of that span. */
  readonly basis: readonly Float64Array[];
  /** True when all samples lie in it. */
  readonly spans: boolean;
  /**
   * Least eigenvalue, within the span, of sum lambda_i g_i g_i' with lambda_i = (eta/n) exp(-g_i.rho): near the limit w - p s - rho
   * falls like exp(-slowest s).
   */
  readonly slowest: number;
}

const MOST_ROUNDS = 500;
/** Newton's steps change no exponent by more than this, which keeps them downhill from any start. */
const LARGEST_CHANGE = 1;
/** The forces must add up to p, relative to their sizes, to this. */
const BALANCED = 1e-11;

/**
 * Solves for the residual by Newton's method.
 *
 * @param rows - g_i = y_i x_i of all samples.
 * @param rate - eta / n.
 * @returns undefined where support vectors have no share in p (then w_t - p ln t need not converge), or where rounding keeps the
 * solution out of reach.
 */
export function limitResidual(rows: readonly Numbers[], best: FeasibleMargin, rate: number): LimitResidual | undefined {
  if (best.degenerate.length > 0) return undefined;
  const support = best.support.map((i) => Float64Array.from(rows[i]!));
  const p = best.direction.map((entry) => entry / best.margin);
  const basis: Float64Array[] = [];
  for (const row of support) extendBasis(basis, Float64Array.from(row));
  const rank = basis.length;
  const full = [...basis];
  for (const row of rows) extendBasis(full, Float64Array.from(row));
  const inBasis = (vector: Float64Array): Float64Array => Float64Array.from(basis, (q) => dot(q, vector));
  const a = support.map(inBasis);
  const target = inBasis(p);

  const z = new Float64Array(rank);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const forces = a.map((row) => rate * exp(-dot(row, z)));
    const excess = target.map((entry) => -entry);
    a.forEach((row, i) => {
      addMultiple(excess, forces[i]!, row);
    });
    const hessian = weighted(a, forces, rank);
    const size = forces.reduce((sum, force, i) => sum + force * norm(a[i]!), 0);
    if (norm(excess) <= BALANCED * size) {
      const rho = new Float64Array(p.length);
      basis.forEach((q, k) => {
        addMultiple(rho, z[k]!, q);
      });
      return { p, rho, basis, spans: full.length === rank, slowest: leastEigenvalue(hessian, rank) };
    }
    if (!factorAndSolve(hessian, excess, rank)) return undefined;
    const change = largest(a.map((row) => Math.abs(dot(row, excess))));
    const damping = Math.min(1, LARGEST_CHANGE / change);
    addMultiple(z, damping, excess);
  }
  return undefined;
}

/**
 * The limit of w_t - p ln t where the support vectors span the data: rho, and beside the span what w_0 has there.
 *
 * @returns its component along the direction, and the length of the rest. The direction's error falls like that length / (|p| ln t).
 */
export function wholeResidual(limit: LimitResidual, direction: Float64Array, start: Numbers): { along: number; beside: number } {
  const whole = Float64Array.from(start);
  removeSpan(limit.basis, whole);
  addMultiple(whole, 1, limit.rho);
  const along = dot(whole, direction);
  return { along, beside: norm(whole.map((entry, j) => entry - along * direction[j]!)) };
}

/** sum factors_i a_i a_i'. */
function weighted(a: readonly Float64Array[], factors: readonly number[], rank: number): Float64Array {
  const h = new Float64Array(rank * rank);
  a.forEach((row, i) => {
    for (let j = 0; j < rank; j++) for (let k = 0; k < rank; k++) h[j * rank + k]! += factors[i]! * row[j]! * row[k]!;
  });
  return h;
}

function factorAndSolve(matrix: Float64Array, right: Float64Array, n: number): boolean {
  const pivots = new Int32Array(n);
  const lu = Float64Array.from(matrix);
  if (!factorLu(lu, n, pivots)) return false;
  solveLu(lu, n, pivots, right);
  return allFinite(right);
}

/** The least eigenvalue of a symmetric n x n matrix (row-major) without negative ones; NaN where an entry is not finite. */
export function leastEigenvalue(h: Float64Array, n: number): number {
  const eigen = symmetricEigen(h, n);
  return eigen === undefined ? Number.NaN : Math.max(0, smallest(eigen.values));
}
