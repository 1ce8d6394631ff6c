/** How far each unit is from its kink, and each sliding unit from being let go. */

import { norm } from '../../numerics/vector.js';
import { multipliers, pullLimit } from './kinks.js';
import type { Piece } from './piece.js';

/**
 * Signed distances to the next change of mode, positive while the mode holds. Entry u < units belongs to unit u: the distance of w_k
 * from the kink, Infinity for units without a kink or sliding. Two more for each sliding unit: theta, and what the pull has to spare.
 */
export type Levels = Float64Array;

/** Evaluates levels and their rates for one piece. */
export class Watch {
  /** 1 / |x_i| by unit, 0 where the unit has no kink that matters. */
  private readonly inverseNorm: Float64Array;
  private readonly velocity: Float64Array;

  constructor(private readonly piece: Piece) {
    this.velocity = new Float64Array(piece.dimension);
    this.inverseNorm = new Float64Array(piece.units);
    for (let unit = 0; unit < piece.units; unit++) {
      const square = piece.squareNorm(unit);
      if (square > 0 && piece.pull(unit) !== 0) this.inverseNorm[unit] = 1 / Math.sqrt(square);
    }
  }

  /** Levels at (r, w). */
  levels(r: number, w: Float64Array): Levels {
    const { piece } = this;
    const out = new Float64Array(piece.units + 2 * piece.sliding.length).fill(Number.POSITIVE_INFINITY);
    for (let unit = 0; unit < piece.units; unit++) {
      if (this.inverseNorm[unit] === 0) continue;
      const distance = piece.alongNormal(unit, w) * this.inverseNorm[unit]!;
      out[unit] = piece.active[unit] === 1 ? distance : -distance;
    }
    for (const unit of piece.sliding) out[unit] = Number.POSITIVE_INFINITY;
    if (piece.sliding.length > 0) {
      const theta = multipliers(piece, piece.sliding, piece.freeVelocity(r, w));
      piece.sliding.forEach((unit, at) => {
        out[piece.units + 2 * at] = theta?.[at] ?? Number.NaN;
        out[piece.units + 2 * at + 1] = pullLimit(piece, unit, r, w) - (theta?.[at] ?? 0);
      });
    }
    return out;
  }

  /** Rates at which the distances of the units change at (r, w), per unit of r. */
  rates(r: number, w: Float64Array): Float64Array {
    const { piece, velocity } = this;
    piece.rate(r, w, velocity);
    const out = new Float64Array(piece.units);
    for (let unit = 0; unit < piece.units; unit++) {
      if (this.inverseNorm[unit] === 0) continue;
      const rate = piece.alongNormal(unit, velocity) * this.inverseNorm[unit]!;
      out[unit] = piece.active[unit] === 1 ? rate : -rate;
    }
    return out;
  }

  /** Levels that are zero at (r, w), up to rounding and the error `level` with which the moment is known. */
  near(r: number, w: Float64Array, level: number): number[] {
    const zero = Math.max(20 * this.rounding(w), 4 * level);
    const levels = this.levels(r, w);
    return Array.from(levels.keys()).filter((at) => levels[at]! <= zero);
  }

  /** Levels that are clearly negative: stopping at a whole step for one kink can carry a unit past another. */
  passed(r: number, w: Float64Array): number[] {
    const clearly = -100 * this.rounding(w);
    const levels = this.levels(r, w);
    return Array.from(levels.keys()).filter((at) => levels[at]! < clearly);
  }

  /** Rounding error of a distance at w. */
  rounding(w: Float64Array): number {
    return 1e-15 * (1 + norm(w));
  }
}
