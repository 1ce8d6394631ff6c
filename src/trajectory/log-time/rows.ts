/** The vectors g of the samples that act, and sums over those of them that count. */

import { RowSums } from '../../numerics/row-sums.js';
import { symmetricProducts } from '../../numerics/span.js';

/** Largest change of a margin in one step up to which corrections of the second and of the third order are left out. */
export interface Negligible {
  readonly second: number;
  readonly third: number;
}

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

/** In sums of outer products of many vectors, factors below this share of the largest are left out: they only steer the integrator. */
const IN_OUTER = 2 ** -40;

/** Many vectors: the same sums, in the same order, by a kernel that picks the chosen ones. */
export class ManyRows implements Rows {
  private readonly sums: RowSums;
  private readonly chosen: Int32Array;
  private count = 0;
  /** By chosen sample: the vector as a multiple of the row of the sums. */
  private readonly multiple: Float64Array;
  private readonly scaled: Float64Array;
  /** The chosen samples whose factors count, and those factors. */
  private readonly counting: Int32Array;
  private readonly counted: Float64Array;
  /** f, z and what the third order adds. */
  private readonly f: Float64Array;
  private readonly z: Float64Array;
  private readonly third: Float64Array;

  /**
   * @param multiples - by sample: the vector as a multiple of the row of `shared`, where that is given.
   * @param shared - sums over other rows, of which the vectors are multiples; without it these are the vectors.
   */
  constructor(
    private readonly rows: readonly Float64Array[],
    dimension: number,
    private readonly multiples: Float64Array,
    private readonly shared: RowSums | undefined,
  ) {
    this.sums = shared ?? new RowSums(rows.length, dimension);
    [this.multiple, this.scaled] = [new Float64Array(rows.length), new Float64Array(rows.length)];
    [this.chosen, this.counting] = [new Int32Array(rows.length), new Int32Array(rows.length)];
    this.counted = new Float64Array(rows.length);
    [this.f, this.z, this.third] = [new Float64Array(dimension), new Float64Array(dimension), new Float64Array(dimension)];
  }

  update(changed: readonly number[]): void {
    if (this.shared === undefined) for (const i of changed) this.sums.set(i, this.rows[i]!);
  }

  choose(samples: Int32Array, count: number): void {
    const { chosen, multiple, multiples } = this;
    chosen.set(samples.subarray(0, count));
    this.count = count;
    for (let a = 0; a < count; a++) multiple[a] = multiples[samples[a]!]!;
  }

  along(v: Float64Array, into: Float64Array): void {
    const { count, multiple } = this;
    this.sums.dots(this.chosen, count, v, into);
    for (let a = 0; a < count; a++) into[a]! *= multiple[a]!;
  }

  /** g.v of other samples than the chosen ones. */
  alongOf(samples: Int32Array, count: number, v: Float64Array, into: Float64Array): void {
    this.sums.dots(samples, count, v, into);
    for (let a = 0; a < count; a++) into[a]! *= this.multiples[samples[a]!]!;
  }

  combine(factors: Float64Array, into: Float64Array): void {
    const { count, multiple, scaled } = this;
    for (let a = 0; a < count; a++) scaled[a] = factors[a]! * multiple[a]!;
    this.sums.combine(this.chosen, count, scaled, into);
  }

  /**
   * The rate of the modified flow, see modified-flow.ts, where nothing slides; not to the bit as by the other sums.
   *
   * @param logRate - ln of a force is this less g.W.
   * @param perStep - e^-r.
   * @returns the largest change of a margin in one step; `kept` has the forces and all changes.
   */
  flowRate(logRate: number, perStep: number, w: Float64Array, { second, third }: Negligible, into: Float64Array): number {
    const { sums, count, f, z } = this;
    sums.forces(this.chosen, count, this.multiple, logRate, w, f);
    const largest = sums.corrections(2, count, perStep, f, z);
    for (let j = 0; j < f.length; j++) into[j] = largest > second ? f[j]! + z[j]! / 2 : f[j]!;
    if (!(largest > third)) return largest;
    sums.corrections(3, count, perStep, z, this.third);
    for (let j = 0; j < f.length; j++) into[j]! += this.third[j]!;
    return largest;
  }

  /** Forces and changes of margins in one step of the last `flowRate`. */
  kept(c: Float64Array, a: Float64Array): void {
    this.sums.kept(this.count, c, a);
  }

  combineOuter(factors: Float64Array, into: Float64Array): void {
    const { chosen, count, counting, counted, multiple } = this;
    let least = 0;
    for (let a = 0; a < count; a++) least = Math.max(least, IN_OUTER * Math.abs(factors[a]!));
    let found = 0;
    for (let a = 0; a < count; a++) {
      if (Math.abs(factors[a]!) < least) continue;
      counting[found] = chosen[a]!;
      counted[found++] = factors[a]! * (multiple[a]! * multiple[a]!);
    }
    this.sums.outer(counting, found, counted, into);
  }
}
