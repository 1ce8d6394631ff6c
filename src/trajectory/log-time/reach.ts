/**
 * How far chatter on kinks carries the preactivations of other units: its average may be followed only while no kink but its own
 * is in reach, since a strike that turns another sample on or off sets forces free that the average does not know of.
 */

import { exp } from '../../numerics/elementary.js';
import { factorLu, solveLu } from '../../numerics/lu.js';
import { logKinkPull } from './kinks.js';
import type { Piece } from './piece.js';

/** A strike is longer by e^overshoot where other strikes lift its sample over the kink first; beyond this no bound is given. */
const LARGEST_OVERSHOOT = 30;

/** Chatter on more kinks of one neuron than this has no bound that is proved: it is not averaged. */
export const MOST_BOUNDED = 2;

/**
 * Largest change of w_k.x_i by the chatter on the sliding kinks, by unit; 0 for units of neurons that do not slide.
 *
 * On one kink and on two, the height above each kink stays within one strike of its own and one of the other, each enlarged by what the
 * other may lift it first: the lemma of docs/explanation/log-time.md.
 *
 * @param into - by unit; Infinity where no bound is found, as on three kinks.
 */
export function chatterReach(piece: Piece, w: Float64Array, into: Float64Array): void {
  into.fill(0);
  for (let k = 0; k < piece.neurons; k++) {
    const units = piece.sliding.filter((unit) => unit % piece.neurons === k);
    if (units.length > 0) reachOfNeuron(piece, units, k, w, into);
  }
}

function reachOfNeuron(piece: Piece, units: readonly number[], k: number, w: Float64Array, into: Float64Array): void {
  const m = units.length;
  const normals = units.map((unit) => normalOf(piece, unit));
  const gram = Float64Array.from({ length: m * m }, (_, at) => piece.alongNormal(units[at % m]!, normals[Math.floor(at / m)]!));
  const pulls = units.map((unit) => exp(logKinkPull(piece, unit, 0, w)));
  const lifted = pulls.map((pull, l) => {
    const lift = pulls.reduce((sum, other, j) => sum + other * Math.max(0, -gram[l * m + j]!), 0);
    return lift > LARGEST_OVERSHOOT ? Number.POSITIVE_INFINITY : pull * exp(lift);
  });
  // A step's drift above the kink is less than the strike that answers it.
  const widths = units.map((_, j) => lifted.reduce((sum, pull, l) => sum + pull * Math.abs(gram[l * m + j]!), 0));
  const pivots = new Int32Array(m);
  const regular = m <= MOST_BOUNDED && factorLu(gram, m, pivots);
  const share = new Float64Array(m);
  for (let unit = k; unit < piece.units; unit += piece.neurons) {
    if (units.includes(unit) || units.some((one) => piece.companionsOf(one).includes(unit))) continue;
    for (let j = 0; j < m; j++) share[j] = piece.alongNormal(unit, normals[j]!);
    if (share.every((value) => value === 0)) continue;
    if (regular) solveLu(gram, m, pivots, share);
    into[unit] = regular ? share.reduce((sum, value, j) => sum + Math.abs(value) * widths[j]!, 0) : Number.POSITIVE_INFINITY;
  }
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
