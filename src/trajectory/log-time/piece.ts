/**
 * The flow within one mode: a fixed set of active units, and a fixed set of kinks along which the motion slides.
 *
 * While no unit changes side, y_i f(x_i) = g_i.W with a constant vector g_i, so that gradient descent on the model is
 * gradient descent on the exponential loss of a linear model with samples g_i. With r = ln t it flows as
 *
 *     dW/dr = P sum_i c_i (1 + e^-r g_i.v / 2) g_i,   c_i = (eta/n) exp(r - g_i.W),   v = P sum_i c_i g_i,
 *
 * where P projects onto the sliding kinks. The term in e^-r makes the flow agree with steps of constant size to second
 * order (the modified equation dw/dt = -eta g - eta^2 H g / 2 of backward error analysis).
 */

import type { Dataset } from '../../data/dataset.js';
import { exp, log } from '../../numerics/elementary.js';
import type { StiffSystem } from '../../numerics/rosenbrock.js';
import { norm } from '../../numerics/vector.js';
import type { FlowModel } from './flow-model.js';
import { Forces } from './forces.js';
import { removeSpan, Units } from './units.js';

/** Corrections for finite steps below this are lost in rounding. */
const LEAST_CORRECTION = 1e-18;

/** The flow of one mode; `setMode` moves on to the next. */
export class Piece extends Units implements StiffSystem {
  /** 1 where a unit is on the side of slope 1; changes count from the next `setMode`. */
  readonly active: Uint8Array;
  /** Units whose kink the motion slides along; they count as not active. */
  sliding: readonly number[] = [];
  /** Orthonormal basis of the normals of the sliding kinks. */
  private basis: readonly Float64Array[] = [];
  private readonly forces: Forces;

  constructor(
    data: Dataset,
    model: FlowModel,
    readonly eta: number,
  ) {
    super(data, model);
    this.active = new Uint8Array(this.units);
    this.forces = new Forces(data.n, this.dimension, log(eta / data.n));
  }

  /** Samples that act: those whose margin y_i f(x_i) is not constant in this mode. */
  get acting(): readonly number[] {
    return this.forces.acting;
  }

  /** Sets every unit's side by the sign of its preactivation (0 counts as inactive), with no sliding. */
  setModeBySign(w: Float64Array): void {
    for (let unit = 0; unit < this.units; unit++) this.active[unit] = this.alongNormal(unit, w) > 0 ? 1 : 0;
    this.setMode([]);
  }

  /** Takes over changes made to `active`, and a new sliding set. */
  setMode(sliding: readonly number[]): void {
    const { data, neurons, model } = this;
    this.sliding = sliding;
    for (const unit of sliding) this.active[unit] = 0;
    this.forces.rows.forEach((row, i) => {
      row.fill(0);
      for (let k = 0; k < neurons; k++) {
        const unit = i * neurons + k;
        const derivative = this.active[unit] === 1 ? 1 : model.slope;
        if (derivative !== 0) this.addNormal(unit, data.y[i]! * model.outputWeights[k]! * derivative, row);
      }
    });
    this.forces.refresh();
    this.basis = this.normalBasis(sliding);
  }

  /** True when the unit's sample pulls even while the unit is inactive. */
  isPulledElsewhere(unit: number): boolean {
    if (this.model.slope !== 0) return true;
    const first = unit - (unit % this.neurons);
    for (let other = first; other < first + this.neurons; other++) if (other !== unit && this.active[other] === 1) return true;
    return false;
  }

  /** ln c_i at r; with r = 0, ln of the sample's pull per step. */
  logForce(i: number, r: number, w: Float64Array): number {
    return this.forces.logForce(i, r, w);
  }

  /** v: the velocity dW/dr without the correction for finite steps. */
  velocity(r: number, w: Float64Array, into: Float64Array): void {
    this.forces.evaluate(r, w);
    this.forces.sum(into);
    removeSpan(this.basis, into);
  }

  /** The velocity without projection onto the sliding kinks. */
  freeVelocity(r: number, w: Float64Array): Float64Array {
    const out = new Float64Array(this.dimension);
    this.forces.evaluate(r, w);
    this.forces.sum(out);
    return out;
  }

  rate(r: number, w: Float64Array, into: Float64Array): void {
    this.velocity(r, w, into);
    const half = 0.5 * exp(-r);
    if (half < LEAST_CORRECTION) return;
    this.forces.correct(half, into);
    this.forces.sum(into);
    removeSpan(this.basis, into);
  }

  rateByTime(r: number, w: Float64Array, into: Float64Array): void {
    // c_i grows like e^r, and so does v, which leaves e^-r g_i.v as it is: the rate is its own derivative by r.
    this.rate(r, w, into);
  }

  jacobian(r: number, w: Float64Array, into: Float64Array): void {
    const { dimension, forces } = this;
    const half = 0.5 * exp(-r);
    if (half < LEAST_CORRECTION) {
      forces.evaluate(r, w);
      forces.sumOuterProducts(into);
    } else {
      // With M = sum c_i g_i g_i': the corrected forces' own M, plus e^-r M P M / 2 from the change of v.
      const v = new Float64Array(dimension);
      this.velocity(r, w, v);
      const m = new Float64Array(dimension * dimension);
      forces.sumOuterProducts(m);
      forces.correct(half, v);
      forces.sumOuterProducts(into);
      const projected = Float64Array.from(m);
      this.projectColumns(projected);
      addProduct(dimension, half, m, projected, into);
    }
    for (let at = 0; at < into.length; at++) into[at] = -into[at]!;
    this.projectColumns(into);
  }

  /**
   * Largest change of a margin y_i f(x_i) in one step of gradient descent, each weighted by the square root of the
   * sample's share of the force: the flow follows the steps up to the square of this number.
   */
  stepSize(w: Float64Array): number {
    const move = new Float64Array(this.dimension);
    this.velocity(0, w, move);
    return this.forces.largestMove(move);
  }

  /** Largest ln(c_i |g_i|^2) of an acting sample at r: how fast its margin would grow, were it alone. */
  largestLogPull(r: number, w: Float64Array): number {
    return this.forces.largestLogPull(r, w);
  }

  /** |sum of forces| / sum of |forces| at w: near 0 where the forces balance. */
  imbalance(w: Float64Array): number {
    const move = new Float64Array(this.dimension);
    this.velocity(-this.largestLogPull(0, w), w, move);
    const total = this.forces.total();
    return total === 0 ? 0 : norm(move) / total;
  }

  /** ln of the part of the loss that is not constant in this mode; -Infinity when nothing acts. */
  logExcess(w: Float64Array): number {
    return this.forces.logLoss(w);
  }

  private projectColumns(matrix: Float64Array): void {
    const { dimension } = this;
    for (const q of this.basis) {
      for (let b = 0; b < dimension; b++) {
        let along = 0;
        for (let a = 0; a < dimension; a++) along += q[a]! * matrix[a * dimension + b]!;
        for (let a = 0; a < dimension; a++) matrix[a * dimension + b]! -= along * q[a]!;
      }
    }
  }
}

/** Adds factor * A B to a square matrix, all row-major. */
function addProduct(n: number, factor: number, a: Float64Array, b: Float64Array, into: Float64Array): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const scaled = factor * a[i * n + j]!;
      if (scaled === 0) continue;
      for (let k = 0; k < n; k++) into[i * n + k]! += scaled * b[j * n + k]!;
    }
  }
}
