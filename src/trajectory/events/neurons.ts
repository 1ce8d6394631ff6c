/**
 * Neurons as the event engine sees them: the plain step of gradient descent, and what many small steps in a row come to.
 * Nothing here is shared with the flow of the log-time engine, so that each can judge the other.
 */

import type { Dataset } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { ActingUnits } from './acting-units.js';

/** A sample whose margin is larger than the least by so much is left out of a jump: e^-50 of the strongest pull. */
const FAR = 50;
/** At the end of the jump it must still be larger by so much: e^-40 is 4e-18. */
const STILL_FAR = 40;

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
  private readonly rate: number;
  /** y_i v_k by unit; 0 for a sample at 0. */
  private readonly weight: Float64Array;
  /** y_i v_k times the slope on the unit's side, by which w_k.x_i enters y_i f(x_i); 0 where the unit does not act. */
  private readonly share: Float64Array;
  private readonly force: Float64Array;
  private readonly change: Float64Array;
  private readonly acting: ActingUnits;

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
    this.acting = new ActingUnits(data, this.count, this.rate);
    this.length = Float64Array.from({ length: this.units }, (_, unit) => {
      const i = Math.trunc(unit / this.count);
      return Math.sqrt(x.subarray(i * d, (i + 1) * d).reduce((sum, v) => sum + v * v, 0));
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
    return this.share.some((value) => value !== 0);
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
    this.along(w, u);
    for (let i = 0; i < this.data.n; i++) {
      const pull = this.isActing(i) ? exp(base - this.sum(i, u)) : 0;
      for (let unit = i * count; unit < (i + 1) * count; unit++) force[unit] = share[unit] === 0 ? 0 : rate * share[unit]! * pull;
    }
    this.combine(force, into);
  }

  /** Largest change of a margin in that step, each weighted by the square root of its sample's share of the force. */
  largestChange(move: Float64Array): number {
    const { count, force, change } = this;
    this.along(move, change);
    let strongest = 0;
    for (let unit = 0; unit < this.units; unit++) strongest = Math.max(strongest, Math.abs(force[unit]!));
    let largest = 0;
    for (let i = 0; i < this.data.n; i++) {
      let own = 0;
      for (let unit = i * count; unit < (i + 1) * count; unit++) own = Math.max(own, Math.abs(force[unit]!));
      if (own !== 0) largest = Math.max(largest, Math.sqrt(own / strongest) * Math.abs(this.sum(i, change)));
    }
    return largest;
  }

  /**
   * Makes ready for speeds about w: from then on only samples count whose pull is not negligible beside e^-base.
   *
   * @param all - leave out none that acts.
   */
  focus(w: Float64Array, base: number, all: boolean): void {
    this.acting.choose(this.share, w, all ? Number.POSITIVE_INFINITY : base + FAR);
  }

  /** Whether what `focus` left out is still negligible beside the strongest pull, where the w_k.x_i are as given. */
  staysInFocus(u: Float64Array): boolean {
    const { leftOut } = this.acting;
    if (leftOut.length === 0) return true;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.data.n; i++) if (this.isActing(i)) least = Math.min(least, this.sum(i, u));
    for (const i of leftOut) if (!(this.sum(i, u) >= least + STILL_FAR)) return false;
    return true;
  }

  /**
   * The speed, per e^base steps, of the smooth curve on which the iterates lie up to the third power of a step: steps w + f lie on
   * solutions of dw/dt = f - f'f/2 + f''(f,f)/12 + f'f'f/3. Sums are over the samples of the last `focus`.
   */
  speed(w: Float64Array, base: number, into: Float64Array): void {
    this.acting.speed(w, base, into);
  }

  private combine(factors: Float64Array, into: Float64Array): void {
    const { n, d, x } = this.data;
    const { count } = this;
    into.fill(0);
    for (let i = 0, unit = 0; i < n; i++) {
      for (let k = 0; k < count; k++, unit++) {
        const factor = factors[unit]!;
        if (factor === 0) continue;
        for (let j = 0, at = k * d, row = i * d; j < d; j++) into[at++]! += factor * x[row++]!;
      }
    }
  }
}
