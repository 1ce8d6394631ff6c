/** Finds the first change of mode within a step of the flow. */

import { smallest } from '../../numerics/lists.js';
import { insideMinimum, rootBetween } from './cubic.js';
import { COUNTABLE, Undecided, UndecidedAtKinks } from './motion.js';
import type { Hit, Trials } from './trials.js';
import { firstWholeStep } from './whole-step.js';

/**
 * The first change of mode within the step to the local reading `to` just tried; none when undefined, and then the last trial
 * may be another.
 *
 * Levels are taken at both ends, and between them as cubics through their end values and end rates, so that a unit that
 * dips through its kink and back within one step is seen. The place is then found with steps of its own. As long as
 * steps can be counted, a unit's change comes with the first whole step that finds it beyond its kink.
 *
 * @throws Undecided when the place cannot be found.
 */
export function firstHit(trials: Trials, to: number): Hit | undefined {
  trials.go(to);
  const { start, startRates, levels, rates, rounding, motion, watched } = trials;
  const { units } = motion.piece;
  const h = to - motion.r;
  const crossing: number[] = [];
  const dipping: number[] = [];
  let dipAt = h;
  let guess = h;
  for (let k = 0; k < watched.length; k++) {
    const at = watched[k]!;
    const end = levels[at]!;
    if (Number.isNaN(end)) throw new UndecidedAtKinks('the normals of the sliding kinks became linearly dependent');
    const isUnit = at < units && start[at]! > 0 && start[at]! < Number.POSITIVE_INFINITY;
    if (end < -rounding) {
      crossing.push(at);
      if (isUnit) guess = Math.min(guess, h * rootBetween(start[at]!, h * startRates[at]!, end, h * rates[at]!));
    } else if (isUnit && (startRates[at]! < 0 || rates[at]! > 0)) {
      const dip = insideMinimum(start[at]!, h * startRates[at]!, end, h * rates[at]!);
      if (dip === undefined || dip.value > -100 * rounding) continue;
      dipping.push(at);
      dipAt = Math.min(dipAt, dip.at * h);
    }
  }
  const dip = dipping.length === 0 ? undefined : place(trials, [...crossing, ...dipping], dipAt, guess);
  if (dip !== undefined) return dip;
  return crossing.length === 0 ? undefined : place(trials, crossing, h, guess);
}

/** Where the first of some levels passes zero in (0, until]; undefined when none has at `until`, or when no whole step sees it. */
function place(trials: Trials, crossing: readonly number[], until: number, guess: number): Hit | undefined {
  const { r, piece } = trials.motion;
  const countable = r + until <= COUNTABLE && crossing.every((at) => at < piece.units);
  return countable ? firstWholeStep(trials, crossing, r + until, r + guess) : zero(trials, crossing, until, guess);
}

/**
 * Where the least of some levels passes zero in (0, until], by regula falsi (Illinois) on steps, first of all at the
 * guess; undefined if it is positive at `until`.
 */
function zero(trials: Trials, crossing: readonly number[], until: number, guess: number): Hit | undefined {
  const { rounding, start, motion } = trials;
  const { r } = motion;
  const least = (levels: Float64Array): number => smallest(crossing.map((at) => levels[at]!));
  const levelAfter = (h: number): number => {
    trials.go(r + h);
    return least(trials.levels);
  };
  let low = 0;
  let lowLevel = least(start);
  let high = until;
  let highLevel = levelAfter(until);
  if (highLevel > 0) return undefined;
  let found = { h: high, level: highLevel };
  for (let tries = 0; tries < 80 && Math.abs(found.level) > rounding && high - low > 1e-15 * (1 + r); tries++) {
    // A start at or behind the kink gives no secant, so bisect.
    const secant = tries === 0 ? guess : lowLevel > 0 ? low + ((high - low) * lowLevel) / (lowLevel - highLevel) : low;
    const h = secant > low && secant < high ? secant : (low + high) / 2;
    const level = levelAfter(h);
    if (level > 0) {
      if (low > 0) highLevel /= 2;
      low = h;
      lowLevel = level;
    } else {
      if (high < until) lowLevel /= 2;
      high = h;
      highLevel = level;
    }
    if (Math.abs(level) < Math.abs(found.level)) found = { h, level };
  }
  if (Math.abs(found.level) > 1e-6) throw new Undecided('a change of mode could not be located');
  trials.go(r + found.h);
  return { r: r + found.h, levels: trials.near(Math.abs(found.level)) };
}
