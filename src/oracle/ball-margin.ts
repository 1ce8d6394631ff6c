/**
 * The largest margin over the ball of the l1 or the l-infinity norm, between certified bounds.
 *
 * Linear programs propose a direction w and weights q on the rows; exact arithmetic then evaluates both. Any w bounds the margin from
 * below by min_i a_i.w / |w|, any q from above by the dual norm of sum_i q_i a_i / sum_i q_i. So wrong proposals widen the bounds and
 * no more.
 */

import { adjacent, commonExponent, scaledInteger } from '../numerics/dyadic.js';
import { absolute, nearestQuotient } from '../numerics/rational.js';
import type { Numbers } from '../numerics/vector.js';
import { ExactRows, integerDot } from './exact-rows.js';
import { type LinearVariable, linearProgram, PivotLimit } from './linear-program.js';

/** Whose unit ball the margin is maximised over. */
export type Ball = 'l1' | 'l-infinity';

/** Bounds on max over |w| <= 1 of min_i a_i.w, each with what proves it. */
export interface BallMargin {
  /** The margin is at least this, */
  readonly low: number;
  /** and at most this. */
  readonly high: number;
  /** A vector with min_i a_i.w >= low |w|; any multiple of it will do. */
  readonly direction: Float64Array;
  /** q >= 0 with |sum_i q_i a_i|_* <= high sum_i q_i, in the dual norm. */
  readonly weights: Float64Array;
}

/**
 * The largest margin min_i a_i.w over |w| <= 1 in the norm of the ball; undefined where the solver gives up or there is no positive
 * margin.
 *
 * @param rows - a_i, of one length, such as `signedRows(data)`.
 * @example
 * ```ts
 * import { ballMargin } from 'claimcheck/claims';
 *
 * const { low = 0, high = 0 } = ballMargin([[1, 0], [0, 2]], 'l1') ?? {};
 * low <= 2 / 3 && 2 / 3 <= high; // true
 * high - low < 1e-8; // true
 * ```
 */
export function ballMargin(rows: readonly Numbers[], ball: Ball): BallMargin | undefined {
  const dimension = rows[0]?.length ?? 0;
  const direction = proposed(() => proposeDirection(rows, dimension, ball));
  const weights = proposed(() => proposeWeights(rows, dimension, ball));
  if (direction === undefined || weights === undefined) return undefined;
  const exact = new ExactRows(rows, dimension);
  const all = Array.from({ length: exact.count }, (_, i) => exact.integer(i));
  const w = integersOf(direction);
  const least = -greatest(all.map((row) => -integerDot(row, w)));
  const q = integersOf(weights);
  const mixed = Array.from({ length: dimension }, (_, j) =>
    integerDot(
      q,
      all.map((row) => row[j] ?? 0n),
    ),
  );
  const length = size(w, ball);
  const total = size(q, 'l1');
  if (least <= 0n || length === 0n || total === 0n) return undefined;
  const dual = size(mixed, ball === 'l1' ? 'l-infinity' : 'l1');
  return {
    low: adjacent(nearestQuotient(least, length, exact.exponent), -1),
    high: adjacent(nearestQuotient(dual, total, exact.exponent), 1),
    direction,
    weights,
  };
}

/** The norm of an integer vector. */
function size(vector: readonly bigint[], norm: Ball): bigint {
  const sizes = vector.map(absolute);
  return norm === 'l1' ? sizes.reduce((sum, value) => sum + value, 0n) : greatest(sizes);
}

/** The greatest of some integers (at least one). */
function greatest([first = 0n, ...others]: readonly bigint[]): bigint {
  let result = first;
  for (const value of others) if (value > result) result = value;
  return result;
}

/** A vector in units of the lowest bit in it. */
function integersOf(vector: Float64Array): bigint[] {
  const exponent = commonExponent([vector]);
  return Array.from(vector, (x) => scaledInteger(x, exponent));
}

/** What a program proposes; undefined where it proposes nothing usable. */
function proposed(propose: () => Float64Array): Float64Array | undefined {
  try {
    const vector = propose();
    return vector.every(Number.isFinite) ? vector : undefined;
  } catch (error) {
    if (!(error instanceof PivotLimit)) throw error;
    return undefined;
  }
}

/** Maximises t with a.w >= t for all rows, where w = p - q is in the ball. */
function proposeDirection(rows: readonly Numbers[], dimension: number, ball: Ball): Float64Array {
  const program = linearProgram(pivotsFor(rows, dimension));
  program.maximize();
  const t = program.addVariable(1, 't');
  const positive = variables(dimension, (j) => program.addVariable(0, `p${j}`));
  const negative = variables(dimension, (j) => program.addVariable(0, `q${j}`));
  const whole = program.smallerThan(1);
  for (let j = 0; j < dimension; j++) {
    const within = ball === 'l1' ? whole : program.smallerThan(1);
    for (const variable of [positive[j], negative[j]]) if (variable !== undefined) within.addTerm(1, variable);
  }
  const unit = largestOf(rows);
  for (const row of rows) {
    const constraint = program.greaterThan(0);
    positive.forEach((variable, j) => {
      constraint.addTerm((row[j] ?? 0) / unit, variable);
    });
    negative.forEach((variable, j) => {
      constraint.addTerm(-(row[j] ?? 0) / unit, variable);
    });
    constraint.addTerm(-1, t);
  }
  program.solve();
  return Float64Array.from(positive, (variable, j) => variable.value - (negative[j]?.value ?? 0));
}

/** Minimises the dual norm of sum_i q_i a_i over weights that add up to at least 1. */
function proposeWeights(rows: readonly Numbers[], dimension: number, ball: Ball): Float64Array {
  const program = linearProgram(pivotsFor(rows, dimension));
  program.minimize();
  const bounds = variables(ball === 'l1' ? 1 : dimension, (j) => program.addVariable(1, `s${j}`));
  const weights = variables(rows.length, (i) => program.addVariable(0, `q${i}`));
  const total = program.greaterThan(1);
  for (const weight of weights) total.addTerm(1, weight);
  const unit = largestOf(rows);
  for (let j = 0; j < dimension; j++) {
    for (const sign of [1, -1]) {
      const constraint = program.greaterThan(0);
      const bound = bounds[ball === 'l1' ? 0 : j];
      if (bound !== undefined) constraint.addTerm(1, bound);
      weights.forEach((weight, i) => {
        constraint.addTerm((sign * (rows[i]?.[j] ?? 0)) / unit, weight);
      });
    }
  }
  program.solve();
  return Float64Array.from(weights, ({ value }) => Math.max(0, value));
}

function variables(count: number, add: (index: number) => LinearVariable): LinearVariable[] {
  return Array.from({ length: count }, (_, index) => add(index));
}

function pivotsFor(rows: readonly Numbers[], dimension: number): number {
  return 50 + 20 * (rows.length + dimension);
}

function largestOf(rows: readonly Numbers[]): number {
  let largest = 0;
  for (const row of rows) for (let j = 0; j < row.length; j++) largest = Math.max(largest, Math.abs(row[j] ?? 0));
  return largest > 0 ? largest : 1;
}
