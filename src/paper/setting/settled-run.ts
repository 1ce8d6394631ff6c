/** Runs of gradient descent followed so far in ln t that their limits can be read, in one of two windows. */

import type { Conclusion } from '../../claim/claim.js';
import { isClear } from '../../claim/outcome.js';
import type { Parts } from '../../claim/parts.js';
import type { Dataset } from '../../data/dataset.js';
import type { Model } from '../../model/model.js';
import { nth, sameList } from '../../numerics/lists.js';
import { norm, rowOf } from '../../numerics/vector.js';
import { flowModel, type TrajectoryCheckpoint } from '../../trajectory/log-time/index.js';
import { longestStrike } from '../../trajectory/strike.js';
import { sampleAtKink } from './sample-at-kink.js';

/** Moments s = ln t at which a limit is read: what is seen from `early` to `middle` is held against what is seen at the horizon. */
export interface Window {
  readonly early: number;
  readonly middle: number;
  readonly horizon: number;
  /** Moments between, and before. */
  readonly checkpoints: readonly number[];
}

/** Horizon of asymptotic claims in s = ln t. */
export const HORIZON = 1_000_000;
/** The window of every verdict. */
export const WINDOW: Window = {
  early: HORIZON / 100,
  middle: HORIZON / 10,
  horizon: HORIZON,
  checkpoints: [50, 1e4, 2e4, 3.5e4, 5e4, 7e4, 1e5, 2e5, 5e5],
};
/** How much later a violation must show itself again: a transient that lasts to the first horizon is over, or falls, by the second. */
const LATER = 100;
/** The window that a violation must show itself in again. */
export const LATER_WINDOW = postponed(WINDOW, LATER);

/** |w_t| grows like ln t, tenfold from `middle` on, once it has left where it started or was thrown. */
const LEAST_GROWTH = 8;
/** From `early` to `middle` |w_t| must already have grown by a good part of ten, or some throw still outweighs its growth. */
const LEAST_EARLY_GROWTH = 3;
/** A strike on a kink longer than this share of |w_t| at the horizon still turns its direction. */
const LONGEST_STRIKE = 1 / 100;

/** A trajectory that reached the horizon with the same samples active from `middle` on. */
export interface SettledRun {
  readonly kind: 'settled';
  readonly window: Window;
  /** Checkpoints from `early` on. */
  readonly late: readonly TrajectoryCheckpoint[];
  /** The first of those, and those at `middle` and at the horizon. */
  readonly first: TrajectoryCheckpoint;
  readonly middle: TrajectoryCheckpoint;
  readonly last: TrajectoryCheckpoint;
  /** The same run in the later window. */
  later(): FollowedRun;
}

/** How a run of gradient descent ended, as far as the window's horizon tells. */
export type FollowedRun =
  | SettledRun
  | { readonly kind: 'terminated'; readonly w: Float64Array }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Follows gradient descent to the horizon of a window. */
export function follow(
  data: Dataset,
  model: Model,
  start: ArrayLike<number>,
  eta: number,
  parts: Parts,
  window: Window = WINDOW,
): FollowedRun {
  const { early, middle: half, horizon } = window;
  const trajectory = parts.trajectory({ data, model, start, eta, until: horizon, checkpoints: window.checkpoints });
  const { logTime, checkpoints } = trajectory;
  if (logTime === undefined) return { kind: 'unknown', reason: 'the iterates leave the range of float64' };
  for (const w of [start, trajectory.w]) {
    const unsure = unsureSample(data, model, w);
    if (unsure !== undefined) return { kind: 'unknown', reason: `rounding decides on which side of a kink sample ${unsure + 1} lies` };
  }
  if (logTime.kind === 'unknown') return { kind: 'unknown', reason: `log-time engine at ln t = ${logTime.s}: ${logTime.reason}` };
  if (logTime.end === 'terminated') return { kind: 'terminated', w: checkpoints.at(-1)?.w ?? trajectory.w };
  if (logTime.end === 'stationary') return { kind: 'unknown', reason: 'the forces balance up to rounding' };
  const late = checkpoints.filter(({ s }) => s >= early);
  const middle = late.findLast(({ s }) => s <= half);
  if (middle === undefined) return { kind: 'unknown', reason: `no checkpoint from ln t = ${early} to ${half}` };
  const [first, last] = [nth(late, 0), nth(late, late.length - 1)];
  if (!sameList(middle.active, last.active) || !sameList(middle.sliding, last.sliding)) {
    return { kind: 'unknown', reason: `the active samples still change after ln t = ${half}` };
  }
  const lengths = [norm(first.w), norm(middle.w), norm(last.w)] as const;
  if (!hasOutgrown(...lengths)) {
    return {
      kind: 'unknown',
      reason: `w starts or was thrown too far: |w| is ${lengths.join(', ')} at ln t = ${early}, ${half}, ${horizon}`,
    };
  }
  const strike = longestStrike(data, model, eta);
  if (strike > LONGEST_STRIKE * norm(last.w)) {
    return { kind: 'unknown', reason: `a strike on a kink can move w by ${strike}, and |w| is ${norm(last.w)} at the horizon` };
  }
  let again: FollowedRun | undefined;
  const later = (): FollowedRun => {
    again ??= follow(data, model, start, eta, parts, LATER_WINDOW);
    return again;
  };
  return { kind: 'settled', window, late, first, middle, last, later };
}

/** A sample whose side of the kink of some neuron rounding decides. */
function unsureSample(data: Dataset, model: Model, w: ArrayLike<number>): number | undefined {
  const { outputWeights, slope } = flowModel(model);
  if (slope === 1) return undefined;
  const all = Float64Array.from(w);
  for (const k of outputWeights.keys()) {
    const near = sampleAtKink(data, rowOf(all, k, data.d));
    if (near !== undefined) return near;
  }
  return undefined;
}

/** Whether a vector, of these lengths at the three moments of a window, has outgrown where it was thrown to. */
export function hasOutgrown(early: number, middle: number, last: number): boolean {
  return last >= LEAST_GROWTH * middle && middle >= LEAST_EARLY_GROWTH * early;
}

/**
 * A slack read in the first window; a clear violation that the later window does not show again is undecided.
 *
 * @param fades - whether two violations, of the first and of the later window, look as if they will not last.
 */
export function inBothWindows(
  run: SettledRun,
  slackOf: (run: SettledRun) => Conclusion,
  fades: (first: Conclusion, later: Conclusion) => boolean = () => false,
): Conclusion {
  const first = slackOf(run);
  if (!isClear(first)) return first;
  const later = run.later();
  if (later.kind !== 'settled')
    return leftOpen(first, `not read again at ln t = ${LATER_WINDOW.horizon}: ${later.kind === 'unknown' ? later.reason : later.kind}`);
  const second = slackOf(later);
  return isClear(second) && !fades(first, second)
    ? { ...first, note: `${first.note}; ${second.note}`, ...laterReadings(first, second) }
    : leftOpen(first, second.note ?? `slack ${second.slack}`);
}

/** The readings of the first window and those of the later one beyond it. */
export function laterReadings({ horizons: first }: Conclusion, { horizons: second }: Conclusion): Pick<Conclusion, 'horizons'> {
  const reached = first?.readings.at(-1)?.lnT;
  if (first === undefined || second === undefined || reached === undefined) return {};
  return { horizons: { ...first, readings: [...first.readings, ...second.readings.filter(({ lnT }) => lnT > reached)] } };
}

/** A negative slack that counts neither as satisfied nor as violated. */
export function leftOpen(slack: Conclusion, why?: string): Conclusion {
  return { ...slack, rounding: -slack.slack / 2, ...(why === undefined ? {} : { note: `${slack.note}; ${why}` }) };
}

function postponed({ early, middle, horizon, checkpoints }: Window, factor: number): Window {
  const times = (s: number): number => s * factor;
  return {
    early: times(early),
    middle: times(middle),
    horizon: times(horizon),
    checkpoints: [...checkpoints.slice(0, 1), ...checkpoints.map(times)],
  };
}
