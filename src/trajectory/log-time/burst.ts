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
  if (!forced) {
    piece.setModeBySign(w);
    if (piece.stepSize(w) <= largest) return { end: 'settled', steps: 0 };
  }
  const move = new Float64Array(w.length);
  for (let steps = 0; steps < limit; ) {
    takeStep(piece, w, move, forced && steps === 0);
    steps++;
    if (!w.every(Number.isFinite)) return { end: 'diverged', steps };
    if (steps > EXAMINED && steps % EXAMINED !== 0) continue;
    piece.setModeBySign(w);
    if (piece.stepSize(w) <= largest) return { end: 'settled', steps };
  }
  piece.setModeBySign(w);
  return { end: 'limit', steps: limit };
}

function takeStep(piece: Piece, w: Float64Array, move: Float64Array, bySides: boolean): void {
  const { data, model, neurons } = piece;
  const rate = piece.eta / data.n;
  move.fill(0);
  const act = new Uint8Array(neurons);
  for (let i = 0; i < data.n; i++) {
    let f = 0;
    for (let k = 0; k < neurons; k++) {
      const unit = i * neurons + k;
      const u = piece.alongNormal(unit, w);
      act[k] = (bySides ? piece.active[unit] === 1 : u > 0) ? 1 : 0;
      f += model.outputWeights[k]! * (act[k] === 1 ? u : model.slope * u);
    }
    const pull = rate * data.y[i]! * exp(-data.y[i]! * f);
    for (let k = 0; k < neurons; k++) {
      const derivative = act[k] === 1 ? 1 : model.slope;
      if (derivative !== 0 && pull !== 0) piece.addNormal(i * neurons + k, pull * derivative * model.outputWeights[k]!, move);
    }
  }
  for (let j = 0; j < w.length; j++) w[j]! += move[j]!;
}
