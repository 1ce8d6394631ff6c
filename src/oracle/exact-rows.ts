/** Rows of doubles as integer vectors on one common power of two. */

import { commonExponent, scaledInteger } from '../numerics/dyadic.js';
import type { Numbers } from '../numerics/vector.js';

/** Rows that are exact integer vectors times 2^exponent; integers are made when first asked for. */
export class ExactRows {
  /** Row k is 2^exponent integer(k). */
  readonly exponent: number;
  /** The integers as doubles, row-major; an entry too large for float64 is infinite. */
  readonly scaled: Float64Array;
  readonly count: number;
  readonly #integers: (readonly bigint[] | undefined)[];
  readonly #products = new Map<number, bigint>();

  constructor(
    readonly rows: readonly Numbers[],
    readonly dimension: number,
  ) {
    this.count = rows.length;
    this.exponent = commonExponent(rows);
    this.#integers = new Array(this.count);
    this.scaled = new Float64Array(this.count * dimension);
    // Two factors, since 2^-exponent alone overflows for subnormal entries.
    const first = 2 ** Math.trunc(-this.exponent / 2);
    const second = 2 ** (-this.exponent - Math.trunc(-this.exponent / 2));
    for (let k = 0; k < this.count; k++) {
      for (let j = 0; j < dimension; j++) this.scaled[k * dimension + j] = rows[k]![j]! * first * second;
    }
  }

  /** Row k divided by 2^exponent. */
  integer(k: number): readonly bigint[] {
    const known = this.#integers[k];
    if (known !== undefined) return known;
    const row = Array.from(this.rows[k]!, (x) => scaledInteger(x, this.exponent));
    this.#integers[k] = row;
    return row;
  }

  /** Inner product of integer rows k and l. */
  product(k: number, l: number): bigint {
    const key = k < l ? k * this.count + l : l * this.count + k;
    const known = this.#products.get(key);
    if (known !== undefined) return known;
    const value = this.#multiply(k, l);
    this.#products.set(key, value);
    return value;
  }

  #multiply(k: number, l: number): bigint {
    const d = this.dimension;
    let sum = 0;
    let size = 0;
    for (let j = 0; j < d; j++) {
      const term = this.scaled[k * d + j]! * this.scaled[l * d + j]!;
      sum += term;
      size += Math.abs(term);
    }
    // Sums of integers below 2^53 are exact in float64.
    return size <= Number.MAX_SAFE_INTEGER ? BigInt(sum) : integerDot(this.integer(k), this.integer(l));
  }
}

/** Inner product of integer vectors. */
export function integerDot(a: readonly bigint[], b: readonly bigint[]): bigint {
  let sum = 0n;
  for (let j = 0; j < a.length; j++) if (a[j] !== 0n && b[j] !== 0n) sum += a[j]! * b[j]!;
  return sum;
}

/** sum multipliers_i row active_i, in integers. */
export function combination(rows: ExactRows, active: readonly number[], multipliers: readonly bigint[]): bigint[] {
  const point = new Array<bigint>(rows.dimension).fill(0n);
  active.forEach((k, i) => {
    if (multipliers[i] === 0n) return;
    const row = rows.integer(k);
    for (let j = 0; j < row.length; j++) point[j]! += multipliers[i]! * row[j]!;
  });
  return point;
}
