/** The units that a jump of the event engine needs: those that act, of samples whose pull is not negligible. */

import type { Dataset } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';

/** Corrections of finite steps below this share of a move are left out. */
const NEGLIGIBLE = 1e-16;

/** Chosen units one after another, by sample and then by neuron, and the speed that they make. */
export class ActingUnits {
  /** Samples that act and were not chosen. */
  leftOut: number[] = [];
  private samples = 0;
  /** By chosen sample: its first chosen unit; one more entry ends the last. */
  private readonly first: Int32Array;
  /** By chosen sample: where its features start, and in turn its change in one step, its pull, and what bends it. */
  private readonly row: Int32Array;
  private readonly change: Float64Array;
  private readonly pull: Float64Array;
  private readonly bent: Float64Array;
  /** By chosen unit: where its neuron's parameters start, and its share of the margin. */
  private readonly block: Int32Array;
  private readonly share: Float64Array;
  private readonly bend: Float64Array;

  constructor(
    private readonly data: Dataset,
    private readonly count: number,
    private readonly rate: number,
  ) {
    const { n, d } = data;
    [this.first, this.row] = [new Int32Array(n + 1), new Int32Array(n)];
    [this.change, this.pull, this.bent] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    [this.block, this.share] = [new Int32Array(n * count), new Float64Array(n * count)];
    this.bend = new Float64Array(d * count);
  }

  /**
   * Chooses the acting samples whose margins at w are below a bound.
   *
   * @param share - by unit: what it has of its sample's margin, 0 where it does not act.
   */
  choose(share: Float64Array, w: Float64Array, bound: number): void {
    const { data, count, first, row, block } = this;
    this.leftOut.length = 0;
    let chosen = 0;
    let units = 0;
    for (let i = 0, unit = 0; i < data.n; i++) {
      const before = units;
      for (let k = 0; k < count; k++, unit++) {
        if (share[unit] === 0) continue;
        block[units] = k * data.d;
        this.share[units++] = share[unit]!;
      }
      if (units === before) continue;
      first[chosen] = before;
      first[chosen + 1] = units;
      row[chosen] = i * data.d;
      if (this.margin(chosen, w) < bound) {
        chosen++;
        continue;
      }
      this.leftOut.push(i);
      units = before;
    }
    this.samples = chosen;
  }

  /** Of a chosen sample, what parameters make of its margin, or changes of them of its change. */
  private margin(sample: number, of: Float64Array): number {
    const { first, row, block, share } = this;
    const { d, x } = this.data;
    const end = first[sample + 1]!;
    const from = row[sample]!;
    let sum = 0;
    for (let unit = first[sample]!; unit < end; unit++) {
      const at = block[unit]!;
      let along = 0;
      for (let j = 0; j < d; j++) along += of[at + j]! * x[from + j]!;
      sum += share[unit]! * along;
    }
    return sum;
  }

  /** The speed of `Neurons.speed`. */
  speed(w: Float64Array, base: number, into: Float64Array): void {
    const { samples, pull, change, bent, bend, rate } = this;
    for (let i = 0; i < samples; i++) pull[i] = exp(base - this.margin(i, w));
    this.combine(rate, pull, into);
    const perStep = exp(-base);
    let largest = 0;
    for (let i = 0; i < samples; i++) {
      const moved = perStep * this.margin(i, into);
      change[i] = moved;
      if (pull[i] !== 0) largest = Math.max(largest, Math.abs(moved));
    }
    if (largest < NEGLIGIBLE) return;
    for (let i = 0; i < samples; i++) bent[i] = pull[i]! * change[i]!;
    this.combine(rate, bent, bend);
    for (let j = 0; j < into.length; j++) into[j]! += bend[j]! / 2;
    if (largest * largest < NEGLIGIBLE) return;
    for (let i = 0; i < samples; i++) {
      const second = perStep * this.margin(i, bend);
      bent[i] = (bent[i]! * change[i]!) / 12 + (pull[i]! * second) / 3;
    }
    this.combine(rate, bent, bend);
    for (let j = 0; j < into.length; j++) into[j]! += bend[j]!;
  }

  /** Sum over the chosen units of rate * share * factor of the sample times its features, in the unit's block. */
  private combine(rate: number, factors: Float64Array, into: Float64Array): void {
    const { samples, first, row, block, share } = this;
    const { d, x } = this.data;
    into.fill(0);
    for (let sample = 0; sample < samples; sample++) {
      const own = factors[sample]!;
      if (own === 0) continue;
      const end = first[sample + 1]!;
      const from = row[sample]!;
      for (let unit = first[sample]!; unit < end; unit++) {
        const at = block[unit]!;
        const factor = rate * share[unit]! * own;
        for (let j = 0; j < d; j++) into[at + j]! += factor * x[from + j]!;
      }
    }
  }
}
