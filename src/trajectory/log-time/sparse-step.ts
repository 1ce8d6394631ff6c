/** Steps of gradient descent of one neuron on many samples, summed over those that are needed. */

import { log } from '../../numerics/elementary.js';
import { norm } from '../../numerics/vector.js';
import { addInto, type DescentStep, FullStep } from './descent-step.js';
import type { Features } from './features.js';
import { NeededSamples } from './needed-samples.js';
import type { Piece } from './piece.js';

/** Steps of gradient descent for a piece. */
export function descentStep(piece: Piece): DescentStep {
  return piece.features === undefined ? new FullStep(piece) : new SparseStep(piece, piece.features);
}

/** Steps that sum over needed samples only; vectors by sample are by needed sample. */
class SparseStep implements DescentStep {
  private readonly needed: NeededSamples;
  private readonly move: Float64Array;
  /** Change of w.x_i in the prepared step. */
  private readonly change: Float64Array;
  /** dy_i f(x_i) / d(w.x_i) of samples that act and of others, and what it is of each. */
  private readonly ifActive: Float64Array;
  private readonly ifInactive: Float64Array;
  private readonly derivative: Float64Array;
  /** (eta/n) exp(-y_i f(x_i)); 0 for a sample that does not act. */
  private readonly pull: Float64Array;

  constructor(
    readonly piece: Piece,
    private readonly features: Features,
  ) {
    const { n, d } = piece.data;
    this.needed = new NeededSamples(piece, features);
    this.move = new Float64Array(d);
    [this.change, this.pull] = [new Float64Array(n), new Float64Array(n)];
    [this.ifActive, this.ifInactive, this.derivative] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  }

  depart(): void {
    this.needed.forget();
  }

  prepare(w: Float64Array, bySides: boolean): void {
    const { needed } = this;
    const chosen = needed.choose(w);
    this.examine(w, bySides);
    if (chosen) return;
    needed.strongestNow(this.logStrongest());
    if (needed.choose(w)) this.examine(w, bySides);
  }

  /** ln of the largest force of a needed sample, as `NeededSamples` measures them. */
  private logStrongest(): number {
    const { piece } = this;
    return log(this.largestSquare()) / 2 - log(this.rate * Math.abs(piece.model.outputWeights[0]!));
  }

  /** Square of the largest share of a needed sample in the step. */
  private largestSquare(): number {
    const { needed, piece, pull, derivative } = this;
    let largest = 0;
    for (let a = 0; a < needed.count; a++) {
      const force = pull[a]! * derivative[a]!;
      largest = Math.max(largest, force * force * piece.squareNorm(needed.chosen[a]!));
    }
    return largest;
  }

  /** eta / n. */
  private get rate(): number {
    return this.piece.eta / this.piece.data.n;
  }

  /** Evaluates the step and what there is of each sample. */
  private examine(w: Float64Array, bySides: boolean): void {
    const { needed, features, derivative, pull } = this;
    this.setDerivatives(bySides);
    this.evaluate(w);
    features.sums.kept('multiple', needed.count, derivative);
    features.sums.kept('force', needed.count, pull);
  }

  /** Sets what the derivative of each needed sample is if it acts, and if not; by the sides of the piece, or of the parameters. */
  private setDerivatives(bySides: boolean): void {
    const { needed, piece, ifActive, ifInactive } = this;
    const { data, model, active } = piece;
    for (let a = 0; a < needed.count; a++) {
      const i = needed.chosen[a]!;
      const full = data.y[i]! * model.outputWeights[0]!;
      ifActive[a] = bySides && active[i] === 0 ? full * model.slope : full;
      ifInactive[a] = bySides && active[i] === 1 ? full : full * model.slope;
    }
  }

  /** Evaluates the step alone, of the samples and by the sides last examined. */
  private evaluate(w: Float64Array): void {
    const { needed, features, ifActive, ifInactive, move } = this;
    features.sums.forces(needed.chosen, needed.count, { multiples: ifActive, below: ifInactive }, log(this.rate), w, move);
  }

  takeAtOnce(w: Float64Array, steps: number): number {
    let taken = 0;
    for (; taken < steps && this.needed.room >= 0; taken++) {
      this.evaluate(w);
      this.take(w);
    }
    return taken;
  }

  largestChange(): number {
    const { needed, features, derivative, pull, change, move } = this;
    const { chosen, count } = needed;
    features.sums.dots(chosen, count, move, change);
    let strongest = 0;
    for (let a = 0; a < count; a++) strongest = Math.max(strongest, pull[a]!);
    let largest = 0;
    for (let a = 0; a < count; a++) {
      if (pull[a] === 0) continue;
      largest = Math.max(largest, Math.sqrt(pull[a]! / strongest) * Math.abs(derivative[a]! * change[a]!));
    }
    return largest;
  }

  take(w: Float64Array): boolean {
    this.needed.moved(norm(this.move));
    return addInto(w, this.move);
  }
}
