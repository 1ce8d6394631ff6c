/** Steps of gradient descent of one neuron on many samples, summed over those that are needed. */

import type { Workspace } from '../../model/model.js';
import { descendBounded, evaluateBounded } from '../../model/neuron-kernel.js';
import { exp, log } from '../../numerics/elementary.js';
import { distance, norm } from '../../numerics/vector.js';
import { addInto, type DescentStep, FullStep } from './descent-step.js';
import type { Features } from './features.js';
import { NeededSamples } from './needed-samples.js';
import type { Piece } from './piece.js';

/** Steps are taken at once while they together change no preactivation by more. */
const AT_ONCE = 1;
/** Of them none is taken to be longer than the one before them by more than this factor, but for samples that begin to act. */
const LONGER = 2;

/** Steps of gradient descent for a piece. */
export function descentStep(piece: Piece): DescentStep {
  return piece.features === undefined ? new FullStep(piece) : new SparseStep(piece, piece.features);
}

/** Steps that sum over needed samples only; vectors by sample are by needed sample. */
class SparseStep implements DescentStep {
  private readonly needed: NeededSamples;
  private readonly move: Float64Array;
  private readonly before: Float64Array;
  /** w.x_i, and its change in the prepared step. */
  private readonly product: Float64Array;
  private readonly change: Float64Array;
  /** dy_i f(x_i) / d(w.x_i), and (eta/n) exp(-y_i f(x_i)); 0 for a sample that does not act. */
  private readonly derivative: Float64Array;
  private readonly pull: Float64Array;
  private readonly factor: Float64Array;
  /** Where the neuron is f(x) = s(w.x), whose steps a kernel takes. */
  private readonly evaluation: Workspace | undefined;

  constructor(
    readonly piece: Piece,
    private readonly features: Features,
  ) {
    const { n, d } = piece.data;
    this.needed = new NeededSamples(piece, features);
    [this.move, this.before] = [new Float64Array(d), new Float64Array(d)];
    [this.product, this.change, this.derivative] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    [this.pull, this.factor] = [new Float64Array(n), new Float64Array(n)];
    if (piece.model.outputWeights[0] === 1) {
      this.evaluation = { preactivation: this.product, weight: this.factor, gradient: new Float64Array(d), loss: 0, shift: 0 };
    }
  }

  depart(): void {
    this.needed.forget();
  }

  prepare(w: Float64Array, bySides: boolean): void {
    const { needed } = this;
    const chosen = needed.choose(w);
    this.evaluate(w, bySides);
    if (chosen) return;
    needed.strongestNow(this.logStrongest());
    if (needed.choose(w)) this.evaluate(w, bySides);
  }

  /** ln of the largest force of a needed sample, as `NeededSamples` measures them. */
  private logStrongest(): number {
    const { needed, piece, pull, derivative } = this;
    let strongest = 0;
    for (let a = 0; a < needed.count; a++) {
      const force = pull[a]! * derivative[a]!;
      strongest = Math.max(strongest, force * force * piece.squareNorm(needed.chosen[a]!));
    }
    return log(strongest) / 2 - log(this.rate * Math.abs(piece.model.outputWeights[0]!));
  }

  private evaluate(w: Float64Array, bySides: boolean): void {
    const { needed, move, evaluation } = this;
    if (evaluation !== undefined && !bySides && evaluateBounded(needed.data, w, this.piece.model.slope, evaluation)) {
      this.read(evaluation, bySides);
      // The kernel's is the mean over the needed samples.
      for (let j = 0; j < move.length; j++) move[j] = -this.rate * needed.count * evaluation.gradient[j]!;
    } else {
      this.sum(w, bySides);
    }
  }

  /** eta / n. */
  private get rate(): number {
    return this.piece.eta / this.piece.data.n;
  }

  /** Takes derivatives and pulls from an evaluation. */
  private read({ weight }: Pick<Workspace, 'weight'>, bySides: boolean): void {
    const { needed, piece, product, derivative, pull, rate } = this;
    const { data, model, active } = piece;
    for (let a = 0; a < needed.count; a++) {
      const i = needed.chosen[a]!;
      const acts = bySides ? active[i] === 1 : product[a]! > 0;
      derivative[a] = data.y[i]! * model.outputWeights[0]! * (acts ? 1 : model.slope);
      pull[a] = derivative[a] === 0 ? 0 : rate * weight[a]!;
    }
  }

  /** The step by plain sums. */
  private sum(w: Float64Array, bySides: boolean): void {
    const { needed, features, product, derivative, pull, factor, move } = this;
    const { chosen, count } = needed;
    features.sums.dots(chosen, count, w, product);
    this.read({ weight: factor }, bySides);
    for (let a = 0; a < count; a++) {
      pull[a] = derivative[a] === 0 ? 0 : this.rate * exp(-derivative[a]! * product[a]!);
      factor[a] = pull[a]! * derivative[a]!;
    }
    features.sums.combine(chosen, count, factor, move);
  }

  takeAtOnce(w: Float64Array, steps: number): number {
    const { needed, piece, evaluation, before } = this;
    if (evaluation === undefined || steps <= 0) return 0;
    const path = LONGER * norm(this.move) + this.awakening();
    const room = needed.room === Number.POSITIVE_INFINITY ? needed.room : Math.min(AT_ONCE, needed.room);
    // The step that was just taken counts too.
    const most = Math.min(steps, Math.floor(room / (path * needed.longest)) - 1);
    if (!(most > 0)) return 0;
    before.set(w);
    const taken = descendBounded(needed.data, w, piece.model.slope, this.rate * needed.count, most);
    needed.moved(taken * path);
    if (distance(before, w) <= taken * path) return taken;
    w.set(before);
    return 0;
  }

  /** Sum of the forces of samples that do not act but may begin to while no preactivation changes by more than AT_ONCE. */
  private awakening(): number {
    const { needed, piece, product, pull, rate } = this;
    let sum = 0;
    for (let a = 0; a < needed.count; a++) {
      if (pull[a] === 0 && Math.abs(product[a]!) <= AT_ONCE) sum += rate * Math.sqrt(piece.squareNorm(needed.chosen[a]!));
    }
    return sum;
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
