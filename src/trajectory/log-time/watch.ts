/** How far each unit is from its kink, and each sliding unit from being let go. */

import { distance, norm } from '../../numerics/vector.js';
import { holdingLevels } from './kinks.js';
import type { Piece } from './piece.js';
import { chatterReach, reachHangsOnDrift } from './reach.js';

/** Units up to which all are watched at every step. */
const FEW = 64;
/** Others are watched where a move by so large a share of |w| could bring them to their kink. */
const NEAR = 0.02;

/** Evaluates levels and their rates for one piece. */
export class Watch {
  /** Units whose kinks matter, and by unit 1 / |x_i|. */
  private readonly kinked: Int32Array;
  private readonly inverseNorm: Float64Array;
  /** Those of them that can come to their kink while w is within `radius` of `centre`. */
  private near: Int32Array;
  private readonly nearby: Int32Array;
  private readonly centre: Float64Array;
  private radius = 0;
  /** Products of the watched units with a vector, where a kernel makes them. */
  private readonly products: Float64Array;
  private readonly reach: Float64Array;
  /** The sliding units that `reach` and `near` belong to. */
  private reachOf: readonly number[] | undefined;
  private nearOf: readonly number[] | undefined;

  constructor(readonly piece: Piece) {
    const units = Array.from({ length: piece.units }, (_, unit) => unit);
    this.kinked = Int32Array.from(units.filter((unit) => piece.squareNorm(unit) > 0 && piece.pull(unit) !== 0));
    this.near = this.kinked;
    this.nearby = new Int32Array(this.kinked.length);
    this.inverseNorm = Float64Array.from(units, (unit) => 1 / Math.sqrt(piece.squareNorm(unit)));
    this.centre = new Float64Array(piece.dimension);
    this.products = new Float64Array(piece.features === undefined ? 0 : piece.units);
    this.reach = new Float64Array(piece.units);
  }

  /** Room for levels in any mode. */
  room(): Float64Array {
    return new Float64Array(3 * this.piece.units).fill(Number.POSITIVE_INFINITY);
  }

  /** The levels that are watched, ascending: those of units, and two of each sliding one. */
  watched: Int32Array = new Int32Array(0);

  /**
   * Whether every unit is watched that a motion to W can bring to its kink. A path between two points within half the radius is taken
   * not to leave the ball.
   */
  covers(w: Float64Array): boolean {
    if (this.nearOf !== this.piece.sliding) return false;
    return this.radius === Number.POSITIVE_INFINITY || 2 * distance(w, this.centre) <= this.radius;
  }

  /** Chooses the units to watch about W, for moves as long as given at least; levels taken before are of no use then. */
  gather(w: Float64Array, longest: number): void {
    this.chooseNear(w, longest);
    const { near, piece } = this;
    const levels = near.length + 2 * piece.sliding.length;
    this.watched = Int32Array.from({ length: levels }, (_, at) => (at < near.length ? near[at]! : piece.units + at - near.length));
  }

  private chooseNear(w: Float64Array, longest: number): void {
    const { piece, kinked, nearby, inverseNorm, reach } = this;
    this.nearOf = piece.sliding;
    this.centre.set(w);
    this.near = kinked;
    this.radius = Number.POSITIVE_INFINITY;
    const reachMoves = piece.sliding.length > 0 && !this.reachIsFixed();
    if (kinked.length <= FEW || reachMoves) return;
    this.radius = Math.max(NEAR * norm(w), 2 * longest);
    this.measureReach(w);
    const { radius } = this;
    const all = piece.features?.products(w);
    let found = 0;
    for (let at = 0; at < kinked.length; at++) {
      const unit = kinked[at]!;
      const product = all === undefined ? piece.alongNormal(unit, w) : all[unit]!;
      if ((Math.abs(product) - reach[unit]!) * inverseNorm[unit]! <= radius) nearby[found++] = unit;
    }
    this.near = nearby.subarray(0, found);
  }

  /** Under ReLU a single neuron's strikes are as long for ever. */
  private reachIsFixed(): boolean {
    const { neurons, model, sliding } = this.piece;
    return neurons === 1 && model.slope === 0 && !reachHangsOnDrift(sliding);
  }

  private measureReach(w: Float64Array): void {
    const { piece, reach } = this;
    if (this.reachOf === piece.sliding && this.reachIsFixed()) return;
    chatterReach(piece, w, reach);
    this.reachOf = piece.sliding;
  }

  /**
   * Levels at (r, w): signed distances to the next change of mode, positive while the mode holds. Entry u < units belongs to unit u: the
   * distance of w_k from the kink, less what the chatter on sliding kinks can take of it; Infinity for units without a kink or sliding.
   * Entries of units that are not watched are left as they are.
   * Two more for each sliding unit: theta and what the pull has to spare, relative to the forces that drive it.
   *
   * @param into - from `room`.
   */
  levels(r: number, w: Float64Array, into: Float64Array): void {
    const { piece, near, reach, inverseNorm } = this;
    const all = piece.features?.products(w);
    if (all === undefined) this.distances(w, into);
    else for (const unit of near) into[unit] = (piece.active[unit] === 1 ? all[unit]! : -all[unit]!) * inverseNorm[unit]!;
    if (piece.sliding.length === 0) return;
    for (const unit of piece.sliding) into[unit] = Number.POSITIVE_INFINITY;
    this.measureReach(w);
    for (const unit of near) if (reach[unit] !== 0) into[unit]! -= reach[unit]! * inverseNorm[unit]!;
    holdingLevels(piece, r, w, into, piece.units);
  }

  /** Of W the distances of the watched units from their kinks; of a derivative of W by r, that of the distances. */
  distances(vector: Float64Array, into: Float64Array): void {
    const { piece, near, inverseNorm, products } = this;
    const { active, features } = piece;
    features?.sums.dots(near, near.length, vector, products);
    for (let at = 0; at < near.length; at++) {
      const unit = near[at]!;
      const along = (features === undefined ? piece.alongNormal(unit, vector) : products[at]!) * inverseNorm[unit]!;
      into[unit] = active[unit] === 1 ? along : -along;
    }
  }
}
