/**
 * The shortest w with g_k.w >= b_k, in exact arithmetic: the dual active-set method of Goldfarb and Idnani (1983).
 *
 * Rows are integer vectors, b_k is 0 or 1. The state is a set of independent active rows whose multipliers are not
 * negative; every full step raises the dual objective, so no set comes back and the method ends.
 */

import { nearestQuotient } from '../numerics/rational.js';
import { gamma } from '../numerics/rounding.js';
import { unlessStopped } from '../numerics/stopping.js';
import { solveActive } from './active-system.js';
import { combination, type ExactRows, integerDot } from './exact-rows.js';

/** Either the minimiser w = point / denominator = sum multipliers g / denominator, or a combination that refutes the constraints. */
export type ActiveSetSolution =
  | {
      readonly feasible: true;
      readonly active: readonly number[];
      /** Not negative, in the order of `active`. */
      readonly multipliers: readonly bigint[];
      /** Positive. */
      readonly denominator: bigint;
      readonly point: readonly bigint[];
      /** Rows with g.w = b exactly, ascending. */
      readonly tight: readonly number[];
    }
  | {
      readonly feasible: false;
      readonly active: readonly number[];
      /** Not negative, with sum multipliers g = 0 and sum multipliers b > 0. */
      readonly multipliers: readonly bigint[];
    };

/**
 * Solves min |w|^2 subject to g_k.w >= b_k.
 *
 * @param rows - g_k.
 * @param targets - b_k, 0 or 1.
 * @param proposal - rows believed to be active; any list is right, a good one is fast.
 * @param refuting - a row that the active ones are believed to refute, which is tried first.
 */
export function solveActiveSet(rows: ExactRows, targets: Uint8Array, proposal: readonly number[], refuting?: number): ActiveSetSolution {
  let state = repaired(rows, targets, proposal);
  for (let first = true; ; first = false) {
    const point = combination(rows, state.active, state.multipliers);
    const scanned = scan(rows, targets, state, point);
    const { tight } = scanned;
    const preferred = first && refuting !== undefined && exactSlack(rows, targets, refuting, state.denominator, point) < 0n;
    const violated = preferred ? refuting : scanned.violated;
    if (violated === undefined) return { feasible: true, ...state, point, tight };
    const next = withRow(rows, targets, state.active, violated);
    if (!next.consistent) return { feasible: false, active: next.active, multipliers: next.multipliers };
    state = equalitySolution(rows, targets, next.active);
  }
}

interface DualState {
  readonly active: readonly number[];
  readonly multipliers: readonly bigint[];
  readonly denominator: bigint;
}

/** The largest part of the proposal that this finds to be independent with multipliers >= 0. */
function repaired(rows: ExactRows, targets: Uint8Array, proposal: readonly number[]): DualState {
  let active = [...new Set(proposal)].filter((k) => k in rows.rows);
  for (;;) {
    unlessStopped();
    const solved = solveActive(rows, active, [targetsOf(targets, active)]);
    if (solved.dependent !== undefined) {
      active = active.filter((_, i) => i !== solved.dependent);
      continue;
    }
    const [multipliers] = solved.solutions;
    const kept = active.filter((_, i) => multipliers[i]! >= 0n);
    if (kept.length === active.length) return { active, multipliers, denominator: solved.denominator };
    active = kept;
  }
}

/** Multipliers that put w on all active rows, which are independent. */
function equalitySolution(rows: ExactRows, targets: Uint8Array, active: readonly number[]): DualState {
  const { solutions, denominator } = solveIndependent(rows, active, [targetsOf(targets, active)]);
  return { active, multipliers: solutions[0], denominator };
}

function solveIndependent<const B extends readonly bigint[][]>(rows: ExactRows, active: readonly number[], rightHandSides: B) {
  const solved = solveActive(rows, active, rightHandSides, true);
  if (solved.dependent !== undefined) throw new Error('active set: rows that were independent became dependent');
  return solved;
}

type Step =
  | { readonly consistent: true; readonly active: readonly number[] }
  | { readonly consistent: false; readonly active: readonly number[]; readonly multipliers: readonly bigint[] };

/**
 * Brings a violated row into the active set, dropping those whose multiplier reaches zero on the way.
 *
 * With multiplier t on row p, the multipliers of the active set are (L - t R) / denominator, where G L' = b and
 * G R' = A g_p, and w(t) reaches row p at t = gap / remainder. Each set is solved afresh, so no number grows with the
 * number of steps.
 */
function withRow(rows: ExactRows, targets: Uint8Array, start: readonly number[], p: number): Step {
  let active = start;
  for (;;) {
    unlessStopped();
    const products = active.map((k) => rows.product(k, p));
    const solved = solveIndependent(rows, active, [targetsOf(targets, active), [...products]]);
    const [level, response] = solved.solutions;
    const remainder = solved.denominator * rows.product(p, p) - integerDot(products, response);
    const gap = BigInt(targets[p]!) * solved.denominator - integerDot(products, level);

    let blocking = -1;
    for (let i = 0; i < active.length; i++) {
      if (response[i]! <= 0n) continue;
      if (blocking < 0 || level[i]! * response[blocking]! < level[blocking]! * response[i]!) blocking = i;
    }
    if (remainder > 0n && (blocking < 0 || gap * response[blocking]! <= level[blocking]! * remainder)) {
      return { consistent: true, active: [...active, p] };
    }
    if (blocking < 0) return { consistent: false, active: [...active, p], multipliers: [...response.map((r) => -r), solved.denominator] };
    active = active.filter((_, i) => i !== blocking);
  }
}

/** The row that w = point / denominator violates most, in units of the row's length, if any, and the rows that hold with equality. */
export function scan(
  rows: ExactRows,
  targets: Uint8Array,
  { active, denominator }: DualState,
  point: readonly bigint[],
): { readonly violated: number | undefined; readonly tight: readonly number[] } {
  const { count, dimension, scaled } = rows;
  const w = Float64Array.from(point, (x) => nearestQuotient(x, denominator));
  // Where w_j is subnormal it errs by 2^-1075 at most, and its product with an entry by four units of rounding of 1.
  const relativeError = gamma(4 * dimension + 8);
  // The active rows hold with equality: that is how the multipliers were found.
  const equal = new Set(active);
  const tight: number[] = [];
  let worst: number | undefined;
  let worstViolation = -1;
  for (let k = 0, at = 0; k < count; k++, at += dimension) {
    if (equal.has(k)) {
      tight.push(k);
      continue;
    }
    let value = 0;
    let size = 0;
    let square = 0;
    for (let j = 0; j < dimension; j++) {
      const g = scaled[at + j]!;
      const term = g * w[j]!;
      value += term;
      size += Math.abs(term);
      square += g * g;
    }
    const slack = value - targets[k]!;
    const error = relativeError * (size + 1);
    if (slack > error) continue;
    if (!(slack < -error)) {
      const exact = exactSlack(rows, targets, k, denominator, point);
      if (exact === 0n) tight.push(k);
      if (exact >= 0n) continue;
    }
    // 0 where rounding gave the slack its sign, or squares overflow.
    const violation = Math.max(0, -slack / Math.sqrt(square)) || 0;
    if (violation > worstViolation) {
      worst = k;
      worstViolation = violation;
    }
  }
  return { violated: worst, tight };
}

/** (g_k.w - b_k) denominator. */
function exactSlack(rows: ExactRows, targets: Uint8Array, k: number, denominator: bigint, point: readonly bigint[]): bigint {
  return integerDot(rows.integer(k), point) - (targets[k] === 1 ? denominator : 0n);
}

function targetsOf(targets: Uint8Array, active: readonly number[]): bigint[] {
  return active.map((k) => BigInt(targets[k]!));
}
