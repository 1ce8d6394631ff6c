/** What happens when units reach their kinks: they cross, are thrown back, or begin to slide. */

import { exp } from '../../numerics/elementary.js';
import { average, moveToMiddle } from './average.js';
import type { Chronicle } from './chronicle.js';
import { logKinkPull, pullLimit } from './kinks.js';
import { type Motion, UndecidedAtKinks } from './motion.js';
import type { Piece } from './piece.js';
import { chatterReach, reachedByChatter } from './reach.js';

/** Beyond ln t = 25 no step-by-step run can tell the phase of strikes from their average. */
const STRIKES_UNTIL = 25;
/** Most strikes that are resolved one by one where their average does not hold. */
export const MOST_STRIKES = 10_000;
/** A strike that throws a preactivation back by less than this is averaged. */
const LEAST_STRIKE = 1e-4;
/** Chatter with a period of fewer steps than this is averaged, where it gets finer with time. */
const FINE_CHATTER = 30;
/** A pull of more than e^5 per unit of the clock is not one that falls like 1/t. */
const UNDECAYING = 5;

/** Strikes to resolve one by one, whatever their average says. */
export interface Owed {
  /** Up to this ln t, and this number of strikes. */
  readonly until: number;
  readonly strikes: number;
}

/**
 * Puts the trajectory into the mode in which it goes on from the given levels (see `Watch`), at which it stands.
 *
 * @param impacts - strikes to resolve one by one before their average takes over.
 * @param owed - strikes to resolve beyond that.
 * @returns the units that are about to strike: they are set active, and steps of gradient descent must follow.
 * @throws Undecided when it cannot be told how the motion goes on.
 */
export function changeMode(
  motion: Motion,
  levels: readonly number[],
  chronicle: Chronicle,
  impacts: number,
  owed: Owed,
): readonly number[] {
  const { piece } = motion;
  const before = piece.sliding;
  const overshoot = piece.overshoot(motion.r, motion.w);
  const reached = levels.filter((at) => at < piece.units);
  const carried = before.length === 0 ? [] : reachedByChatter(piece, motion.w, reached);
  const crossing = reached.filter((unit) => !carried.includes(unit));
  for (const unit of crossing) piece.active[unit] = piece.active[unit] === 1 ? 0 : 1;
  const attracting = crossing.filter((unit) => piece.pull(unit) < 0 && attracts(motion, unit, crossing));
  for (const unit of crossing) {
    if (!attracting.includes(unit)) chronicle.record(motion.s, unit, piece.active[unit] === 1 ? 'activated' : 'deactivated');
  }
  const striking = attracting.filter((unit) => strikes(motion, unit));
  // What comes to its kink from the active side has been struck already: its next step is one without its pull.
  const rising = attracting.filter((unit) => piece.active[unit] === 1);
  const strike = (units: readonly number[]): readonly number[] => {
    piece.setMode(before);
    const struck = units.filter((unit) => rising.includes(unit));
    for (const unit of struck) chronicle.strike(motion.s, unit);
    return struck;
  };
  const countable = motion.s < STRIKES_UNTIL;
  if (striking.length > 0 && chronicle.strikes < impacts && countable) return strike(striking);
  // Chatter as fine as steps can be followed too, by steps.
  const resolvable = striking.length === 0 && countable ? attracting : striking;
  const isOwed = chronicle.strikes < MOST_STRIKES && (motion.s <= owed.until || chronicle.strikes < owed.strikes);
  if (resolvable.length > 0 && isOwed) return strike(resolvable);
  const held = Uint8Array.from(piece.active);
  const patience = before.length > 0 || resolvable.length === 0 || impacts === 0 ? 0 : MOST_STRIKES - chronicle.strikes;
  const obstacle = average(motion, [...before, ...attracting], carried, striking.length === 0 ? 0 : patience);
  if (obstacle !== undefined) {
    if (patience <= 0) throw carriedOver(piece, motion.w, obstacle, chronicle.strikes);
    piece.active.set(held);
    piece.setMode([]);
    return strike(resolvable);
  }
  for (const unit of before) {
    if (piece.sliding.includes(unit)) continue;
    for (const one of [unit, ...piece.companionsOf(unit)])
      chronicle.record(motion.s, one, piece.active[one] === 1 ? 'activated' : 'leaves');
  }
  if (before.some((unit) => !piece.sliding.includes(unit))) motion.toMeanIterate(overshoot);
  const begun = piece.sliding.filter((unit) => !before.includes(unit));
  moveToMiddle(motion);
  for (const unit of begun) for (const one of [unit, ...piece.companionsOf(unit)]) chronicle.record(motion.s, one, 'slides');
  return [];
}

function carriedOver(piece: Piece, w: Float64Array, unit: number, strikesSoFar: number): UndecidedAtKinks {
  const neuron = piece.neurons === 1 ? '' : ` of neuron ${(unit % piece.neurons) + 1}`;
  const kinks = piece.sliding.filter((other) => other % piece.neurons === unit % piece.neurons).length;
  const reach = new Float64Array(piece.units);
  chatterReach(piece, w, reach);
  const how =
    reach[unit] === Number.POSITIVE_INFINITY
      ? `no bound is found for how far chatter on ${kinks} kinks${neuron} carries other samples`
      : `chatter on other kinks can carry sample ${piece.sampleOf(unit) + 1} over its kink${neuron}`;
  return new UndecidedAtKinks(`${how}, so that no average holds after ${strikesSoFar} strikes`);
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
  const thrown = exp(logKinkPull(piece, unit, 0, w)) * piece.squareNorm(unit);
  if (!(thrown > LEAST_STRIKE)) return false;
  if (!piece.isPulledElsewhere(unit) || logKinkPull(piece, unit, r, w) > UNDECAYING) return true;
  const drift = piece.alongNormal(unit, piece.freeVelocity(r, w));
  return thrown > FINE_CHATTER * drift * exp(-r);
}
