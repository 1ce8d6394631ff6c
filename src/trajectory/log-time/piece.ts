/**
 * The motion within one mode: a fixed set of active units, and a fixed set of kinks along which it slides.
 *
 * While no unit changes side, y_i f(x_i) = g_i.W with a constant vector g_i, so that gradient descent on the model is
 * gradient descent on the exponential loss of a linear model with samples g_i.
 */

import type { Dataset } from '../../data/dataset.js';
import { log } from '../../numerics/elementary.js';
import type { StiffSystem } from '../../numerics/rosenbrock.js';
import { norm } from '../../numerics/vector.js';
import type { FlowModel } from './flow-model.js';
import { Forces } from './forces.js';
import { ModifiedFlow } from './modified-flow.js';
import { Units } from './units.js';

/** Samples times parameters. */
const LARGE = 5_000;

/** The flow of one mode; `setMode` moves on to the next. */
export class Piece extends Units implements StiffSystem {
  /** 1 where a unit is on the side of slope 1; changes count from the next `setMode`. */
  readonly active: Uint8Array;
  /** Units whose kink the motion slides along; they count as not active. */
  sliding: readonly number[] = [];
  private readonly forces: Forces;
  private readonly flow: ModifiedFlow;
  /** Whether so many numbers make a step that the integrator is held to less. */
  readonly large: boolean;
  /** The sides that the forces belong to; 2 before the first mode. */
  private readonly current: Uint8Array;

  constructor(
    data: Dataset,
    model: FlowModel,
    readonly eta: number,
  ) {
    super(data, model);
    this.active = new Uint8Array(this.units);
    this.current = new Uint8Array(this.units).fill(2);
    this.large = data.n * this.dimension > LARGE;
    this.forces = new Forces(data.n, this.dimension, log(eta / data.n), this.features, this.large);
    this.flow = new ModifiedFlow(this.forces, this.dimension, this.large);
  }

  /** Number of samples that act: those whose margin y_i f(x_i) is not constant in this mode. */
  get acting(): number {
    return this.forces.acting;
  }

  /** Sets every unit's side by the sign of its preactivation (0 counts as inactive), with no sliding. */
  setModeBySign(w: Float64Array): void {
    for (let unit = 0; unit < this.units; unit++) this.active[unit] = this.alongNormal(unit, w) > 0 ? 1 : 0;
    this.setMode([]);
  }

  /** Takes over changes made to `active`, and a new sliding set. */
  setMode(sliding: readonly number[]): void {
    const { data, neurons, model, forces, active, current } = this;
    for (const unit of sliding) active[unit] = 0;
    const changed: number[] = [];
    for (let i = 0, unit = 0; i < data.n; i++) {
      let same = true;
      for (let k = 0; k < neurons; k++, unit++) same &&= active[unit] === current[unit];
      if (same) continue;
      changed.push(i);
      const row = forces.rows[i]!;
      row.fill(0);
      for (let k = 0, own = i * neurons; k < neurons; k++, own++) {
        const derivative = active[own] === 1 ? 1 : model.slope;
        const multiple = data.y[i]! * model.outputWeights[k]! * derivative;
        if (derivative !== 0) this.addNormal(own, multiple, row);
        if (neurons === 1) forces.multiples[i] = multiple;
      }
    }
    if (changed.length > 0) forces.refresh(changed);
    current.set(active);
    if (sliding.length > 0 || this.sliding.length > 0) this.flow.basis = this.normalBasis(sliding);
    this.sliding = sliding;
  }

  /** True when the unit's sample pulls even while the unit is inactive. */
  isPulledElsewhere(unit: number): boolean {
    if (this.model.slope !== 0) return true;
    const first = unit - (unit % this.neurons);
    for (let other = first; other < first + this.neurons; other++) if (other !== unit && this.active[other] === 1) return true;
    return false;
  }

  /** As `Forces.survey`. */
  survey(w: Float64Array): boolean {
    return this.forces.survey(w);
  }

  /** ln c_i at r; with r = 0, ln of the sample's pull per step. */
  logForce(i: number, r: number, w: Float64Array): number {
    return this.forces.logForce(i, r, w);
  }

  /** The velocity dW/dr without the correction for finite steps. */
  velocity(r: number, w: Float64Array, into: Float64Array): void {
    this.flow.velocity(r, w, into);
  }

  /** The velocity without projection onto the sliding kinks. */
  freeVelocity(r: number, w: Float64Array): Float64Array {
    const out = new Float64Array(this.dimension);
    this.forces.survey(w);
    this.forces.evaluate(r, w);
    this.forces.combine(this.forces.c, out);
    return out;
  }

  /** As `Forces.alongEach`. */
  forceAlong(normals: readonly Float64Array[], r: number, w: Float64Array): ReturnType<Forces['alongEach']> {
    return this.forces.alongEach(normals, r, w);
  }

  rate(r: number, w: Float64Array, into: Float64Array): void {
    this.flow.rate(r, w, into);
  }

  rateByTime(_r: number, _w: Float64Array, rate: Float64Array, into: Float64Array): void {
    // Forces grow like e^r, their corrections do not change: the rate is its own derivative by r.
    into.set(rate);
  }

  linearize(r: number, w: Float64Array, rate: Float64Array, jacobian: Float64Array): void {
    this.flow.linearize(r, w, rate, jacobian);
  }

  /** As `ModifiedFlow.overshoot`. */
  overshoot(r: number, w: Float64Array): Float64Array {
    return this.flow.overshoot(r, w);
  }

  /** As `ModifiedFlow.stepSize`: the flow follows the steps up to the cube of this number. */
  stepSize(w: Float64Array): number {
    this.forces.survey(w);
    return this.flow.stepSize(w);
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
}
