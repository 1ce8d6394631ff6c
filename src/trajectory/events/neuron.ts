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
  /** w.x_i where the sides were last told by their signs. */
  readonly u: Float64Array;
  readonly length: Float64Array;
  private readonly rate: number;
  /** How many samples act, and these samples one after the other: others move nothing, and most of the time goes into moves. */
  private acting = 0;
  private readonly rows: Float64Array;
  /** y_i times the slope on the sample's side. */
  private readonly g: Float64Array;
  private readonly force: Float64Array;
  private readonly bent: Float64Array;
  private readonly change: Float64Array;
  private readonly bend: Float64Array;
  private readonly second: Float64Array;

  constructor(
    readonly data: Dataset,
    readonly slope: number,
    eta: number,
  ) {
    const { n, d, x } = data;
    const room = (): Float64Array => new Float64Array(n);
    this.rate = eta / n;
    this.side = new Uint8Array(n);
    this.rows = new Float64Array(n * d);
    [this.u, this.g, this.force, this.bent, this.change] = [room(), room(), room(), room(), room()];
    this.bend = new Float64Array(d);
    this.second = new Float64Array(d);
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
    const { side, u } = this;
    this.along(w, u);
    for (let i = 0; i < side.length; i++) side[i] = u[i]! > 0 ? 1 : 0;
    this.gather();
  }

  /** The same, but that sample i has just come to its kink and goes on beyond it. */
  sidesByCrossing(w: Float64Array, i: number): void {
    const side = this.side[i] === 1 ? 0 : 1;
    this.sidesBySign(w);
    this.side[i] = side;
    this.gather();
  }

  /** Lays the samples that act on the present sides one after the other. */
  private gather(): void {
    const { side, length, slope, rows, g } = this;
    const { n, d, x, y } = this.data;
    let acting = 0;
    for (let i = 0; i < n; i++) {
      const slopeHere = side[i] === 1 ? 1 : slope;
      if (length[i] === 0 || slopeHere === 0) continue;
      g[acting] = y[i]! * slopeHere;
      for (let j = 0; j < d; j++) rows[acting * d + j] = x[i * d + j]!;
      acting++;
    }
    this.acting = acting;
  }

  /** True when some sample acts. */
  get acts(): boolean {
    return this.acting > 0;
  }

  /** Least margin y_i f(x_i) of an acting sample at w. */
  leastMargin(w: Float64Array): number {
    const { acting, rows, g } = this;
    const d = w.length;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0, at = 0; i < acting; i++) {
      let u = 0;
      for (let j = 0; j < d; j++) u += w[j]! * rows[at++]!;
      least = Math.min(least, g[i]! * u);
    }
    return least;
  }

  /** The move of one plain step from w on the present sides, times e^base. */
  move(w: Float64Array, base: number, into: Float64Array): void {
    const { acting, rows, g, force, rate } = this;
    const d = w.length;
    for (let j = 0; j < d; j++) into[j] = 0;
    for (let i = 0, at = 0; i < acting; i++, at += d) {
      let u = 0;
      for (let j = 0; j < d; j++) u += w[j]! * rows[at + j]!;
      const pull = rate * g[i]! * exp(base - g[i]! * u);
      force[i] = pull;
      if (pull === 0) continue;
      for (let j = 0; j < d; j++) into[j]! += pull * rows[at + j]!;
    }
  }

  /** Largest change of a margin in that step, each weighted by the square root of its sample's share of the force. */
  largestChange(move: Float64Array): number {
    const { acting, force, change } = this;
    this.alongActing(move, 1);
    let strongest = 0;
    for (let i = 0; i < acting; i++) strongest = Math.max(strongest, Math.abs(force[i]!));
    let largest = 0;
    for (let i = 0; i < acting; i++) {
      if (force[i] !== 0) largest = Math.max(largest, Math.sqrt(Math.abs(force[i]!) / strongest) * Math.abs(change[i]!));
    }
    return largest;
  }

  /**
   * The speed, per e^base steps, of the smooth curve on which the iterates lie up to the third power of a step: steps w + f lie on
   * solutions of dw/dt = f - f'f/2 + f''(f,f)/12 + f'f'f/3.
   *
   * @param perStep - e^-base.
   */
  speed(w: Float64Array, base: number, perStep: number, into: Float64Array): void {
    this.move(w, base, into);
    const { acting, rows, g, force, bent, change, bend, second } = this;
    const d = w.length;
    let largest = 0;
    for (let j = 0; j < d; j++) bend[j] = 0;
    for (let i = 0, at = 0; i < acting; i++, at += d) {
      const pull = force[i]!;
      if (pull === 0) {
        bent[i] = 0;
        continue;
      }
      let along = 0;
      for (let j = 0; j < d; j++) along += into[j]! * rows[at + j]!;
      const moved = along * (perStep * g[i]!);
      largest = Math.max(largest, Math.abs(moved));
      change[i] = moved;
      const factor = pull * moved;
      bent[i] = factor;
      if (factor === 0) continue;
      for (let j = 0; j < d; j++) bend[j]! += factor * rows[at + j]!;
    }
    if (largest < NEGLIGIBLE) return;
    for (let j = 0; j < d; j++) into[j]! += bend[j]! / 2;
    if (largest * largest < NEGLIGIBLE) return;
    for (let j = 0; j < d; j++) second[j] = 0;
    for (let i = 0, at = 0; i < acting; i++, at += d) {
      const pull = force[i]!;
      if (pull === 0) continue;
      let along = 0;
      for (let j = 0; j < d; j++) along += bend[j]! * rows[at + j]!;
      const factor = (bent[i]! * change[i]!) / 12 + (pull * perStep * g[i]! * along) / 3;
      if (factor === 0) continue;
      for (let j = 0; j < d; j++) second[j]! += factor * rows[at + j]!;
    }
    for (let j = 0; j < d; j++) into[j]! += second[j]!;
  }

  /** What a move changes the margins of acting samples by, times `factor`, into `change`. */
  private alongActing(move: Float64Array, factor: number): void {
    const { acting, rows, g, change } = this;
    const d = move.length;
    for (let i = 0, at = 0; i < acting; i++) {
      let along = 0;
      for (let j = 0; j < d; j++) along += move[j]! * rows[at++]!;
      change[i] = along * (factor * g[i]!);
    }
  }
}
