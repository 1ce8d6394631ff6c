/** Finds the first change of mode within a step of the flow. */

import { type Motion, Undecided } from './motion.js';
import type { Levels, Watch } from './watch.js';

/** A moment h after the start of a step at which a level is zero up to rounding. */
export interface Hit {
  readonly h: number;
  readonly w: Float64Array;
  readonly level: number;
}

/** Takes trial steps: `attempt(h)` leaves the end in `next` and returns Infinity where it fails. */
interface Trials {
  readonly next: Float64Array;
  attempt(h: number): number;
}

/**
 * The first change of mode within the step of length h just tried; the trial is left as it was when there is none.
 *
 * Levels are taken at both ends, and between them as cubics through their end values and end rates, so that a unit that
 * dips through its kink and back within one step is seen. The place is then found with steps of its own.
 *
 * @throws Undecided when the place cannot be found.
 */
export function firstHit(motion: Motion, watch: Watch, trials: Trials, h: number): Hit | undefined {
  const { piece, w, r } = motion;
  const start = watch.levels(r, w);
  const end = watch.levels(r + h, trials.next);
  const rounding = watch.rounding(w);
  const startRates = watch.rates(r, w);
  const endRates = watch.rates(r + h, trials.next);
  const crossing: number[] = [];
  const dipping: number[] = [];
  let dipAt = h;
  let guess = h;
  for (let at = 0; at < start.length; at++) {
    if (Number.isNaN(end[at]!)) throw new Undecided('the normals of the sliding kinks became linearly dependent');
    if (end[at]! < -rounding) {
      crossing.push(at);
      if (at < piece.units && start[at]! > 0)
        guess = Math.min(guess, h * cubicRoot(start[at]!, h * startRates[at]!, end[at]!, h * endRates[at]!));
    } else if (at < piece.units && start[at]! > 0) {
      const dip = insideMinimum(start[at]!, h * startRates[at]!, end[at]!, h * endRates[at]!);
      if (dip === undefined || dip.value > -100 * rounding) continue;
      dipping.push(at);
      dipAt = Math.min(dipAt, dip.at * h);
    }
  }
  if (dipping.length > 0) {
    const dip = locate(motion, watch, trials, [...crossing, ...dipping], start, dipAt, guess);
    if (dip !== undefined) return dip;
    trials.attempt(h);
  }
  return crossing.length === 0 ? undefined : locate(motion, watch, trials, crossing, start, h, guess);
}

/**
 * Where the least of some levels passes zero in (0, until], by regula falsi (Illinois) on steps, first of all at the
 * guess; undefined if it is positive at `until`.
 */
function locate(
  motion: Motion,
  watch: Watch,
  trials: Trials,
  crossing: readonly number[],
  start: Levels,
  until: number,
  guess: number,
): Hit | undefined {
  const { r } = motion;
  const rounding = watch.rounding(motion.w);
  const least = (levels: Levels): number => Math.min(...crossing.map((at) => levels[at]!));
  const levelAfter = (h: number): number => {
    if (trials.attempt(h) === Number.POSITIVE_INFINITY) throw new Undecided('the integrator failed next to a kink');
    return least(watch.levels(r + h, trials.next));
  };
  let low = 0;
  let lowLevel = least(start);
  let high = until;
  let highLevel = levelAfter(until);
  if (highLevel > 0) return undefined;
  let found: Hit = { h: high, w: Float64Array.from(trials.next), level: highLevel };
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
    if (Math.abs(level) < Math.abs(found.level)) found = { h, w: Float64Array.from(trials.next), level };
  }
  if (Math.abs(found.level) > 1e-6) throw new Undecided('a change of mode could not be located');
  return found;
}

/** A root in (0, 1) of the cubic with the given end values, y0 > 0 > y1, and end slopes. */
function cubicRoot(y0: number, slope0: number, y1: number, slope1: number): number {
  const a = 2 * (y0 - y1) + slope0 + slope1;
  const b = 3 * (y1 - y0) - 2 * slope0 - slope1;
  let low = 0;
  let high = 1;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (y0 + middle * (slope0 + middle * (b + middle * a)) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Least value inside (0, 1) of the cubic with the given end values and end slopes, and its place; undefined when it has no minimum inside. */
function insideMinimum(y0: number, slope0: number, y1: number, slope1: number): { at: number; value: number } | undefined {
  // y(u) = y0 + slope0 u + b u^2 + a u^3
  const a = 2 * (y0 - y1) + slope0 + slope1;
  const b = 3 * (y1 - y0) - 2 * slope0 - slope1;
  const discriminant = b * b - 3 * a * slope0;
  if (!(discriminant > 0)) return undefined;
  // The root of the derivative where the second derivative is positive, written without cancellation.
  const root = Math.sqrt(discriminant);
  const at = b > 0 ? -slope0 / (b + root) : (root - b) / (3 * a);
  if (!(at > 0 && at < 1)) return undefined;
  return { at, value: y0 + at * (slope0 + at * (b + at * a)) };
}
