/** The plain form of the jumps of jump.wat: the units that act, of samples whose pull is not negligible, and the speed that they make. */

import type { Dataset } from '../../src/data/dataset.js';
import { exp } from '../../src/numerics/elementary.js';
import type { Neurons } from '../../src/trajectory/events/neurons.js';

/** As in jump.ts. */
const FAR = 50;
/** Corrections of finite steps below this share of a move are left out. */
const NEGLIGIBLE = 1e-16;

/** Chosen units one after another, by sample and then by neuron, and the speed that they make. */
class ActingUnits {
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

const A21 = 1 / 5;
const [A31, A32] = [3 / 40, 9 / 40];
const [A41, A42, A43] = [44 / 45, -56 / 15, 32 / 9];
const [A51, A52, A53, A54] = [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729];
const [A61, A62, A63, A64, A65] = [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656];
const [A71, A73, A74, A75, A76] = [35 / 384, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84];
/** Weights of order 5 less those of order 4. */
const [E1, E3, E4, E5, E6, E7] = [71 / 57600, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

/** Jumps from one point, in units that are e^base steps at their start, as `Jump` makes them. */
export class PlainJump {
  readonly end: Float64Array;
  readonly startSpeed: Float64Array;
  readonly endSpeed: Float64Array;
  private readonly k: readonly Float64Array[];
  private readonly trial: Float64Array;
  private readonly acting: ActingUnits;
  private w: Float64Array = new Float64Array(0);
  private base = 0;

  constructor(private readonly neurons: Neurons) {
    const { data, count, rate } = neurons;
    const room = (): Float64Array => new Float64Array(data.d * count);
    this.k = Array.from({ length: 7 }, room);
    [this.startSpeed, this.endSpeed] = [this.k[0]!, this.k[6]!];
    [this.trial, this.end] = [room(), room()];
    this.acting = new ActingUnits(data, count, rate);
  }

  /** Samples that act and are left out. */
  get leftOut(): readonly number[] {
    return this.acting.leftOut;
  }

  from(w: Float64Array, base: number, all: boolean): void {
    [this.w, this.base] = [w, base];
    this.acting.choose(this.neurons.share, w, all ? Number.POSITIVE_INFINITY : base + FAR);
    this.acting.speed(w, base, this.startSpeed);
  }

  /** Jumps over h units, which grow by the factor e^swell on the way; returns the estimated error in w, Infinity where numbers overflow. */
  over(h: number, swell = 0): number {
    const { w, k, trial, end, acting, base } = this;
    const [k1, k2, k3, k4, k5, k6, k7] = k as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const n = w.length;
    for (let j = 0; j < n; j++) trial[j] = w[j]! + h * (A21 * k1[j]!);
    acting.speed(trial, base + swell * (1 / 5), k2);
    for (let j = 0; j < n; j++) trial[j] = w[j]! + h * (A31 * k1[j]! + A32 * k2[j]!);
    acting.speed(trial, base + swell * (3 / 10), k3);
    for (let j = 0; j < n; j++) trial[j] = w[j]! + h * (A41 * k1[j]! + A42 * k2[j]! + A43 * k3[j]!);
    acting.speed(trial, base + swell * (4 / 5), k4);
    for (let j = 0; j < n; j++) trial[j] = w[j]! + h * (A51 * k1[j]! + A52 * k2[j]! + A53 * k3[j]! + A54 * k4[j]!);
    acting.speed(trial, base + swell * (8 / 9), k5);
    for (let j = 0; j < n; j++) trial[j] = w[j]! + h * (A61 * k1[j]! + A62 * k2[j]! + A63 * k3[j]! + A64 * k4[j]! + A65 * k5[j]!);
    acting.speed(trial, base + swell, k6);
    for (let j = 0; j < n; j++) end[j] = w[j]! + h * (A71 * k1[j]! + A73 * k3[j]! + A74 * k4[j]! + A75 * k5[j]! + A76 * k6[j]!);
    acting.speed(end, base + swell, k7);
    let error = 0;
    for (let j = 0; j < n; j++) {
      const sum = E1 * k1[j]! + E3 * k3[j]! + E4 * k4[j]! + E5 * k5[j]! + E6 * k6[j]! + E7 * k7[j]!;
      error = Math.max(error, Math.abs(h * sum));
    }
    return Number.isFinite(error) ? error : Number.POSITIVE_INFINITY;
  }
}
