/**
 * The largest margin over the unit ball of the spectral norm, between certified bounds.
 *
 * A barrier method proposes a matrix W and weights q; exact arithmetic then evaluates both. W bounds the margin from below by
 * min_i <A_i, W> where I - W'W is positive definite. With M = sum_i q_i A_i any positive definite X bounds the nuclear norm of M by
 * (tr(M X^-1 M') + tr X) / 2, since M is the product of M X^(-1/2) and X^(1/2); its quotient by sum_i q_i is an upper bound. It is
 * smallest at X = (M'M)^(1/2), so that an X near it errs by the square of its distance.
 */

import { adjacent, commonExponent, scaledInteger } from '../numerics/dyadic.js';
import { integerProduct, nth } from '../numerics/lists.js';
import { largestSize, least, nearestQuotient, sumOf } from '../numerics/rational.js';
import { singularValues } from '../numerics/singular-values.js';
import type { Numbers } from '../numerics/vector.js';
import type { BallMargin } from './ball-margin.js';
import { solveGram } from './gram.js';
import { proposeOnSpectralBall } from './spectral-proposal.js';

/** A matrix of integers, row by row. */
type Integers = readonly (readonly bigint[])[];

/** Proposed numbers are rounded to multiples of 1/UNIT, so that integers stay short. */
const [UNIT_BITS, UNIT] = [50, 2 ** 50];

/** What makes a singular X positive definite, relative to its size; and how far W is drawn in from the edge of the ball. */
const [REGULAR, INSIDE] = [2 ** -30, 1 - 2 ** -44];

/**
 * The largest margin min_i <A_i, W> over matrices W of spectral norm 1 at most, where <A, W> is the sum of products of entries; undefined
 * where there is no positive margin, or none is found.
 *
 * @param matrices - A_i, of one shape, each row by row.
 * @param columns - of each A_i.
 * @example
 * ```ts
 * import { spectralMargin } from 'claimcheck/claims';
 *
 * // One matrix: its margin is the sum of its singular values, 3 and 2.
 * const { low = 0, high = 0 } = spectralMargin([[0, 2, 3, 0, 0, 0]], 2) ?? {};
 * low <= 5 && 5 <= high; // true
 * high - low < 1e-6; // true
 * ```
 */
export function spectralMargin(matrices: readonly Numbers[], columns: number): BallMargin | undefined {
  const entries = matrices[0]?.length ?? 0;
  if (entries === 0) return undefined;
  return evaluatedOnSpectralBall(matrices, columns, proposeOnSpectralBall(matrices, entries / columns, columns));
}

/** What any matrix and weights prove of the margin; undefined where they prove no positive margin, or no bound. */
export function evaluatedOnSpectralBall(
  matrices: readonly Numbers[],
  columns: number,
  proposed: { readonly direction: Float64Array; readonly weights: Float64Array },
): BallMargin | undefined {
  const entries = proposed.direction.length;
  const direction = proposed.direction.map((x) => Math.round(x * INSIDE * UNIT) / UNIT);
  const weights = proposed.weights.map((x) => Math.round(x * UNIT) / UNIT);
  const exponent = commonExponent(matrices);
  const exact = matrices.map((matrix) => Array.from(matrix, (x) => scaledInteger(x, exponent)));
  const w = integersOf(direction);
  const q = integersOf(weights);
  const total = sumOf(q);
  if (!isInside(rowsOf(w, columns)) || total <= 0n || q.some((weight) => weight < 0n)) return undefined;
  const lowest = least(exact.map((matrix) => integerProduct(matrix, w)));
  if (lowest <= 0n) return undefined;
  const mixed = Array.from({ length: entries }, (_, j) =>
    integerProduct(
      q,
      exact.map((matrix) => nth(matrix, j)),
    ),
  );
  const bound = nuclearBound(rowsOf(mixed, columns));
  if (bound === undefined) return undefined;
  return {
    low: adjacent(nearestQuotient(lowest, 1n, exponent - UNIT_BITS), -1),
    high: adjacent(nearestQuotient(bound.numerator, bound.denominator * total, exponent), 1),
    direction,
    weights,
  };
}

/** Whether 1 - W'W is positive definite for the integer matrix W in units of 1/UNIT. */
function isInside(w: Integers): boolean {
  const whole = 1n << BigInt(2 * UNIT_BITS);
  const gram = gramOf(transposed(w));
  return isDefinite(gram.map((row, i) => row.map((entry, j) => (i === j ? whole - entry : -entry))));
}

/** A bound on the nuclear norm of an integer matrix; undefined where it is not found. */
function nuclearBound(matrix: Integers): { readonly numerator: bigint; readonly denominator: bigint } | undefined {
  const tall = matrix.length >= (matrix[0]?.length ?? 0) ? matrix : transposed(matrix);
  const size = tall[0]?.length ?? 0;
  const largest = largestSize(tall.flat());
  // The entries of M are divided by their largest for float64 and X is multiplied by it again.
  const x = rootOf(
    tall.map((row) => row.map((entry) => nearestQuotient(entry, largest))),
    size,
  ).map((row) => row.map((entry) => (BigInt(Math.round(entry * UNIT)) * largest) >> BigInt(UNIT_BITS)));
  const trace = x.reduce((sum, row, i) => sum + nth(row, i), 0n);
  if (!isDefinite(x)) return undefined;
  const solved = solveGram(
    x.map((row) => [...row]),
    tall.map((row) => [...row]),
  );
  if (solved.dependent !== undefined) return undefined;
  const squares = tall.reduce((sum, row, i) => sum + integerProduct(row, nth(solved.solutions, i)), 0n);
  return { numerator: squares + trace * solved.determinant, denominator: 2n * solved.determinant };
}

/** About (M'M)^(1/2) of a matrix whose largest entry is 1, made regular. */
function rootOf(matrix: readonly (readonly number[])[], size: number): number[][] {
  const svd = singularValues(matrix.length, size);
  svd.decompose(matrix.flat());
  return Array.from({ length: size }, (_, j) =>
    Array.from({ length: size }, (_, k) => {
      // The smaller index first, so that X is symmetric to the bit.
      const [first, second] = [Math.min(j, k), Math.max(j, k)];
      return svd.values.reduce(
        (sum, value, c) => sum + value * nth(svd.right, c * size + first) * nth(svd.right, c * size + second),
        j === k ? REGULAR : 0,
      );
    }),
  );
}

/** Whether a symmetric matrix is positive definite: its leading principal minors are the pivots of the elimination. */
function isDefinite(matrix: Integers): boolean {
  const eliminated = matrix.map((row) => [...row]);
  return solveGram(eliminated, []).dependent === undefined && eliminated.every((row, i) => nth(row, i) > 0n);
}

function gramOf(rows: Integers): bigint[][] {
  return rows.map((row) => rows.map((other) => integerProduct(row, other)));
}

function transposed(matrix: Integers): bigint[][] {
  return (matrix[0] ?? []).map((_, j) => matrix.map((row) => nth(row, j)));
}

function rowsOf(entries: readonly bigint[], columns: number): bigint[][] {
  return Array.from({ length: entries.length / columns }, (_, i) => entries.slice(i * columns, (i + 1) * columns));
}

/** Multiples of 1/UNIT as integers. */
function integersOf(vector: Float64Array): bigint[] {
  return Array.from(vector, (x) => BigInt(Math.round(x * UNIT)));
}
