/**
 * One neuron as the event engine sees it: the plain step of gradient descent, and what many small steps in a row come to.
 * Nothing here is shared with the flow of the log-time engine, so that each can judge the other.
 */

import type { Dataset } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';

/** Corrections of finite steps below this share of a move are left out. */
const NEGLIGIBLE = 1e-16;

/** f(x) = s(w.x) with slope 1 for w.x > 0 and `slope` elsewhere, under gradient descent with step size eta on exponential loss. */
export class Neuron {
  /** 1 where a sample is on the side of slope 1. */
  readonly side: Uint8Array;
  /** w.x_i as last computed. */
  readonly u: Float64Array;
  readonly length: Float64Array;
  private readonly rate: number;
  /** y_i times the slope on the sample's side; 0 where the sample does not act. */
  private readonly g: Float64Array;
  private readonly force: Float64Array;
  private readonly bent: Float64Array;
  private readonly change: Float64Array;
  private readonly bend: Float64Array;

  constructor(
    readonly data: Dataset,
    readonly slope: number,
    eta: number,
  ) {
    const { n, d, x } = data;
    const room = (): Float64Array => new Float64Array(n);
    this.rate = eta / n;
    this.side = new Uint8Array(n);
    [this.u, this.g, this.force, this.bent, this.change] = [room(), room(), room(), room(), room()];
    this.bend = new Float64Array(d);
    this.length = Float64Array.from({ length: n }, (_, i) => Math.sqrt(x.subarray(i * d, (i + 1) * d).reduce((sum, v) => sum + v * v, 0)));
  }

  /** v.x_i of every sample. */
  along(v: Float64Array, into: Float64Array): void {
    const { n, d, x } = this.data;
    for (let i = 0, at = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += v[j]! * x[at++]!;
      into[i] = sum;
    }
  }

  /** Puts every sample on the side that the sign of w.x_i says. */
  sidesBySign(w: Float64Array): void {
    const { n } = this.data;
    this.along(w, this.u);
    for (let i = 0; i < n; i++) this.put(i, this.u[i]! > 0 ? 1 : 0);
  }

  /** The same, but that sample i has just come to its kink and goes on beyond it. */
  sidesByCrossing(w: Float64Array, i: number): void {
    const side = this.side[i] === 1 ? 0 : 1;
    this.sidesBySign(w);
    this.put(i, side);
  }

  /** Puts one sample on a side. */
  put(i: number, side: 0 | 1): void {
    this.side[i] = side;
    this.g[i] = this.length[i] === 0 ? 0 : this.data.y[i]! * (side === 1 ? 1 : this.slope);
  }

  /** True when some sample acts. */
  get acts(): boolean {
    return this.g.some((value) => value !== 0);
  }

  /** Least margin y_i f(x_i) of an acting sample, from `u`. */
  leastMargin(): number {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.g.length; i++) if (this.g[i] !== 0) least = Math.min(least, this.g[i]! * this.u[i]!);
    return least;
  }

  /** The move of one plain step from w on the present sides, times e^base. */
  move(w: Float64Array, base: number, into: Float64Array): void {
    const { g, u, force, rate } = this;
    this.along(w, u);
    for (let i = 0; i < g.length; i++) force[i] = g[i] === 0 ? 0 : rate * g[i]! * exp(base - g[i]! * u[i]!);
    this.combine(force, into);
  }

  /** Largest change of a margin in that step, each weighted by the square root of its sample's share of the force. */
  largestChange(move: Float64Array): number {
    const { g, force, change } = this;
    this.along(move, change);
    let strongest = 0;
    for (let i = 0; i < g.length; i++) strongest = Math.max(strongest, Math.abs(force[i]!));
    let largest = 0;
    for (let i = 0; i < g.length; i++) {
      if (force[i] !== 0) largest = Math.max(largest, Math.sqrt(Math.abs(force[i]!) / strongest) * Math.abs(g[i]! * change[i]!));
    }
    return largest;
  }

  /**
   * The speed, per e^base steps, of the smooth curve on which the iterates lie up to the third power of a step: steps w + f lie on
   * solutions of dw/dt = f - f'f/2 + f''(f,f)/12 + f'f'f/3.
   */
  speed(w: Float64Array, base: number, into: Float64Array): void {
    this.move(w, base, into);
    const { g, force, bent, change, bend } = this;
    const perStep = exp(-base);
    this.along(into, change);
    let largest = 0;
    for (let i = 0; i < g.length; i++) {
      change[i]! *= perStep * g[i]!;
      if (force[i] !== 0) largest = Math.max(largest, Math.abs(change[i]!));
    }
    if (largest < NEGLIGIBLE) return;
    for (let i = 0; i < g.length; i++) bent[i] = force[i]! * change[i]!;
    this.combine(bent, bend);
    for (let j = 0; j < into.length; j++) into[j]! += bend[j]! / 2;
    if (largest * largest < NEGLIGIBLE) return;
    const { d, x } = this.data;
    for (let i = 0, at = 0; i < g.length; i++, at += d) {
      let along = 0;
      for (let j = 0; j < d; j++) along += bend[j]! * x[at + j]!;
      bent[i] = (bent[i]! * change[i]!) / 12 + (force[i]! * perStep * g[i]! * along) / 3;
    }
    this.combine(bent, bend);
    for (let j = 0; j < into.length; j++) into[j]! += bend[j]!;
  }

  private combine(factors: Float64Array, into: Float64Array): void {
    const { n, d, x } = this.data;
    into.fill(0);
    for (let i = 0; i < n; i++) {
      const factor = factors[i]!;
      if (factor === 0) continue;
      const at = i * d;
      for (let j = 0; j < d; j++) into[j]! += factor * x[at + j]!;
    }
  }
}
