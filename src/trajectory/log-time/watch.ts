/** How far each unit is from its kink, and each sliding unit from being let go. */

import { holdingLevels } from './kinks.js';
import type { Piece } from './piece.js';
import { chatterReach } from './reach.js';

/** Evaluates levels and their rates for one piece. */
export class Watch {
  /** Units whose kinks matter, and 1 / |x_i| of each. */
  private readonly kinked: Int32Array;
  private readonly inverseNorm: Float64Array;
  private readonly along: Float64Array;
  private readonly reach: Float64Array;
  /** The sliding units that `reach` belongs to. */
  private reachOf: readonly number[] | undefined;

  constructor(readonly piece: Piece) {
    const units = Array.from({ length: piece.units }, (_, unit) => unit);
    this.kinked = Int32Array.from(units.filter((unit) => piece.squareNorm(unit) > 0 && piece.pull(unit) !== 0));
    this.inverseNorm = Float64Array.from(this.kinked, (unit) => 1 / Math.sqrt(piece.squareNorm(unit)));
    this.along = new Float64Array(piece.units);
    this.reach = new Float64Array(piece.units);
  }

  /** Room for levels in any mode. */
  room(): Float64Array {
    return new Float64Array(3 * this.piece.units).fill(Number.POSITIVE_INFINITY);
  }

  /** Number of levels in the present mode. */
  get count(): number {
    return this.piece.units + 2 * this.piece.sliding.length;
  }

  /**
   * Levels at (r, w): signed distances to the next change of mode, positive while the mode holds. Entry u < units belongs to unit u: the
   * distance of w_k from the kink, less what the chatter on sliding kinks can take of it; Infinity for units without a kink or sliding.
   * Two more for each sliding unit: theta and what the pull has to spare, relative to the forces that drive it.
   *
   * @param into - from `room`.
   */
  levels(r: number, w: Float64Array, into: Float64Array): void {
    const { piece } = this;
    this.distances(w, into);
    if (piece.sliding.length === 0) return;
    for (const unit of piece.sliding) into[unit] = Number.POSITIVE_INFINITY;
    // Under ReLU a single neuron's strikes are as long for ever.
    if (this.reachOf !== piece.sliding || piece.neurons > 1 || piece.model.slope !== 0) {
      chatterReach(piece, w, this.reach);
      this.reachOf = piece.sliding;
    }
    this.kinked.forEach((unit, at) => {
      if (this.reach[unit] !== 0) into[unit]! -= this.reach[unit]! * this.inverseNorm[at]!;
    });
    holdingLevels(piece, r, w, into, piece.units);
  }

  /** Of W the distances of the units from their kinks; of a derivative of W by r, that of the distances. Nothing is set for units without a kink. */
  distances(vector: Float64Array, into: Float64Array): void {
    const { piece, kinked, inverseNorm, along } = this;
    const { active } = piece;
    piece.alongNormals(vector, along);
    for (let at = 0; at < kinked.length; at++) {
      const unit = kinked[at]!;
      const distance = along[unit]! * inverseNorm[at]!;
      into[unit] = active[unit] === 1 ? distance : -distance;
    }
  }
}
