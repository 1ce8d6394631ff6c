/** What happens when units reach their kinks: they cross, are thrown back, or begin to slide. */

import { exp } from '../../numerics/elementary.js';
import type { Chronicle } from './chronicle.js';
import { logPull, pullLimit, settleKinks } from './kinks.js';
import { type Motion, Undecided } from './motion.js';

/** Beyond ln t = 25 no step-by-step run can tell the phase of strikes from their average. */
const STRIKES_UNTIL = 25;
/** A strike that throws a preactivation back by less than this is averaged. */
const LEAST_STRIKE = 1e-4;
/** Chatter with a period of fewer steps than this is averaged, where it gets finer with time. */
const FINE_CHATTER = 30;
/** A pull of more than e^5 per unit of the clock is not one that falls like 1/t. */
const UNDECAYING = 5;

/**
 * Puts the trajectory into the mode in which it goes on from the given levels (see `Watch`), at which it stands.
 *
 * @param impacts - strikes to resolve one by one before their average takes over.
 * @returns the units that are about to strike: they are set active, and steps of gradient descent must follow.
 * @throws Undecided when it cannot be told how the motion goes on.
 */
export function changeMode(motion: Motion, levels: readonly number[], chronicle: Chronicle, impacts: number): readonly number[] {
  const { piece } = motion;
  const before = piece.sliding;
  const reached = levels.filter((at) => at < piece.units);
  for (const unit of reached) piece.active[unit] = piece.active[unit] === 1 ? 0 : 1;
  const attracting = reached.filter((unit) => piece.pull(unit) < 0 && attracts(motion, unit, reached));
  for (const unit of reached) {
    if (!attracting.includes(unit)) chronicle.record(motion.s, unit, piece.active[unit] === 1 ? 'activated' : 'deactivated');
  }
  const resolved = chronicle.strikes < impacts && motion.s < STRIKES_UNTIL;
  const striking = resolved ? attracting.filter((unit) => strikes(motion, unit)) : [];
  if (striking.length > 0) {
    for (const unit of attracting) piece.active[unit] = 1;
    for (const unit of striking) chronicle.strike(motion.s, unit);
    return striking;
  }
  if (!settleKinks(piece, [...before, ...attracting], motion.r, motion.w)) {
    throw new Undecided(`no way to go on from ${before.length + attracting.length} kinks reached at once`);
  }
  for (const unit of before) {
    if (!piece.sliding.includes(unit)) chronicle.record(motion.s, unit, piece.active[unit] === 1 ? 'activated' : 'leaves');
  }
  for (const unit of piece.sliding) {
    if (before.includes(unit)) continue;
    // The sawtooth of strikes runs from the kink to one pull below it; the motion slides along its middle.
    piece.addNormal(unit, -0.5 * exp(logPull(piece, unit, 0, motion.w)), motion.w);
    chronicle.record(motion.s, unit, 'slides');
  }
  return [];
}

/** True when the velocities on both sides of a unit's kink point at it. */
function attracts(motion: Motion, unit: number, reached: readonly number[]): boolean {
  const { piece, w, r } = motion;
  const held = reached.map((other) => piece.active[other]!);
  for (const other of reached) if (piece.pull(other) < 0) piece.active[other] = 0;
  piece.setMode(piece.sliding);
  const velocity = new Float64Array(piece.dimension);
  piece.velocity(r, w, velocity);
  const drift = piece.alongNormal(unit, velocity);
  const limit = pullLimit(piece, unit, r, w) * piece.squareNorm(unit);
  reached.forEach((other, at) => {
    piece.active[other] = held[at]!;
  });
  return drift > 0 && drift < limit;
}

/**
 * True when a unit is thrown back from its kink by a finite distance, which it then takes many steps to regain. Where
 * other neurons act on the sample too, its pull per step falls like 1/t and the chatter becomes too fine to follow.
 */
function strikes(motion: Motion, unit: number): boolean {
  const { piece, w, r } = motion;
  const thrown = exp(logPull(piece, unit, 0, w)) * piece.squareNorm(unit);
  if (!(thrown > LEAST_STRIKE)) return false;
  if (!piece.isPulledElsewhere(unit) || logPull(piece, unit, r, w) > UNDECAYING) return true;
  const drift = piece.alongNormal(unit, piece.freeVelocity(r, w));
  return thrown > FINE_CHATTER * drift * exp(-r);
}
