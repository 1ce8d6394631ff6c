/** Accumulated step time tau(t) = sum_{k<t} (k+1)^(-alpha) of SGD's schedule, far beyond what can be summed. */

import { exp, log, power } from '../numerics/elementary.js';
import { remembering, TWO_DOZEN } from '../numerics/remember.js';

/** tau from a step on. */
export interface StepTime {
  /** tau(T). */
  readonly begin: number;
  /** ln tau(t) at s = ln t >= ln T. */
  logAt(s: number): number;
}

/**
 * tau(t) = t^(1-alpha) / (1-alpha) + zeta + t^(-alpha) / 2 - alpha t^(-alpha-1) / 12 + ... by Euler and Maclaurin, with the constant zeta fitted at T,
 * so that tau(T) is the sum itself.
 *
 * @param alpha - in (0, 1).
 * @param from - T, a whole number of at least 1000, so that what is left out is below 1e-12.
 * @throws RangeError on other arguments.
 */
export function stepTime(alpha: number, from: number): StepTime {
  return summed([alpha, from]);
}

/** Runs are read in two windows, and by several claims. */
const summed = remembering((asked: readonly [number, number]) => Float64Array.from(asked), sum, TWO_DOZEN);

function sum([alpha, from]: readonly [alpha: number, from: number]): StepTime {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`step time: alpha is ${alpha}, not in (0, 1)`);
  if (!(Number.isInteger(from) && from >= 1000)) throw new RangeError(`step time: T is ${from}, not a whole number of at least 1000`);
  let begin = 0;
  for (let k = from; k >= 1; k--) begin += power(k, -alpha);
  const rest = 1 - alpha;
  const zeta = begin - power(from, rest) / rest - power(from, -alpha) / 2 + (alpha / 12) * power(from, -alpha - 1);
  return {
    begin,
    // The series over its first term, t^(1-alpha) / (1-alpha).
    logAt: (s) => rest * s - log(rest) + log(1 + rest * (zeta * exp(-rest * s) + exp(-s) / 2 - (alpha / 12) * exp(-2 * s))),
  };
}
