/**
 * The dual active-set method of Goldfarb and Idnani (1983) in float64, for problems with many rows or dimensions. Nothing rests on its
 * answer being right.
 *
 * It minimises |w|^2 subject to g_k.w >= b_k. The active rows are kept as G' = Q R with orthonormal columns Q, so that a step costs
 * O(k d) beside the search for the most violated row, O(n d).
 */

import { dot, type Numbers } from '../numerics/vector.js';

/** What a step may leave violated, relative to 1 + |w|. */
const NEGLIGIBLE = 1e-11;
/** A row whose part beside the span of the active rows is shorter than this, relative to the row, is dependent on them. */
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
  const state = new Factors(dimension);
  const w = new Float64Array(dimension);
  const most = 20 * (Math.min(bound.length, dimension) + 50);
  for (let step = 0; step < most; step++) {
    const p = mostViolated(unit, bound, w);
    if (p < 0) break;
    const row = unit.subarray(p * dimension, (p + 1) * dimension);
    let multiplier = 0;
    for (;;) {
      const along = state.coefficients(row);
      const beside = state.beside(row, along);
      const response = state.solve(along);
      let blocking = -1;
      let longest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < response.length; i++) {
        const ratio = response[i]! > 1e-14 ? Math.max(0, state.multipliers[i]!) / response[i]! : Number.POSITIVE_INFINITY;
        if (ratio < longest) [longest, blocking] = [ratio, i];
      }
      const square = dot(beside, beside);
      const full = square > DEPENDENT ** 2 ? (bound[p]! - dot(row, w)) / square : Number.POSITIVE_INFINITY;
      const length = Math.min(longest, full);
      if (length === Number.POSITIVE_INFINITY) return { active: state.likeliest(), refuting: p };
      for (let i = 0; i < response.length; i++) state.multipliers[i]! -= length * response[i]!;
      multiplier += length;
      if (full < Number.POSITIVE_INFINITY) for (let j = 0; j < dimension; j++) w[j]! += length * beside[j]!;
      if (full <= longest) {
        state.add(p, along, beside, Math.sqrt(square), multiplier);
        state.restore(bound, w);
        break;
      }
      state.remove(blocking);
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

/** The active rows as Q R, column by column. */
class Factors {
  readonly active: number[] = [];
  readonly multipliers: number[] = [];
  /** Columns of Q. */
  readonly #q: Float64Array[] = [];
  /** Column i of R has i + 1 entries. */
  readonly #r: Float64Array[] = [];

  constructor(readonly dimension: number) {}

  /** Q' g. */
  coefficients(row: Numbers): Float64Array {
    return Float64Array.from(this.#q, (q) => dot(q, row));
  }

  /** g - Q Q' g, orthogonal to working precision; the coefficients take what a second round finds. */
  beside(row: Numbers, along: Float64Array): Float64Array {
    const out = Float64Array.from(row);
    this.#q.forEach((q, i) => {
      for (let j = 0; j < out.length; j++) out[j]! -= along[i]! * q[j]!;
    });
    this.#q.forEach((q, i) => {
      const more = dot(q, out);
      along[i]! += more;
      for (let j = 0; j < out.length; j++) out[j]! -= more * q[j]!;
    });
    return out;
  }

  /** R^-1 c. */
  solve(c: Float64Array): Float64Array {
    const x = Float64Array.from(c);
    for (let i = x.length - 1; i >= 0; i--) {
      const column = this.#r[i]!;
      x[i]! /= column[i]!;
      for (let l = 0; l < i; l++) x[l]! -= column[l]! * x[i]!;
    }
    return x;
  }

  add(k: number, along: Float64Array, beside: Float64Array, length: number, multiplier: number): void {
    this.active.push(k);
    this.multipliers.push(multiplier);
    this.#q.push(beside.map((x) => x / length));
    const column = new Float64Array(along.length + 1);
    column.set(along);
    column[along.length] = length;
    this.#r.push(column);
  }

  /** Takes a row out and makes R triangular again by rotations of neighbouring columns of Q. */
  remove(index: number): void {
    this.active.splice(index, 1);
    this.multipliers.splice(index, 1);
    this.#r.splice(index, 1);
    for (let i = index; i < this.#r.length; i++) {
      const own = this.#r[i]!;
      const size = Math.hypot(own[i]!, own[i + 1]!);
      const [cos, sin] = [own[i]! / size, own[i + 1]! / size];
      for (let l = i; l < this.#r.length; l++) {
        const column = this.#r[l]!;
        const [upper, lower] = [column[i]!, column[i + 1]!];
        column[i] = cos * upper + sin * lower;
        column[i + 1] = cos * lower - sin * upper;
      }
      this.#r[i] = own.slice(0, i + 1);
      const [a, b] = [this.#q[i]!, this.#q[i + 1]!];
      for (let j = 0; j < this.dimension; j++) {
        const [upper, lower] = [a[j]!, b[j]!];
        a[j] = cos * upper + sin * lower;
        b[j] = cos * lower - sin * upper;
      }
    }
    this.#q.pop();
  }

  /** Puts w and the multipliers where the active rows hold with equality, which undoes the drift of many steps. */
  restore(bound: Float64Array, w: Float64Array): void {
    const y = new Float64Array(this.active.length);
    w.fill(0);
    this.active.forEach((k, i) => {
      const column = this.#r[i]!;
      let rest = bound[k]!;
      for (let l = 0; l < i; l++) rest -= column[l]! * y[l]!;
      y[i] = rest / column[i]!;
      const q = this.#q[i]!;
      for (let j = 0; j < w.length; j++) w[j]! += y[i]! * q[j]!;
    });
    this.solve(y).forEach((multiplier, i) => {
      this.multipliers[i] = multiplier;
    });
  }

  /** Active rows with a positive multiplier, largest first. */
  likeliest(): number[] {
    const order = this.active.map((_, i) => i).filter((i) => this.multipliers[i]! > 0);
    return order.sort((a, b) => this.multipliers[b]! - this.multipliers[a]!).map((i) => this.active[i]!);
  }
}
