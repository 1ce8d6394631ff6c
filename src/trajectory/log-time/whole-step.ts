/** Which whole step of gradient descent is the first to find a unit beyond its kink. */

import { exp, log } from '../../numerics/elementary.js';
import { largest, smallest } from '../../numerics/lists.js';
import { WHOLE } from './motion.js';
import type { Hit, Trials } from './trials.js';

/** Trials before plain bisection. */
const MOST_GUESSES = 20;

/**
 * The first whole step after the start that finds one of some units beyond its kink, looked for up to the first one after the local
 * reading `until`. Every trial tells how many steps ago a kink was passed, or how many are left.
 *
 * @param guess - local reading at which the first kink is expected.
 */
export function firstWholeStep(trials: Trials, crossing: readonly number[], until: number, guess: number): Hit | undefined {
  const { motion, levels, rates, rounding } = trials;
  let low = Math.floor(exp(motion.r) + WHOLE);
  let high = Math.ceil(exp(until) - WHOLE) + 1;
  let found: Hit | undefined;
  let k = Math.floor(exp(guess)) + 1;
  for (let guesses = 1; high - low > 1; guesses++) {
    k = guesses > MOST_GUESSES ? (low + high) >> 1 : Math.min(Math.max(k, low + 1), high - 1);
    const r = log(k);
    trials.go(r);
    const beyond = crossing.filter((at) => levels[at]! < -rounding);
    // A level changes by rate / k in one step.
    const steps = (at: number): number => (rates[at]! < 0 ? (k * levels[at]!) / -rates[at]! : Number.POSITIVE_INFINITY);
    if (beyond.length > 0) {
      found = { r, levels: beyond };
      const since = largest(beyond.map((at) => Math.abs(steps(at))));
      if (since <= 1) return found;
      high = k;
      k = Number.isFinite(since) ? k - Math.floor(since) : (low + high) >> 1;
    } else {
      const ahead = smallest(crossing.map(steps));
      low = k;
      k = Number.isFinite(ahead) ? k + Math.floor(ahead) + 1 : (low + high) >> 1;
    }
  }
  if (found !== undefined) trials.go(found.r);
  return found;
}
