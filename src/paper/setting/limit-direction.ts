/** Asymptotic judgements from checkpoints in ln t: does a direction converge to a target, and how fast? */

import type { Conclusion, MeasuredRate } from '../../claim/claim.js';
import { isClear } from '../../claim/outcome.js';
import { log } from '../../numerics/elementary.js';
import { largest } from '../../numerics/lists.js';
import { distance, norm, normalized } from '../../numerics/vector.js';
import type { TrajectoryCheckpoint } from '../../trajectory/log-time/index.js';
import { HORIZON, hasOutgrown, inBothWindows, leftOpen, type SettledRun, type Window } from './settled-run.js';

/**
 * Samples that differ by delta act as one up to ln t of the order of 1 / delta^2: the direction first approaches that of the data
 * without the difference, off by O(delta), and then the error falls like ln(1 + x) / x, x = delta^2 ln t. So errors below SLOW that fall
 * at least like FALLING in the last tenfold of ln t, and errors below SMALL, may be such a transient and tell nothing.
 */
const SLOW = 1 / 200;
const FALLING = -0.2;
const SMALL = 8e-4;
/** By how much a power must grow to count as steeper. */
const STEEPER = 0.1;
/** Errors below this are zero for the purpose: the integrator's tolerance over the length of w. */
const FLOOR = 1e-9;
/** Allowance for the integrator's error in a ratio of rates. */
const ENGINE_ERROR = 1e-3;

/** How {@link rateSlack} forms a slack. */
export const RATE_SLACK = '1 - r(ln t = 10^6) / (2 max r(ln t = 10^4 .. 10^5)), r = |w_t/|w_t| - target| ln t / ln ln t';
/** How {@link wanderSlack} does. */
export const WANDER_SLACK = 'the move of the direction from ln t = 10^5 to 10^6 over that from 10^4 to 10^5, less 1/2';

/** Whether a slack of a rate leaves open whether the direction converges. */
export function isOpen(conclusion: Conclusion): boolean {
  return conclusion.slack < 0 && !isClear(conclusion);
}

/**
 * Slack of |direction - target| = O(ln ln t / ln t): 1 - r(horizon) / (2 max r(early)) with r = error * s / ln s,
 * s = ln t. A constant error makes r grow eightfold between the two; an error of that order or smaller leaves it at 1. Undecided where
 * r grows so, but slowly enough or at such small errors that it may be a transient, or where the later window does not show the same.
 *
 * @param vectorAt - the vector whose direction is judged, at a checkpoint.
 */
export function rateSlack(
  run: SettledRun,
  target: ArrayLike<number>,
  vectorAt: (w: Float64Array) => ArrayLike<number> = (w) => w,
): Conclusion {
  return inBothWindows(run, (settled) => rateIn(settled, target, vectorAt), steepens);
}

function rateIn(
  { window, late, ...run }: SettledRun,
  target: ArrayLike<number>,
  vectorAt: (w: Float64Array) => ArrayLike<number>,
): Conclusion {
  const rateOf = ({ s, w }: TrajectoryCheckpoint) => {
    const vector = vectorAt(w);
    return { s, length: norm(vector), error: distance(normalized(vector), target), rate: s / log(s) };
  };
  const rates = late.map(rateOf);
  const [first, middle, last] = [rateOf(run.first), rateOf(run.middle), rateOf(run.last)];
  const early = largest(rates.filter(({ s }) => s <= window.middle).map(({ error, rate }) => Math.max(error, FLOOR) * rate));
  const slack = last.error <= FLOOR ? 1 : 1 - (last.error * last.rate) / (2 * early);
  // A part of w that was thrown far may not have outgrown that although the whole has.
  const grown = hasOutgrown(first.length, middle.length, last.length);
  const conclusion = {
    slack,
    rounding: ENGINE_ERROR,
    step: 0,
    note: `at ln t = ${last.s} the direction is off by ${last.error}; error * ln t / ln ln t has gone from ${early} to ${last.error * last.rate}`,
    horizons: { quantity: 'distance of the direction from the target', readings: rates.map(({ s, error }) => ({ lnT: s, value: error })) },
    ...(last.error > 1e3 * FLOOR && middle.error > 1e3 * FLOOR ? { rates: [powerOf(middle, last)] } : {}),
  };
  return slack < 0 && (!grown || isTransient(window, middle.error, last.error)) ? leftOpen(conclusion) : conclusion;
}

/** The power of ln t between two errors, each right to ENGINE_ERROR. */
function powerOf(from: { s: number; error: number }, to: { s: number; error: number }): MeasuredRate {
  const power = log(to.error / from.error) / log(to.s / from.s);
  const width = (2 * ENGINE_ERROR) / log(to.s / from.s);
  return { quantity: 'direction error by ln t (printed with ln ln t)', printed: -1, low: power - width, high: power + width };
}

/** From the errors at the middle and at the end of a window. */
export function isTransient({ middle: from, horizon: to }: Window, middle: number, last: number): boolean {
  // delta^2 ln t of the order of 1: later, a transient that still falls slowly is of a smaller delta.
  const slow = SLOW * Math.sqrt(HORIZON / to);
  return last < SMALL || (last < slow && log(last / middle) / log(to / from) < FALLING);
}

/**
 * Whether an error falls by a higher power of ln t in the later window than in the first, as a transient does and a wrong limit or a slow
 * rate do not.
 */
export function steepens(first: Conclusion, later: Conclusion): boolean {
  return lastPower(later) < lastPower(first) - STEEPER;
}

/** The power of ln t with which the error fell over the last tenfold of what was read. */
function lastPower({ horizons }: Conclusion): number {
  const readings = horizons?.readings ?? [];
  const last = readings.at(-1);
  const before = last === undefined ? undefined : readings.findLast(({ lnT }) => lnT <= last.lnT / 10);
  if (last === undefined || before === undefined) return Number.NaN;
  return log(last.value / before.value) / log(last.lnT / before.lnT);
}

/**
 * Slack of "the direction does not converge": the move of the direction between s = 10^5 and the horizon relative to
 * that between s = 10^4 and s = 10^5, less 1/2. A converging direction makes it negative, in both windows.
 */
export function wanderSlack(run: SettledRun): Conclusion {
  return inBothWindows(run, wanderIn);
}

function wanderIn({ window: { early, middle, horizon }, late, ...at }: SettledRun): Conclusion {
  const [begin, half, end] = [normalized(at.first.w), normalized(at.middle.w), normalized(at.last.w)];
  const before = distance(begin, half);
  const after = distance(half, end);
  const ratio = after <= FLOOR ? 0 : after / Math.max(before, FLOOR);
  return {
    slack: ratio - 0.5,
    rounding: ENGINE_ERROR,
    step: 0,
    horizons: {
      quantity: 'distance of the direction from that at the end of the window',
      readings: late.map(({ s, w }) => ({ lnT: s, value: distance(normalized(w), end) })),
    },
    note: `the direction moves by ${before} from ln t = ${early} to ${middle} and by ${after} from there to ${horizon}: it converges to (${Array.from(end).join(', ')})`,
  };
}
