/** Two-sided bounds on SGD's expectations at steps that nothing can count to, where all active samples are one vector x. */

import { exp, log, power } from '../numerics/elementary.js';
import { gamma as roundingOf } from '../numerics/rounding.js';
import type { Bounds, OneDirectionStep } from './one-direction.js';

/** Covers the rounding of a few elementary functions whose arguments are below 1,000. */
const SLACK = roundingOf(2 ** 16);
/** (e^2 - 3)/4 or more, so that e^y <= 1 + y + CURVATURE y^2 for 0 <= y <= 2. */
const CURVATURE = 1.1;

/**
 * Let v_k = w_k.x, V_k = E v_k and c_k = |x|^2 (k+1)^(-alpha) < 2. A draw of x, of probability p, adds c_k exp(-v_k) to v_k.
 *
 * Below: V_{k+1} = V_k + p c_k E exp(-v_k) >= V_k + p c_k exp(-V_k) (Jensen), so exp(V) grows by p c_k a step at least. Above:
 * exp(v) grows by c_k + CURVATURE c_k^2 exp(-v_k) at a draw at most, and V_t <= ln E exp(v_t) (Jensen). With Q = p |x|^2 / (1 - alpha)
 *
 * ln(e^v_0 + Q ((t+1)^(1-alpha) - 1)) <= V_t <= ln(G + Q t^(1-alpha)),  G = e^v_0 + CURVATURE p |x|^4 sum (k+1)^(-2 alpha).
 *
 * The mean of V_0, ..., V_{t-1} follows from sum_{k<t} f(k) <= integral of a growing f over [0, t], and from ln t! >= t (ln t - 1).
 *
 * @param share - p in (0, 1].
 * @param square - |x|^2 < 2.
 * @param begin - w_0.x > 0.
 * @param alpha - in (1/2, 1).
 * @param t - a whole number from 2 to 10^300.
 * @returns the fields of {@link OneDirectionStep} at t that need no single step.
 * @throws RangeError when an argument is outside its range.
 */
export function oneDirectionFarOut(
  share: number,
  square: number,
  begin: number,
  alpha: number,
  t: number,
): Pick<OneDirectionStep, 'moved' | 'averageMoved' | 'weightedLosses'> {
  if (!(share > 0 && share <= 1)) throw new RangeError(`one direction: share ${share} is not in (0, 1]`);
  if (!(square > 0 && square < 2)) throw new RangeError(`one direction: |x|^2 = ${square} is not in (0, 2)`);
  if (!(begin > 0 && begin < 700)) throw new RangeError(`one direction: w_0.x = ${begin} is not in (0, 700)`);
  if (!(alpha > 0.5 && alpha < 1)) throw new RangeError(`one direction: alpha = ${alpha} is not in (1/2, 1)`);
  if (!(t >= 2 && t <= 1e300)) throw new RangeError(`one direction: t = ${t} is not in [2, 1e300]`);
  const growth = 1 - alpha;
  const risen = power(t, growth);
  const Q = (share * square) / growth;
  const begun = exp(begin);
  const most = begun + CURVATURE * share * square ** 2 * (1 + 1 / (2 * alpha - 1));
  const size = 1 + begin + Math.abs(log(Q)) + log(t) + log(most);
  const rest = 1 / (risen * alpha);
  const settled = log(Q) + growth * (log(t) - 1);
  const last = { low: log(begun + Q * (risen - 1)), high: log(most + Q * risen) };
  const mean = { low: settled - Math.max(0, log(Q) - begin) * rest, high: settled + (most / Q) * rest };
  return {
    moved: since(last, begin, size, square),
    averageMoved: since(mean, begin, size, square),
    weightedLosses: since(last, begin, size, share * square),
  };
}

/** (V - v_0) / divisor, which is not negative. */
function since({ low, high }: Bounds, begin: number, size: number, divisor: number): Bounds {
  return { low: Math.max(0, low - begin - SLACK * size) / divisor, high: (high - begin + SLACK * size) / divisor };
}
