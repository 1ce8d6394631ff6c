/**
 * Logarithmic clocks. Gradient descent with a constant step size is autonomous, so its flow may be written in the
 * logarithm of the time since any origin. A fast transient late in a run needs an origin of its own: seen from step 0
 * all of it happens within one rounding error of ln t.
 */

import { logAddExp, logSubExp } from '../../numerics/log-sum.js';

/** A moment t = e^origin + e^local; the origin -Infinity stands for step 0. */
export interface Clock {
  readonly origin: number;
  readonly local: number;
}

/** ln t. */
export function logTime(clock: Clock): number {
  return logAddExp(clock.origin, clock.local);
}

/** The clock's local reading at the time with ln t = s; -Infinity when that is at or before the origin. */
export function localAt(clock: Clock, s: number): number {
  return s <= clock.origin ? Number.NEGATIVE_INFINITY : logSubExp(s, clock.origin);
}

/** The same moment told by another local reading, no later than the present one. */
export function withLocal(clock: Clock, local: number): Clock {
  return { origin: logAddExp(clock.origin, logSubExp(clock.local, local)), local };
}
