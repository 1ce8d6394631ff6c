/**
 * Neurons as the event engine sees them: the plain step of gradient descent, and what many small steps in a row come to.
 * Nothing here is shared with the flow of the log-time engine, so that each can judge the other.
 */

import type { Dataset } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { rowOf } from '../../numerics/vector.js';

/** A sample whose margin is larger than the least by so much is far: its pull is e^-40 of the strongest, 4e-18. */
const FAR = 40;

/**
 * f(x) = sum_k v_k s(w_k.x) with slope 1 for w_k.x > 0 and `slope` elsewhere, under gradient descent with step size eta on exponential
 * loss. Units, pairs of sample i and neuron k, are numbered i*K + k; vectors of parameters go neuron by neuron.
 */
export class Neurons {
  /** K. */
  readonly count: number;
  /** Number of units. */
  readonly units: number;
  /** 1 where a unit is on the side of slope 1. */
  readonly side: Uint8Array;
  /** w_k.x_i as last computed. */
  readonly u: Float64Array;
  /** |x_i| by unit. */
  readonly length: Float64Array;
  /** eta / n. */
  readonly rate: number;
  /** y_i v_k by unit; 0 for a sample at 0. */
  private readonly weight: Float64Array;
  /** y_i v_k times the slope on the unit's side, by which w_k.x_i enters y_i f(x_i); 0 where the unit does not act. */
  readonly share: Float64Array;
  private readonly force: Float64Array;
  private readonly change: Float64Array;

  constructor(
    readonly data: Dataset,
    outputWeights: readonly number[],
    readonly slope: number,
    eta: number,
  ) {
    const { n, d, x } = data;
    this.count = outputWeights.length;
    this.units = n * this.count;
    const room = (): Float64Array => new Float64Array(this.units);
    this.rate = eta / n;
    this.side = new Uint8Array(this.units);
    [this.u, this.share, this.force, this.change] = [room(), room(), room(), room()];
    this.length = Float64Array.from({ length: this.units }, (_, unit) => {
      const i = Math.trunc(unit / this.count);
      return Math.sqrt(rowOf(x, i, d).reduce((sum, v) => sum + v * v, 0));
    });
    this.weight = this.length.map((length, unit) =>
      length === 0 ? 0 : data.y[Math.trunc(unit / this.count)]! * outputWeights[unit % this.count]!,
    );
  }

  /** V_k.x_i of every unit. */
  along(v: Float64Array, into: Float64Array): void {
    const { n, d, x } = this.data;
    const { count } = this;
    for (let i = 0, unit = 0; i < n; i++) {
      for (let k = 0, at = 0; k < count; k++, unit++) {
        let sum = 0;
        for (let j = 0, row = i * d; j < d; j++) sum += v[at++]! * x[row++]!;
        into[unit] = sum;
      }
    }
  }

  /** The same of a step, in memory that the next call of any method writes over. */
  moved(step: Float64Array): Float64Array {
    this.along(step, this.change);
    return this.change;
  }

  /** Puts every unit on the side that the sign of w_k.x_i says. */
  sidesBySign(w: Float64Array): void {
    this.along(w, this.u);
    for (let unit = 0; unit < this.units; unit++) this.put(unit, this.u[unit]! > 0 ? 1 : 0);
  }

  /** The same, but that a unit has just come to its kink and goes on beyond it. */
  sidesByCrossing(w: Float64Array, unit: number): void {
    const side = this.side[unit] === 1 ? 0 : 1;
    this.sidesBySign(w);
    this.put(unit, side);
  }

  private put(unit: number, side: 0 | 1): void {
    this.side[unit] = side;
    this.share[unit] = this.weight[unit]! * (side === 1 ? 1 : this.slope);
  }

  /** True when some unit acts. */
  get acts(): boolean {
    for (let unit = 0; unit < this.units; unit++) if (this.share[unit] !== 0) return true;
    return false;
  }

  /** Least margin y_i f(x_i) of a sample that some neuron acts on, from `u`. */
  leastMargin(): number {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.data.n; i++) if (this.isActing(i)) least = Math.min(least, this.sum(i, this.u));
    return least;
  }

  private isActing(i: number): boolean {
    for (let unit = i * this.count; unit < (i + 1) * this.count; unit++) if (this.share[unit] !== 0) return true;
    return false;
  }

  /** The change of y_i f(x_i) by changes of the w_k.x_i. */
  private sum(i: number, of: Float64Array): number {
    let sum = 0;
    for (let unit = i * this.count; unit < (i + 1) * this.count; unit++) sum += this.share[unit]! * of[unit]!;
    return sum;
  }

  /** The move of one plain step from w on the present sides, times e^base. */
  move(w: Float64Array, base: number, into: Float64Array): void {
    const { count, share, u, force, rate } = this;
    const { n, d, x } = this.data;
    for (let j = 0; j < into.length; j++) into[j] = 0;
    for (let i = 0, unit = 0, row = 0; i < n; i++, row += d) {
      const first = unit;
      let acts = false;
      let margin = 0;
      for (let at = 0; unit < first + count; unit++) {
        let along = 0;
        for (let j = 0; j < d; j++) along += w[at++]! * x[row + j]!;
        u[unit] = along;
        margin += share[unit]! * along;
        acts ||= share[unit] !== 0;
      }
      const pull = acts ? exp(base - margin) : 0;
      for (let own = first, at = 0; own < unit; own++, at += d) {
        const factor = share[own] === 0 ? 0 : rate * share[own]! * pull;
        force[own] = factor;
        if (factor !== 0) for (let j = 0; j < d; j++) into[at + j]! += factor * x[row + j]!;
      }
    }
  }

  /** Largest change of a margin in that step, each weighted by the square root of its sample's share of the force. */
  largestChange(move: Float64Array): number {
    const { count, share, force, units } = this;
    const { n, d, x } = this.data;
    let strongest = 0;
    for (let unit = 0; unit < units; unit++) strongest = Math.max(strongest, Math.abs(force[unit]!));
    let largest = 0;
    for (let i = 0, unit = 0, row = 0; i < n; i++, row += d) {
      const first = unit;
      let own = 0;
      for (; unit < first + count; unit++) own = Math.max(own, Math.abs(force[unit]!));
      if (own === 0) continue;
      let change = 0;
      for (let of = first, at = 0; of < unit; of++) {
        let along = 0;
        for (let j = 0; j < d; j++) along += move[at++]! * x[row + j]!;
        change += share[of]! * along;
      }
      largest = Math.max(largest, Math.sqrt(own / strongest) * Math.abs(change));
    }
    return largest;
  }

  /** Whether the pulls of some samples are negligible beside the strongest, where the w_k.x_i are as given. */
  areFar(samples: Int32Array, u: Float64Array): boolean {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.data.n; i++) if (this.isActing(i)) least = Math.min(least, this.sum(i, u));
    return samples.every((i) => this.sum(i, u) >= least + FAR);
  }
}
