/** One step of gradient descent in the midst of a flow. */

import type { Workspace } from '../../model/model.js';
import { descendBounded, evaluateBounded } from '../../model/neuron-kernel.js';
import { exp } from '../../numerics/elementary.js';
import type { Piece } from './piece.js';

/** One step of gradient descent, prepared, examined and taken. */
export interface DescentStep {
  readonly piece: Piece;
  /** To be called where a row of steps begins. */
  depart(): void;
  /**
   * Takes up to so many steps at once after one was taken, with sides by sign.
   *
   * @returns how many were taken; 0 where they are better taken one by one.
   */
  takeAtOnce(w: Float64Array, steps: number): number;
  /** Evaluates the step from w, with sides by sign or as the piece has them. */
  prepare(w: Float64Array, bySides: boolean): void;
  /** Largest change of a margin in the prepared step, each weighted by the square root of the sample's share of the force. */
  largestChange(): number;
  /** Adds the prepared step to w; false when a parameter leaves float64. */
  take(w: Float64Array): boolean;
}

/** Steps that sum over all samples. */
export class FullStep implements DescentStep {
  private readonly move: Float64Array;
  /** dy_i f(x_i) / d(w_k.x_i) by unit: as prepared, and on either side of the kink. */
  private readonly derivative: Float64Array;
  private readonly ifActive: Float64Array;
  private readonly ifInactive: Float64Array;
  /** (eta/n) exp(-y_i f(x_i)) by sample; 0 for a sample on which no neuron acts. */
  private readonly pull: Float64Array;
  /** Of one neuron f(x) = s(w.x), whose steps the kernel takes. */
  private readonly evaluation: Workspace | undefined;
  /** Whether products are beyond the kernel's range. */
  private beyond = false;
  /** Whether the kernel prepared the step, so that derivatives and pulls are yet to be read off its evaluation. */
  private unread = false;

  constructor(readonly piece: Piece) {
    const { data, model, dimension, units, neurons } = piece;
    this.move = new Float64Array(dimension);
    this.derivative = new Float64Array(units);
    this.ifActive = this.derivative.map((_, unit) => data.y[piece.sampleOf(unit)]! * model.outputWeights[unit % neurons]!);
    this.ifInactive = this.ifActive.map((value) => value * model.slope);
    this.pull = new Float64Array(data.n);
    if (neurons === 1 && model.outputWeights[0] === 1) {
      const [preactivation, weight, gradient] = [new Float64Array(units), new Float64Array(units), new Float64Array(dimension)];
      this.evaluation = { preactivation, weight, gradient, loss: 0, shift: 0 };
    }
  }

  depart(): void {}

  /** Also the bits are those of as many one by one; none is taken for a model of several neurons, or beyond the kernel's range. */
  takeAtOnce(w: Float64Array, steps: number): number {
    const { data, model, eta } = this.piece;
    return this.evaluation === undefined || this.beyond ? 0 : descendBounded(data, w, model.slope, eta, steps);
  }

  prepare(w: Float64Array, bySides: boolean): void {
    this.unread = !bySides && !this.beyond && this.prepareNeuron(w);
    if (this.unread) return;
    const { piece, move, derivative, ifActive, ifInactive, pull } = this;
    const { neurons, active } = piece;
    const { n, d, x } = piece.data;
    const rate = piece.eta / n;
    for (let j = 0; j < move.length; j++) move[j] = 0;
    for (let i = 0, unit = 0, row = 0; i < n; i++, row += d) {
      const first = unit;
      let margin = 0;
      let acts = false;
      for (let block = 0; unit < first + neurons; unit++, block += d) {
        let even = 0;
        let odd = 0;
        let j = 0;
        for (; j + 1 < d; j += 2) {
          even += w[block + j]! * x[row + j]!;
          odd += w[block + j + 1]! * x[row + j + 1]!;
        }
        if (j < d) even += w[block + j]! * x[row + j]!;
        const u = even + odd;
        const slope = (bySides ? active[unit] === 1 : u > 0) ? ifActive[unit]! : ifInactive[unit]!;
        derivative[unit] = slope;
        if (slope === 0) continue;
        margin += slope * u;
        acts = true;
      }
      const strength = acts ? rate * exp(-margin) : 0;
      pull[i] = strength;
      if (strength === 0) continue;
      for (let own = first, block = 0; own < unit; own++, block += d) {
        const factor = strength * derivative[own]!;
        if (derivative[own] !== 0) for (let j = 0; j < d; j++) move[block + j]! += factor * x[row + j]!;
      }
    }
  }

  /** The same with sides by sign, as the step-by-step engine evaluates it; false where its kernel does not apply. */
  private prepareNeuron(w: Float64Array): boolean {
    const { piece, evaluation, move } = this;
    const { data, model, eta } = piece;
    if (evaluation === undefined || !evaluateBounded(data, w, model.slope, evaluation)) {
      // Later iterates are larger still.
      this.beyond = true;
      return false;
    }
    for (let j = 0; j < move.length; j++) move[j] = -eta * evaluation.gradient[j]!;
    return true;
  }

  private read({ preactivation, weight }: Workspace): void {
    const { piece, derivative, ifActive, ifInactive, pull } = this;
    const rate = piece.eta / pull.length;
    for (let i = 0; i < pull.length; i++) {
      const slope = preactivation[i]! > 0 ? ifActive[i]! : ifInactive[i]!;
      derivative[i] = slope;
      pull[i] = slope === 0 ? 0 : rate * weight[i]!;
    }
    this.unread = false;
  }

  largestChange(): number {
    const { piece, move, derivative, pull } = this;
    const { neurons } = piece;
    if (this.unread) this.read(this.evaluation!);
    let strongest = 0;
    for (let i = 0; i < pull.length; i++) strongest = Math.max(strongest, pull[i]!);
    let largest = 0;
    for (let i = 0, unit = 0; i < pull.length; i++, unit += neurons) {
      if (pull[i] === 0) continue;
      let change = 0;
      for (let own = unit; own < unit + neurons; own++) {
        if (derivative[own] !== 0) change += derivative[own]! * piece.alongNormal(own, move);
      }
      largest = Math.max(largest, Math.sqrt(pull[i]! / strongest) * Math.abs(change));
    }
    return largest;
  }

  take(w: Float64Array): boolean {
    return addInto(w, this.move);
  }
}

/** Adds a move to w; false when a parameter leaves float64. */
export function addInto(w: Float64Array, move: Float64Array): boolean {
  let sum = 0;
  for (let j = 0; j < w.length; j++) {
    w[j]! += move[j]!;
    sum += 0 * w[j]!;
  }
  return sum === 0;
}
