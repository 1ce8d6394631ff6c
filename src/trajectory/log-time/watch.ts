/** How far each unit is from its kink, and each sliding unit from being let go. */

import { multipliers, pullLimit } from './kinks.js';
import type { Piece } from './piece.js';

/**
 * Signed distances to the next change of mode, positive while the mode holds. Entry u < units belongs to unit u: the distance of w_k
 * from the kink, Infinity for units without a kink or sliding. Two more for each sliding unit: theta, and what the pull has to spare.
 */
export type Levels = Float64Array;

/** Evaluates levels and their rates for one piece. */
export class Watch {
  /** Units whose kinks matter, and 1 / |x_i| of each. */
  private readonly kinked: Int32Array;
  private readonly inverseNorm: Float64Array;

  constructor(private readonly piece: Piece) {
    const units = Array.from({ length: piece.units }, (_, unit) => unit);
    this.kinked = Int32Array.from(units.filter((unit) => piece.squareNorm(unit) > 0 && piece.pull(unit) !== 0));
    this.inverseNorm = Float64Array.from(this.kinked, (unit) => 1 / Math.sqrt(piece.squareNorm(unit)));
  }

  /** Levels at (r, w). */
  levels(r: number, w: Float64Array): Levels {
    const { piece, kinked } = this;
    const out = new Float64Array(piece.units + 2 * piece.sliding.length).fill(Number.POSITIVE_INFINITY);
    for (let at = 0; at < kinked.length; at++) {
      const unit = kinked[at]!;
      const distance = piece.alongNormal(unit, w) * this.inverseNorm[at]!;
      out[unit] = piece.active[unit] === 1 ? distance : -distance;
    }
    if (piece.sliding.length === 0) return out;
    for (const unit of piece.sliding) out[unit] = Number.POSITIVE_INFINITY;
    const theta = multipliers(piece, piece.sliding, piece.freeVelocity(r, w));
    piece.sliding.forEach((unit, at) => {
      out[piece.units + 2 * at] = theta?.[at] ?? Number.NaN;
      out[piece.units + 2 * at + 1] = pullLimit(piece, unit, r, w) - (theta?.[at] ?? 0);
    });
    return out;
  }

  /** Rates at which the distances of the units change when w moves at a velocity dW/dr. */
  rates(velocity: Float64Array): Float64Array {
    const { piece, kinked } = this;
    const out = new Float64Array(piece.units);
    for (let at = 0; at < kinked.length; at++) {
      const unit = kinked[at]!;
      const rate = piece.alongNormal(unit, velocity) * this.inverseNorm[at]!;
      out[unit] = piece.active[unit] === 1 ? rate : -rate;
    }
    return out;
  }
}
