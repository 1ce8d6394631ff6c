/**
 * Motion along kinks (Filippov's sliding modes).
 *
 * A unit whose kink attracts (y_i v_k < 0) pushes the motion back as soon as it becomes active. On such kinks
 * the velocity is v_free - sum_u theta_u N_u with 0 <= theta_u <= the unit's full pull: the box-constrained projection of
 * the free velocity, whose optimality conditions say on which side of each kink the motion goes on.
 */

import { exp, log } from '../../numerics/elementary.js';
import { append, largest } from '../../numerics/lists.js';
import { logAddExp } from '../../numerics/log-sum.js';
import { factorLu, solveLu } from '../../numerics/lu.js';
import type { Piece } from './piece.js';

/** More kinks at once than this are not resolved. */
const MOST_KINKS = 64;
/** Most changes of mind about a side. */
const MOST_MOVES = 10_000;

/** A pull beyond e^50 holds any velocity that the engine accepts. */
const UNLIMITED = 50;

/** ln of the unit's pull at the kink, per unit of r: c_i |y_i v_k (1 - a)|. */
function logPull(piece: Piece, unit: number, r: number, w: Float64Array): number {
  return piece.logForce(piece.sampleOf(unit), r, w) + log(Math.abs(piece.pull(unit)));
}

/** ln of the pull of all units on the kink of one of them, as a multiple of its normal: its companions' strikes throw with its own. */
export function logKinkPull(piece: Piece, unit: number, r: number, w: Float64Array): number {
  const own = logPull(piece, unit, r, w);
  const companions = piece.companionsOf(unit);
  if (companions.length === 0) return own;
  const pulls = companions.map((other) => logPull(piece, other, r, w) + 0.5 * log(piece.squareNorm(other) / piece.squareNorm(unit)));
  return pulls.reduce(logAddExp, own);
}

/** The pull of a unit's kink, or Infinity where nothing can match it. */
export function pullLimit(piece: Piece, unit: number, r: number, w: Float64Array): number {
  const size = logKinkPull(piece, unit, r, w);
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
  if (m === 1) {
    const [unit] = units as readonly [number];
    return piece.squareNorm(unit) > 0 ? Float64Array.of(piece.alongNormal(unit, free) / piece.squareNorm(unit)) : undefined;
  }
  const gram = new Float64Array(m * m);
  const theta = new Float64Array(m);
  const normal = new Float64Array(piece.dimension);
  for (const [a, unit] of units.entries()) {
    normal.fill(0);
    piece.addNormal(unit, 1, normal);
    for (const [b, other] of units.entries()) gram[a * m + b] = piece.alongNormal(other, normal);
    theta[a] = piece.alongNormal(unit, free);
  }
  const diagonal = gram.filter((_, at) => at % (m + 1) === 0);
  const pivots = new Int32Array(m);
  if (!factorLu(gram, m, pivots)) return undefined;
  for (let a = 0; a < m; a++) if (Math.abs(gram[a * m + a]!) < 1e-12 * largest(diagonal)) return undefined;
  solveLu(gram, m, pivots, theta);
  return theta;
}

/** On which side of its kink a unit goes on. */
type Side = 'slides' | 'inactive' | 'active';

/** A unit on its kink, its pull at most, and how it goes on as far as is known. */
interface Kink {
  readonly unit: number;
  readonly limit: number;
  /** Rounding error of its drift without pulls. */
  readonly rounding: number;
  side: Side;
}

/** A drift this small a part of the forces that make it is rounding. */
const ROUNDING = 1e-11;

/**
 * What drives some units of one neuron to their kinks and what can hold them, as multiples of e^scale. The scale is that of the
 * forces that move these units: other forces, of this neuron or of others, may be larger beyond float64's reach.
 */
interface Drive {
  /** Velocity without the pulls of these units; of other neurons 0. */
  readonly free: Float64Array;
  readonly scale: number;
  /** By unit: its pull at most, Infinity where nothing can match it; and the rounding error of its drift. */
  readonly limits: readonly number[];
  readonly rounding: readonly number[];
}

/** The drive of units of one neuron, none of which is active; undefined where no force moves any of them. */
function driveOf(piece: Piece, units: readonly number[], r: number, w: Float64Array): Drive | undefined {
  const normals = units.map((unit) => {
    const normal = new Float64Array(piece.dimension);
    piece.addNormal(unit, 1, normal);
    return normal;
  });
  const { free, scale, sizes } = piece.forceAlong(normals, r, w);
  if (scale === Number.NEGATIVE_INFINITY) return undefined;
  const limits = units.map((unit) => {
    const size = logKinkPull(piece, unit, r, w) - scale;
    return size > UNLIMITED ? Number.POSITIVE_INFINITY : exp(size);
  });
  return { free, scale, limits, rounding: sizes.map((size) => ROUNDING * size) };
}

/** Units by neuron. */
function byNeuron(piece: Piece, units: readonly number[]): readonly (readonly number[])[] {
  if (piece.neurons === 1) return units.length === 0 ? [] : [units];
  const groups = new Map<number, number[]>();
  for (const unit of units) {
    const neuron = unit % piece.neurons;
    const group = groups.get(neuron);
    if (group === undefined) groups.set(neuron, [unit]);
    else group.push(unit);
  }
  return [...groups.values()];
}

/**
 * Of each sliding unit theta and what its pull has to spare, relative to the forces that drive its neuron's units to their kinks.
 *
 * @param into - two entries by sliding unit, from `first` on; NaN where the normals are linearly dependent.
 */
export function holdingLevels(piece: Piece, r: number, w: Float64Array, into: Float64Array, first: number): void {
  for (const units of byNeuron(piece, piece.sliding)) {
    const drive = driveOf(piece, units, r, w);
    const theta = drive === undefined ? new Float64Array(units.length) : multipliers(piece, units, drive.free);
    units.forEach((unit, at) => {
      const entry = first + 2 * piece.sliding.indexOf(unit);
      into[entry] = theta?.[at] ?? Number.NaN;
      into[entry + 1] = (drive?.limits[at] ?? 0) - (theta?.[at] ?? 0);
    });
  }
}

/**
 * theta of sliding units of one neuron for one step, as a multiple of e^scale; undefined where no force moves any of them, or their
 * normals are linearly dependent.
 */
export function stepMultipliers(
  piece: Piece,
  units: readonly number[],
  w: Float64Array,
): { readonly theta: Float64Array; readonly scale: number } | undefined {
  const drive = driveOf(piece, units, 0, w);
  const theta = drive === undefined ? undefined : multipliers(piece, units, drive.free);
  return drive === undefined || theta === undefined ? undefined : { theta, scale: drive.scale };
}

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
  for (const unit of units) setSide(piece, unit, 0);
  piece.setMode([]);
  if (units.length === 0) return true;
  // Of the units on one kink the first stands for all.
  const kinks = units.filter(
    (unit, at) => !piece.companionsOf(unit).some((other) => units.indexOf(other) >= 0 && units.indexOf(other) < at),
  );
  if (kinks.length > MOST_KINKS) return false;
  const settled: Kink[] = [];
  for (const group of byNeuron(piece, kinks)) {
    const kinks = settleNeuron(piece, group, r, w);
    if (kinks === undefined) return false;
    append(settled, kinks);
  }
  for (const { unit, side } of settled) setSide(piece, unit, side === 'active' ? 1 : 0);
  piece.setMode(settled.filter(({ side }) => side === 'slides').map(({ unit }) => unit));
  return true;
}

/** Puts a unit and its companions on one side of their kink. */
function setSide(piece: Piece, unit: number, side: 0 | 1): void {
  piece.active[unit] = side;
  for (const other of piece.companionsOf(unit)) piece.active[other] = side;
}

/** The sides of units of one neuron; undefined when no answer is found. */
function settleNeuron(piece: Piece, units: readonly number[], r: number, w: Float64Array): readonly Kink[] | undefined {
  const drive = driveOf(piece, units, r, w);
  if (drive === undefined) return units.map((unit): Kink => ({ unit, limit: 0, rounding: 0, side: 'inactive' }));
  const kinks = units.map((unit, at): Kink => ({ unit, limit: drive.limits[at]!, rounding: drive.rounding[at]!, side: 'inactive' }));
  for (let move = 0; move < MOST_MOVES; move++) {
    const better = firstImprovement(piece, kinks, drive.free);
    if (better === 'impossible') return undefined;
    if (better === 'none') return kinks;
    better.kink.side = better.side;
  }
  return undefined;
}

/** The first unit that cannot go on as it does under the velocity that these sides give, and what it does instead. */
function firstImprovement(
  piece: Piece,
  kinks: readonly Kink[],
  free: Float64Array,
): { readonly kink: Kink; readonly side: Side } | 'none' | 'impossible' {
  const velocity = Float64Array.from(free);
  for (const { unit, limit, side } of kinks) if (side === 'active') piece.addNormal(unit, -limit, velocity);
  const sliding = kinks.filter(({ side }) => side === 'slides');
  const theta = multipliers(
    piece,
    sliding.map(({ unit }) => unit),
    velocity,
  );
  if (theta === undefined) return 'impossible';
  const held = new Map(sliding.map((kink, at) => [kink, theta[at]!]));
  for (const [{ unit }, force] of held) piece.addNormal(unit, -force, velocity);
  for (const kink of kinks) {
    const { unit, limit, side } = kink;
    const force = held.get(kink);
    const rounding = kink.rounding + ROUNDING * pullsOnto(piece, kink, kinks, held);
    if (force !== undefined) {
      if (force > limit) return { kink, side: 'active' };
      // A unit that is just let go has theta = 0 up to rounding: it does not slide.
      if (force * piece.squareNorm(unit) <= 0.5 * rounding) return { kink, side: 'inactive' };
    } else {
      const drift = piece.alongNormal(unit, velocity);
      if (side === 'inactive' ? drift > rounding : drift < -rounding) return { kink, side: 'slides' };
    }
  }
  return 'none';
}

/** Sum of the sizes of what the other units' pulls add to the drift of a unit. */
function pullsOnto(piece: Piece, { unit }: Kink, kinks: readonly Kink[], held: ReadonlyMap<Kink, number>): number {
  const normal = new Float64Array(piece.dimension);
  piece.addNormal(unit, 1, normal);
  let sum = 0;
  for (const other of kinks) {
    const force = other.side === 'active' ? other.limit : (held.get(other) ?? 0);
    if (other.unit !== unit && force !== 0) sum += Math.abs(force * piece.alongNormal(other.unit, normal));
  }
  return sum;
}
