/** Steps of gradient descent taken one by one within the log-time engine, where a force is too strong for a flow. */

import { unlessStopped } from '../../numerics/stopping.js';
import type { DescentStep } from './descent-step.js';

/** How a burst ended. */
interface BurstEnd {
  /** `settled`: a flow can go on; `limit`: all allowed steps were taken; `diverged`: a parameter left float64. */
  readonly end: 'settled' | 'limit' | 'diverged';
  readonly steps: number;
}

/** Every step is examined at first, then only every so many. */
const EXAMINED = 16;

/** What a burst is to do. */
interface BurstOptions {
  /** A flow can go on when no step changes a margin by more than this. */
  readonly largest: number;
  /** Number of steps to take before a flow may go on. */
  readonly least: number;
  /** Number of steps after which to stop in any case. */
  readonly limit: number;
  /** Take the first step with the sides that the piece has now, not by sign: for a start on a kink. */
  readonly forced: boolean;
}

/**
 * Steps until a flow can go on, and leaves the piece in the mode of the last iterate.
 *
 * @param w - updated in place.
 */
export function burst(step: DescentStep, w: Float64Array, { largest, least, limit, forced }: BurstOptions): BurstEnd {
  const finish = (end: BurstEnd['end'], steps: number): BurstEnd => {
    step.piece.setModeBySign(w);
    return { end, steps };
  };
  step.depart();
  for (let steps = 0; steps < limit; steps++) {
    unlessStopped();
    const bySides = forced && steps === 0;
    step.prepare(w, bySides);
    const examined = !bySides && steps >= least && (steps <= EXAMINED || steps % EXAMINED === 0);
    if (examined && step.largestChange() <= largest) return finish('settled', steps);
    if (!step.take(w)) return { end: 'diverged', steps: steps + 1 };
    // Those up to the next examination.
    if (steps >= EXAMINED) steps += step.takeAtOnce(w, Math.min(limit - steps - 1, EXAMINED - 1 - (steps % EXAMINED)));
  }
  step.prepare(w, false);
  return finish(step.largestChange() <= largest ? 'settled' : 'limit', limit);
}
