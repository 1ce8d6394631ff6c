/** The vectors g of the samples that act, and sums over those of them that count. */

import { symmetricProducts } from '../../numerics/span.js';

/** Vectors by sample; sums are by the samples of the last `choose`, in their order. */
export interface Rows {
  /** Takes over changes made to some samples' vectors. */
  update(changed: readonly number[]): void;
  /** Chooses samples, the first `count` of a list, ascending. */
  choose(samples: Int32Array, count: number): void;
  /** g.v. */
  along(v: Float64Array, into: Float64Array): void;
  /** Sum of factors times g. */
  combine(factors: Float64Array, into: Float64Array): void;
  /** Sum of factors times g g', row-major. */
  combineOuter(factors: Float64Array, into: Float64Array): void;
}

/** Few vectors: copies of the chosen ones, one after another. */
export class FewRows implements Rows {
  private count = 0;
  /** Row-major, and transposed. */
  private readonly g: Float64Array;
  private readonly columns: Float64Array;
  private readonly scaled: Float64Array;

  constructor(
    private readonly rows: readonly Float64Array[],
    private readonly dimension: number,
  ) {
    const room = (): Float64Array => new Float64Array(rows.length * dimension);
    [this.g, this.columns, this.scaled] = [room(), room(), room()];
  }

  update(): void {}

  choose(samples: Int32Array, count: number): void {
    const { rows, g, columns, dimension } = this;
    this.count = count;
    for (let a = 0; a < count; a++) g.set(rows[samples[a]!]!, a * dimension);
    for (let a = 0, at = 0; a < count; a++) for (let j = 0; j < dimension; j++) columns[j * count + a] = g[at++]!;
  }

  along(v: Float64Array, into: Float64Array): void {
    const { count, dimension, g } = this;
    for (let a = 0, at = 0; a < count; a++) {
      // Two sums, so that their latencies overlap.
      let even = 0;
      let odd = 0;
      let j = 0;
      for (; j + 1 < dimension; j += 2, at += 2) {
        even += g[at]! * v[j]!;
        odd += g[at + 1]! * v[j + 1]!;
      }
      if (j < dimension) even += g[at++]! * v[j]!;
      into[a] = even + odd;
    }
  }

  combine(factors: Float64Array, into: Float64Array): void {
    const { count, dimension, columns } = this;
    for (let j = 0, at = 0; j < dimension; j++) {
      let even = 0;
      let odd = 0;
      let a = 0;
      for (; a + 1 < count; a += 2, at += 2) {
        even += factors[a]! * columns[at]!;
        odd += factors[a + 1]! * columns[at + 1]!;
      }
      if (a < count) even += factors[a]! * columns[at++]!;
      into[j] = even + odd;
    }
  }

  combineOuter(factors: Float64Array, into: Float64Array): void {
    const { count, dimension, columns, scaled } = this;
    for (let j = 0, at = 0; j < dimension; j++) for (let a = 0; a < count; a++, at++) scaled[at] = factors[a]! * columns[at]!;
    symmetricProducts(dimension, count, scaled, columns, into);
  }
}
