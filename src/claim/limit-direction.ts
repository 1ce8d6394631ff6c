/** Asymptotic judgements from checkpoints in ln t: does a direction converge to a target, and how fast? */

import { type Dataset, radius } from '../data/dataset.js';
import type { Model } from '../model/model.js';
import { log } from '../numerics/elementary.js';
import { distance, norm, normalized } from '../numerics/vector.js';
import { flowModel, type TrajectoryCheckpoint } from '../trajectory/log-time/index.js';
import type { ConclusionMargin, MeasuredRate } from './claim.js';
import { isClear } from './outcome.js';
import type { Parts } from './parts.js';

/** Horizon of asymptotic claims in s = ln t. */
export const HORIZON = 1_000_000;
const CHECKPOINTS = [50, 1e4, 2e4, 3.5e4, 5e4, 7e4, 1e5, 2e5, 5e5];
/** Errors at s in [EARLY, MIDDLE] set the scale that the error at the horizon is held against. */
export const EARLY = 10_000;
export const MIDDLE = 100_000;
/** |w_t| grows like ln t, tenfold from MIDDLE on, once it has left where it started or was thrown. */
const LEAST_GROWTH = 8;
/** From s = EARLY to MIDDLE |w_t| must already have grown by a good part of ten, or some throw still outweighs its growth. */
const LEAST_EARLY_GROWTH = 3;
/** A strike on a kink longer than this share of |w_t| at the horizon still turns its direction. */
const LONGEST_STRIKE = 1 / 100;
/**
 * Samples that differ by delta act as one up to ln t of the order of 1 / delta^2: the direction first approaches that of the data
 * without the difference, off by O(delta), and then the error falls like ln(1 + x) / x, x = delta^2 ln t. So errors below SLOW that fall
 * at least like FALLING in the last tenfold of ln t, and errors below SMALL (delta^2 ln t < 1), may be such a transient and tell nothing.
 */
const SLOW = 1 / 200;
const FALLING = -0.2;
const SMALL = 8e-4;
/** Errors below this are zero for the purpose: the integrator's tolerance over the length of w. */
const FLOOR = 1e-9;
/** Allowance for the integrator's error in a ratio of rates. */
const ENGINE_ERROR = 1e-3;

/** A trajectory that reached the horizon with the same samples active from s = 10^5 on. */
export interface SettledRun {
  readonly kind: 'settled';
  /** Checkpoints from s = 10^4 on. */
  readonly late: readonly TrajectoryCheckpoint[];
  readonly last: TrajectoryCheckpoint;
}

/** How a run of gradient descent ended, as far as ln t = 10^6 tells. */
export type FollowedRun =
  | SettledRun
  | { readonly kind: 'terminated'; readonly w: Float64Array }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Follows gradient descent to the horizon. */
export function follow(data: Dataset, model: Model, start: ArrayLike<number>, eta: number, parts: Parts): FollowedRun {
  const trajectory = parts.trajectory({ data, model, start, eta, until: HORIZON, checkpoints: CHECKPOINTS });
  const { logTime, checkpoints } = trajectory;
  if (logTime === undefined) return { kind: 'unknown', reason: 'the iterates leave the range of float64' };
  if (logTime.kind === 'unknown') return { kind: 'unknown', reason: `log-time engine at ln t = ${logTime.s}: ${logTime.reason}` };
  if (logTime.end === 'terminated') return { kind: 'terminated', w: checkpoints.at(-1)?.w ?? trajectory.w };
  if (logTime.end === 'stationary') return { kind: 'unknown', reason: 'the forces balance to rounding' };
  const late = checkpoints.filter(({ s }) => s >= EARLY);
  const last = late.at(-1)!;
  const middle = late.findLast(({ s }) => s <= MIDDLE)!;
  if (!sameUnits(middle.active, last.active) || !sameUnits(middle.sliding, last.sliding)) {
    return { kind: 'unknown', reason: `the active samples still change after ln t = ${MIDDLE}` };
  }
  const lengths = [late[0]!, middle, last].map(({ w }) => norm(w)) as [number, number, number];
  if (!hasOutgrown(...lengths)) {
    return {
      kind: 'unknown',
      reason: `w starts or was thrown too far: |w| is ${lengths.join(', ')} at ln t = ${EARLY}, ${MIDDLE}, ${HORIZON}`,
    };
  }
  const strike = longestStrike(data, model, eta);
  if (strike > LONGEST_STRIKE * norm(last.w)) {
    return { kind: 'unknown', reason: `a strike on a kink can move w by ${strike}, and |w| is ${norm(last.w)} at the horizon` };
  }
  return { kind: 'settled', late, last };
}

/** How far one step can throw w back across a kink, of whatever sample, however late; 0 for a model without kinks. */
export function longestStrike(data: Dataset, model: Model, eta: number): number {
  const { outputWeights, slope } = flowModel(model);
  return slope === 1 ? 0 : (eta / data.n) * radius(data) * Math.max(...outputWeights.map(Math.abs));
}

/** Whether a slack of a rate leaves open whether the direction converges. */
export function isOpen(conclusion: ConclusionMargin): boolean {
  return conclusion.margin < 0 && !isClear(conclusion);
}

function sameUnits(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((unit, k) => unit === b[k]);
}

/**
 * Slack of |direction - target| = O(ln ln t / ln t): 1 - r(horizon) / (2 max r(early)) with r = error * s / ln s,
 * s = ln t. A constant error makes r grow eightfold between the two; an error of that order or smaller leaves it at 1. Undecided where
 * r grows so, but slowly enough or at such small errors that it may be a transient.
 *
 * @param vectorAt - the vector whose direction is judged, at a checkpoint.
 */
export function rateSlack(
  run: SettledRun,
  target: ArrayLike<number>,
  vectorAt: (w: Float64Array) => ArrayLike<number> = (w) => w,
): ConclusionMargin {
  const rates = run.late.map(({ s, w }) => {
    const vector = vectorAt(w);
    return { s, length: norm(vector), error: distance(normalized(vector), target), rate: s / log(s) };
  });
  const last = rates.at(-1)!;
  const early = Math.max(...rates.filter(({ s }) => s <= MIDDLE).map(({ error, rate }) => Math.max(error, FLOOR) * rate));
  const margin = last.error <= FLOOR ? 1 : 1 - (last.error * last.rate) / (2 * early);
  const middle = rates.findLast(({ s }) => s <= MIDDLE)!;
  // A part of w that was thrown far may not have outgrown that although the whole has.
  const grown = hasOutgrown(rates[0]!.length, middle.length, last.length);
  const transient = margin < 0 && (!grown || isTransient(middle.error, last.error));
  return {
    margin,
    // Neither within this bound nor clear of it: undecided.
    rounding: transient ? -margin / 2 : ENGINE_ERROR,
    step: 0,
    note: `at ln t = ${last.s} the direction is off by ${last.error}; error * ln t / ln ln t has gone from ${early} to ${last.error * last.rate}`,
    horizons: { quantity: 'distance of the direction from the target', readings: rates.map(({ s, error }) => ({ lnT: s, value: error })) },
    ...(last.error > 1e3 * FLOOR && middle.error > 1e3 * FLOOR ? { rates: [powerOf(middle, last)] } : {}),
  };
}

/** The power of ln t between two errors, each right to ENGINE_ERROR. */
function powerOf(from: { s: number; error: number }, to: { s: number; error: number }): MeasuredRate {
  const power = log(to.error / from.error) / log(to.s / from.s);
  const width = (2 * ENGINE_ERROR) / log(to.s / from.s);
  return { quantity: 'direction error by ln t (printed with ln ln t)', printed: -1, low: power - width, high: power + width };
}

/** Whether a vector, of these lengths at EARLY, MIDDLE and HORIZON, has outgrown where it was thrown to. */
export function hasOutgrown(early: number, middle: number, last: number): boolean {
  return last >= LEAST_GROWTH * middle && middle >= LEAST_EARLY_GROWTH * early;
}

/** From the errors at MIDDLE and HORIZON, ten times the ln t apart. */
export function isTransient(middle: number, last: number): boolean {
  return last < SMALL || (last < SLOW && log(last / middle) / log(HORIZON / MIDDLE) < FALLING);
}

/**
 * Slack of "the direction does not converge": the move of the direction between s = 10^5 and the horizon relative to
 * that between s = 10^4 and s = 10^5, less 1/2. A converging direction makes it negative.
 */
export function wanderSlack(run: SettledRun): ConclusionMargin {
  const at = (s: number): Float64Array => normalized(run.late.findLast((checkpoint) => checkpoint.s <= s)!.w);
  const before = distance(at(EARLY), at(MIDDLE));
  const after = distance(at(MIDDLE), at(HORIZON));
  const ratio = after <= FLOOR ? 0 : after / Math.max(before, FLOOR);
  return {
    margin: ratio - 0.5,
    rounding: ENGINE_ERROR,
    step: 0,
    horizons: {
      quantity: `distance of the direction from that at ln t = ${HORIZON}`,
      readings: run.late.map(({ s, w }) => ({ lnT: s, value: distance(normalized(w), at(HORIZON)) })),
    },
    note: `the direction moves by ${before} from ln t = ${EARLY} to ${MIDDLE} and by ${after} from there to ${HORIZON}: it converges to (${Array.from(at(HORIZON)).join(', ')})`,
  };
}
