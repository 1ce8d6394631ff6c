/** Steps of gradient descent taken one by one within the log-time engine, where a force is too strong for a flow. */

import { exp } from '../../numerics/elementary.js';
import type { Piece } from './piece.js';

/** How a burst ended. */
interface BurstEnd {
  /** `settled`: a flow can go on; `limit`: all allowed steps were taken; `diverged`: a parameter left float64. */
  readonly end: 'settled' | 'limit' | 'diverged';
  readonly steps: number;
}

/** Every step is examined at first, then only every so many. */
const EXAMINED = 16;

/**
 * Steps until no step changes a margin by more than `largest`, and leaves the piece in the mode of the last iterate.
 *
 * @param w - updated in place.
 * @param limit - number of steps after which to stop in any case.
 * @param forced - take the first step with the sides that the piece has now, not by sign: for a start on a kink.
 */
export function burst(piece: Piece, w: Float64Array, largest: number, limit: number, forced: boolean): BurstEnd {
  const step = new Step(piece);
  const finish = (end: BurstEnd['end'], steps: number): BurstEnd => {
    piece.setModeBySign(w);
    return { end, steps };
  };
  for (let steps = 0; steps < limit; steps++) {
    const bySides = forced && steps === 0;
    step.prepare(w, bySides);
    const examined = !bySides && (steps <= EXAMINED || steps % EXAMINED === 0);
    if (examined && step.largestChange() <= largest) return finish('settled', steps);
    if (!step.take(w)) return { end: 'diverged', steps: steps + 1 };
  }
  step.prepare(w, false);
  return finish(step.largestChange() <= largest ? 'settled' : 'limit', limit);
}

/** One step of gradient descent, prepared, examined and taken. */
class Step {
  private readonly move: Float64Array;
  /** dy_i f(x_i) / d(w_k.x_i), by unit. */
  private readonly derivative: Float64Array;
  /** (eta/n) exp(-y_i f(x_i)) by sample; 0 for a sample on which no neuron acts. */
  private readonly pull: Float64Array;

  constructor(private readonly piece: Piece) {
    this.move = new Float64Array(piece.dimension);
    this.derivative = new Float64Array(piece.units);
    this.pull = new Float64Array(piece.data.n);
  }

  /** Evaluates the step from w, with sides by sign or as the piece has them. */
  prepare(w: Float64Array, bySides: boolean): void {
    const { piece, move, derivative, pull } = this;
    const { data, model, neurons } = piece;
    const rate = piece.eta / data.n;
    move.fill(0);
    for (let i = 0, unit = 0; i < data.n; i++) {
      let margin = 0;
      let acts = false;
      for (let k = 0; k < neurons; k++, unit++) {
        const u = piece.alongNormal(unit, w);
        const active = bySides ? piece.active[unit] === 1 : u > 0;
        const slope = data.y[i]! * model.outputWeights[k]! * (active ? 1 : model.slope);
        derivative[unit] = slope;
        if (slope === 0) continue;
        margin += slope * u;
        acts = true;
      }
      pull[i] = acts ? rate * exp(-margin) : 0;
      if (pull[i] === 0) continue;
      for (let own = unit - neurons; own < unit; own++) {
        if (derivative[own] !== 0) piece.addNormal(own, pull[i]! * derivative[own]!, move);
      }
    }
  }

  /** Largest change of a margin in the prepared step, each weighted by the square root of the sample's share of the force. */
  largestChange(): number {
    const { piece, move, derivative, pull } = this;
    const { neurons } = piece;
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

  /** Adds the prepared step to w; false when a parameter leaves float64. */
  take(w: Float64Array): boolean {
    let sum = 0;
    for (let j = 0; j < w.length; j++) {
      w[j]! += this.move[j]!;
      sum += 0 * w[j]!;
    }
    return sum === 0;
  }
}
