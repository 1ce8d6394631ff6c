/** Sums over those of many vectors that count, and the rate of the flow that they make. */

import { RowSums } from '../../numerics/row-sums.js';
import { norm } from '../../numerics/vector.js';
import type { Rows } from './rows.js';

/** In sums of outer products of many vectors, factors below this share of the largest are left out: they only steer the integrator. */
const IN_OUTER = 2 ** -24;

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
  /** At least the length of each vector. */
  private longest = 0;
  /** Forces in their order, f, z, and what the third order adds. */
  private readonly c: Float64Array;
  private readonly f: Float64Array;
  private readonly z: Float64Array;
  private readonly third: Float64Array;
  /** Number of samples, the first ones, whose forces were corrected last. */
  private corrected = 0;

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
    [this.counted, this.c] = [new Float64Array(rows.length), new Float64Array(rows.length)];
    [this.f, this.z, this.third] = [new Float64Array(dimension), new Float64Array(dimension), new Float64Array(dimension)];
  }

  update(changed: readonly number[]): void {
    for (const i of changed) this.longest = Math.max(this.longest, norm(this.rows[i]!));
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
   * @param negligible - share of the force below which corrections are left out together, of the second order and of the third.
   */
  flowRate(logRate: number, perStep: number, w: Float64Array, negligible: number, into: Float64Array): void {
    const { sums, count, longest, c, f, z, third } = this;
    sums.forces(this.chosen, count, { multiples: this.multiple }, logRate, w, f);
    sums.kept('force', count, c);
    into.set(f);
    const longestStep = perStep * longest;
    const change = longestStep * norm(f);
    this.corrected = this.leading(change / 2, negligible);
    if (this.corrected === 0) return;
    sums.corrections(2, this.corrected, perStep, f, z);
    for (let j = 0; j < f.length; j++) into[j]! += z[j]! / 2;
    const further = this.leading((change * change) / 12 + (longestStep * norm(z)) / 3, negligible);
    if (further === 0) return;
    sums.corrections(3, Math.min(further, this.corrected), perStep, z, third);
    for (let j = 0; j < f.length; j++) into[j]! += third[j]!;
  }

  /** Number of samples, the first ones, without which corrections of each force by such a share would not be negligible. */
  private leading(share: number, negligible: number): number {
    let left = (negligible * norm(this.f)) / (share * this.longest);
    let first = this.count;
    while (first > 0 && left >= this.c[first - 1]!) left -= this.c[--first]!;
    return first;
  }

  /** Forces and changes of margins in one step of the last `flowRate`. */
  kept(c: Float64Array, a: Float64Array): void {
    c.set(this.c.subarray(0, this.count));
    this.sums.kept('change', this.corrected, a);
    a.fill(0, this.corrected, this.count);
  }

  combineOuter(factors: Float64Array, into: Float64Array): void {
    this.sums.outer(this.counting, this.collect(factors), this.counted, into);
  }

  /** Collects the chosen samples whose factors count in sums of outer products; their number. */
  private collect(factors: Float64Array): number {
    const { chosen, count, counting, counted, multiple } = this;
    let least = 0;
    for (let a = 0; a < count; a++) least = Math.max(least, IN_OUTER * Math.abs(factors[a]!));
    let found = 0;
    for (let a = 0; a < count; a++) {
      if (Math.abs(factors[a]!) < least) continue;
      counting[found] = chosen[a]!;
      counted[found++] = factors[a]! * (multiple[a]! * multiple[a]!);
    }
    return found;
  }
}
