/**
 * Motion along kinks (Filippov's sliding modes).
 *
 * A unit whose kink attracts (y_i v_k < 0) pushes the motion back as soon as it becomes active. On such kinks
 * the velocity is v_free - sum_u theta_u N_u with 0 <= theta_u <= the unit's full pull: the box-constrained projection of
 * the free velocity, whose optimality conditions say on which side of each kink the motion goes on.
 */

import { exp, log } from '../../numerics/elementary.js';
import { factorLu, solveLu } from '../../numerics/lu.js';
import { norm } from '../../numerics/vector.js';
import type { Piece } from './piece.js';

/** More kinks at once than this are not resolved. */
const MOST_KINKS = 64;
/** Most changes of mind about a side. */
const MOST_MOVES = 10_000;

/** A pull beyond e^50 holds any velocity that the engine accepts. */
const UNLIMITED = 50;

/** ln of the unit's pull at the kink, per unit of r: c_i |y_i v_k (1 - a)|. */
export function logPull(piece: Piece, unit: number, r: number, w: Float64Array): number {
  return piece.logForce(piece.sampleOf(unit), r, w) + log(Math.abs(piece.pull(unit)));
}

/** The unit's pull, or Infinity where nothing can match it. */
export function pullLimit(piece: Piece, unit: number, r: number, w: Float64Array): number {
  const size = logPull(piece, unit, r, w);
  return size > UNLIMITED ? Number.POSITIVE_INFINITY : exp(size);
}

/**
 * theta of the sliding units: what keeps a velocity on their kinks.
 *
 * @param free - velocity with all of these units inactive.
 * @returns undefined when the normals are linearly dependent.
 */
export function multipliers(piece: Piece, units: readonly number[], free: Float64Array): Float64Array | undefined {
  const m = units.length;
  const gram = new Float64Array(m * m);
  const theta = new Float64Array(m);
  const normal = new Float64Array(piece.dimension);
  for (let a = 0; a < m; a++) {
    normal.fill(0);
    piece.addNormal(units[a]!, 1, normal);
    for (let b = 0; b < m; b++) gram[a * m + b] = piece.alongNormal(units[b]!, normal);
    theta[a] = piece.alongNormal(units[a]!, free);
  }
  const diagonal = units.map((_, a) => gram[a * m + a]!);
  const pivots = new Int32Array(m);
  if (!factorLu(gram, m, pivots)) return undefined;
  for (let a = 0; a < m; a++) if (Math.abs(gram[a * m + a]!) < 1e-12 * Math.max(...diagonal)) return undefined;
  solveLu(gram, m, pivots, theta);
  return theta;
}

/** On which side of its kink a unit goes on. */
type Side = 'slides' | 'inactive' | 'active';

/**
 * Decides for units that sit on attracting kinks which of them slide and which leave to either side, and puts the piece
 * into that mode.
 *
 * The conditions form a linear complementarity problem with bounds, whose matrix is the normals' Gram matrix; it is
 * solved by moving the first unit that violates its condition (Murty's least-index rule, finite for positive definite matrices).
 *
 * @returns false when there are too many kinks, or no answer is found.
 */
export function settleKinks(piece: Piece, units: readonly number[], r: number, w: Float64Array): boolean {
  for (const unit of units) piece.active[unit] = 0;
  piece.setMode([]);
  if (units.length === 0) return true;
  if (units.length > MOST_KINKS) return false;
  const free = piece.freeVelocity(r, w);
  const limits = units.map((unit) => pullLimit(piece, unit, r, w));
  const sides: Side[] = units.map(() => 'inactive');
  for (let move = 0; move < MOST_MOVES; move++) {
    const better = firstImprovement(piece, units, sides, limits, free);
    if (better === 'impossible') return false;
    if (better === 'none') {
      units.forEach((unit, at) => {
        piece.active[unit] = sides[at] === 'active' ? 1 : 0;
      });
      piece.setMode(units.filter((_, at) => sides[at] === 'slides'));
      return true;
    }
    sides[better.at] = better.side;
  }
  return false;
}

/** The first unit that cannot go on as it does under the velocity that these sides give, and what it does instead. */
function firstImprovement(
  piece: Piece,
  units: readonly number[],
  sides: readonly Side[],
  limits: readonly number[],
  free: Float64Array,
): { at: number; side: Side } | 'none' | 'impossible' {
  const velocity = Float64Array.from(free);
  units.forEach((unit, at) => {
    if (sides[at] === 'active') piece.addNormal(unit, -limits[at]!, velocity);
  });
  const sliding = units.filter((_, at) => sides[at] === 'slides');
  const theta = multipliers(piece, sliding, velocity);
  if (theta === undefined) return 'impossible';
  sliding.forEach((unit, at) => {
    piece.addNormal(unit, -theta[at]!, velocity);
  });
  // A unit that is just let go has theta = 0 up to rounding: it does not slide.
  const rounding = 1e-11 * norm(free);
  for (let at = 0, next = 0; at < units.length; at++) {
    const unit = units[at]!;
    if (sides[at] === 'slides') {
      const held = theta[next++]!;
      if (held > limits[at]!) return { at, side: 'active' };
      if (held * piece.squareNorm(unit) <= 0.5 * rounding) return { at, side: 'inactive' };
    } else {
      const drift = piece.alongNormal(unit, velocity);
      if (sides[at] === 'inactive' ? drift > rounding : drift < -rounding) return { at, side: 'slides' };
    }
  }
  return 'none';
}
