/**
 * How far chatter on kinks carries the preactivations of other units: its average may be followed only while no kink but its own
 * is in reach, since a strike that turns another sample on or off sets forces free that the average does not know of.
 */

import { exp } from '../../numerics/elementary.js';
import { largest, smallest } from '../../numerics/lists.js';
import { factorLu, solveLu } from '../../numerics/lu.js';
import { chatterBall, farthestInBall } from './chatter-ball.js';
import { logKinkPull, stepMultipliers } from './kinks.js';
import type { Piece } from './piece.js';

/** A strike is longer by e^overshoot where other strikes lift its sample over the kink first; beyond this no bound is given. */
const LARGEST_OVERSHOOT = 30;

/** On so many kinks of one neuron, and fewer, the reach hangs on nothing but their normals and strikes. */
const FEW = 2;

/**
 * Largest change of w_k.x_i by the chatter on the sliding kinks, by unit; 0 for units of neurons that do not slide. By the lemmas of
 * docs/explanation/log-time.md.
 *
 * @param into - by unit; Infinity where no bound is found.
 */
export function chatterReach(piece: Piece, w: Float64Array, into: Float64Array): void {
  into.fill(0);
  for (let k = 0; k < piece.neurons; k++) {
    const units = piece.sliding.filter((unit) => unit % piece.neurons === k);
    if (units.length > 0) reachOfNeuron(piece, units, k, w, into);
  }
}

/** Whether the reach changes with the forces that drive a single ReLU neuron to these kinks, and not only with the kinks. */
export function reachHangsOnDrift(units: readonly number[]): boolean {
  return units.length > FEW;
}

function reachOfNeuron(piece: Piece, units: readonly number[], k: number, w: Float64Array, into: Float64Array): void {
  const m = units.length;
  const normals = units.map((unit) => normalOf(piece, unit));
  const gram = Float64Array.from({ length: m * m }, (_, at) => piece.alongNormal(units[at % m]!, normals[Math.floor(at / m)]!));
  const pulls = Float64Array.from(units, (unit) => exp(logKinkPull(piece, unit, 0, w)));
  const reach = m <= FEW ? reachOfFew(gram, pulls) : reachOfMany(piece, units, gram, pulls, w);
  const along = new Float64Array(m);
  for (let unit = k; unit < piece.units; unit += piece.neurons) {
    if (units.includes(unit) || units.some((one) => piece.companionsOf(one).includes(unit))) continue;
    for (let j = 0; j < m; j++) along[j] = piece.alongNormal(unit, normals[j]!);
    if (along.every((value) => value === 0)) continue;
    into[unit] = reach?.(along, piece.active[unit] === 1 ? -1 : 1) ?? Number.POSITIVE_INFINITY;
  }
}

/** Largest rise, or for -1 fall, of w.x by chatter, by the products of x with the struck samples, which may be overwritten. */
type Reach = (along: Float64Array, direction: 1 | -1) => number;

/**
 * On one kink and on two, the height above each stays within one strike of its own and one of the other, each enlarged by what the other
 * may lift it first.
 */
function reachOfFew(gram: Float64Array, pulls: Float64Array): Reach | undefined {
  const m = pulls.length;
  const lifted = pulls.map((pull, l) => {
    const lift = pulls.reduce((sum, other, j) => sum + other * Math.max(0, -gram[l * m + j]!), 0);
    return lift > LARGEST_OVERSHOOT ? Number.POSITIVE_INFINITY : pull * exp(lift);
  });
  // A step's drift above the kink is less than the strike that answers it.
  const widths = pulls.map((_, j) => lifted.reduce((sum, pull, l) => sum + pull * Math.abs(gram[l * m + j]!), 0));
  const pivots = new Int32Array(m);
  if (!factorLu(gram, m, pivots)) return undefined;
  return (along) => {
    solveLu(gram, m, pivots, along);
    return along.reduce((sum, value, j) => sum + Math.abs(value) * widths[j]!, 0);
  };
}

/** On more, w stays within a ball of the samples' span. */
function reachOfMany(piece: Piece, units: readonly number[], gram: Float64Array, pulls: Float64Array, w: Float64Array): Reach | undefined {
  const held = stepMultipliers(piece, units, w);
  if (held === undefined) return undefined;
  /** Lengths of the samples on a kink over that of the unit's own. */
  const lengths = units.map((unit) => [
    1,
    ...piece.companionsOf(unit).map((other) => Math.sqrt(piece.squareNorm(other) / piece.squareNorm(unit))),
  ]);
  const ball = chatterBall({
    gram,
    pulls,
    slowest: Float64Array.from(lengths, smallest),
    fastest: Float64Array.from(lengths, largest),
    theta: held.theta,
    perStep: exp(held.scale),
  });
  if (ball === undefined) return undefined;
  const heights = Float64Array.from(units, (unit) => piece.alongNormal(unit, w));
  return (along, direction) => farthestInBall(ball, heights, along, direction);
}

/** A unit whose kink the chatter on the sliding kinks can carry it to; undefined where all are out of reach. */
export function unitInReach(piece: Piece, w: Float64Array): number | undefined {
  if (piece.sliding.length === 0) return undefined;
  const reach = new Float64Array(piece.units);
  chatterReach(piece, w, reach);
  for (let unit = 0; unit < piece.units; unit++) {
    if (reach[unit] === 0 || piece.pull(unit) === 0 || piece.squareNorm(unit) === 0) continue;
    if (!(Math.abs(piece.alongNormal(unit, w)) > reach[unit]!)) return unit;
  }
  return undefined;
}

/** Those of some units that are at a distance from their kinks, within reach of the chatter on the sliding ones. */
export function reachedByChatter(piece: Piece, w: Float64Array, units: readonly number[]): readonly number[] {
  const reach = new Float64Array(piece.units);
  chatterReach(piece, w, reach);
  return units.filter((unit) => reach[unit] !== 0);
}

function normalOf(piece: Piece, unit: number): Float64Array {
  const normal = new Float64Array(piece.dimension);
  piece.addNormal(unit, 1, normal);
  return normal;
}
