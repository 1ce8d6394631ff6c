/** An orthogonal factorisation of a set of rows that grows and shrinks, in float64. */

import { addMultiple, dot, type Numbers } from '../numerics/vector.js';

/** A response up to this, to a row of length one, is taken for rounding. */
const ROUNDING = 1e-14;

/** Active rows g_k with their multipliers, and G' = Q R with orthonormal columns Q, column by column. */
export class ActiveFactors {
  readonly active: number[] = [];
  readonly multipliers: number[] = [];
  /** Columns of Q. */
  readonly #q: Float64Array[] = [];
  /** Column i of R is in the first i + 1 entries; what is behind them is of rows that were taken out. */
  readonly #r: Float64Array[] = [];

  /** Q' g. */
  coefficients(row: Numbers): Float64Array {
    return Float64Array.from(this.#q, (q) => dot(q, row));
  }

  /** g - Q Q' g, orthogonal to working precision; the coefficients take what a second round finds. */
  beside(row: Numbers, along: Float64Array): Float64Array {
    const out = Float64Array.from(row);
    this.#q.forEach((q, i) => {
      addMultiple(out, -along[i]!, q);
    });
    this.#q.forEach((q, i) => {
      const more = dot(q, out);
      along[i]! += more;
      addMultiple(out, -more, q);
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

  /**
   * The share of a row with this response at which the first multiplier of an active row has fallen to 0, and the place of that row; infinite
   * and -1 where none falls.
   */
  blocking(response: Float64Array): readonly [share: number, place: number] {
    let [longest, place] = [Number.POSITIVE_INFINITY, -1];
    response.forEach((fall, i) => {
      if (!(fall > ROUNDING)) return;
      const share = Math.max(0, this.multipliers[i]!) / fall;
      if (share < longest) [longest, place] = [share, i];
    });
    return [longest, place];
  }

  /** Takes a row in, by what `coefficients` and `beside` say of it; `restore` gives it its multiplier. */
  add(k: number, along: Float64Array, beside: Float64Array, length: number): void {
    this.active.push(k);
    this.multipliers.push(0);
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
      const size = Math.sqrt(own[i]! ** 2 + own[i + 1]! ** 2);
      const [cos, sin] = [own[i]! / size, own[i + 1]! / size];
      for (let l = i; l < this.#r.length; l++) {
        const column = this.#r[l]!;
        const [upper, lower] = [column[i]!, column[i + 1]!];
        column[i] = cos * upper + sin * lower;
        column[i + 1] = cos * lower - sin * upper;
      }
      const [a, b] = [this.#q[i]!, this.#q[i + 1]!];
      a.forEach((upper, j) => {
        const lower = b[j]!;
        a[j] = cos * upper + sin * lower;
        b[j] = cos * lower - sin * upper;
      });
    }
    this.#q.pop();
  }

  /** Lets the multipliers fall to the share of `blocking`, at which the one at a place is 0, and takes that row out. */
  drop(place: number, share: number, response: Float64Array): void {
    addMultiple(this.multipliers, -share, response);
    this.remove(place);
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
      addMultiple(w, y[i]!, q);
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
