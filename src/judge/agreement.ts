/** Both engines on one run of gradient descent: step by step, against the flow that takes over after 10^4 steps. */

import type { Parts } from '../claim/parts.js';
import { exp, log } from '../numerics/elementary.js';
import { largest } from '../numerics/lists.js';
import { distance, norm, normalized } from '../numerics/vector.js';
import type { Trajectory, TrajectoryOptions } from '../trajectory/log-time/index.js';
import { run } from '../trajectory/run.js';
import { longestStrike } from '../trajectory/strike.js';

/** Steps after which the engines are compared, and more where a step costs next to nothing. */
const STEPS = 100_000;
const MANY_STEPS = 1_000_000;
/** Products of samples, features and neurons up to which it is. */
const CHEAP = 16;
/** What the flow may be off by, relative to 1 + |w|: ten times what docs/explanation/log-time.md finds while strikes are resolved. */
const TOLERANCE = 1e-7;

/** How the run was followed beside the log-time engine: step by step all the way, or from strike to strike after that. */
export type SecondWay = 'steps' | 'events';

/** A run of gradient descent that a claim has followed. */
export type FollowedOptions = Pick<TrajectoryOptions, 'data' | 'model' | 'start' | 'eta'>;

/** How far the engines are apart at one moment. */
export interface EngineAgreement {
  /** What the log-time engine is compared with. */
  readonly way: SecondWay;
  /** t. */
  readonly steps: number;
  /** |w - w'|, and the same of w/|w|; infinite where the flow does not get there. */
  readonly distance: number;
  readonly directions: number;
  /** What |w - w'| may be: the engine's tolerance, and one strike for every kink whose chatter it has averaged. */
  readonly allowed: number;
}

/** Compares the engines that `parts` hold on one run. */
export function engineAgreement({ data, model, start, eta }: FollowedOptions, parts: Parts): readonly EngineAgreement[] {
  const marks = data.n * start.length <= CHEAP ? [STEPS, MANY_STEPS] : [STEPS];
  const last = largest(marks);
  const stepped = new Map<number, Float64Array>();
  const observe = ({ k, w }: { k: number; w: Float64Array }): void => void stepped.set(k, w.slice());
  run({ data, model, start, optimizer: parts.gradientDescent, stepSize: eta, steps: last, observe, observeAt: marks });
  const first = parts.trajectory({ data, model, start, eta, until: log(last), checkpoints: marks.map(log) });
  return marks.map((steps) => compared({ data, model, start, eta }, first, { way: 'steps', s: log(steps), w: stepped.get(steps) }));
}

/** Where another way leads a run by ln t = s; w is undefined where it does not get there. */
export interface OtherWay {
  readonly way: SecondWay;
  readonly s: number;
  readonly w: Float64Array | undefined;
}

/** The log-time engine's trajectory of a run held against another way at one moment. */
export function compared({ data, model, eta }: FollowedOptions, first: Trajectory, { way, s, w }: OtherWay): EngineAgreement {
  const steps = Math.round(exp(s));
  const flow = first.checkpoints.find((checkpoint) => checkpoint.s === s);
  if (w === undefined || flow === undefined)
    return { way, steps, distance: Number.POSITIVE_INFINITY, directions: Number.POSITIVE_INFINITY, allowed: 0 };
  const strikes = averagedBy(first, s);
  return {
    way,
    steps,
    distance: distance(w, flow.w),
    directions: distance(normalized(w), normalized(flow.w)),
    allowed: TOLERANCE * (1 + norm(w)) + (strikes === 0 ? 0 : strikes * longestStrike(data, model, eta)),
  };
}

/** Number of kinks whose chatter was averaged by ln t = s: the phase of each, half a strike at most, is lost. */
function averagedBy({ logTime }: Trajectory, s: number): number {
  const modes = logTime?.kind === 'reached' ? logTime.modes : [];
  return new Set(modes.filter((mode) => mode.change === 'slides' && mode.s <= s).map(({ unit }) => unit)).size;
}

/** Whether the engines agree as far as they ought to. */
export function enginesAgree(found: readonly EngineAgreement[]): boolean {
  return found.every(({ distance: apart, allowed }) => apart <= allowed);
}

/** A run that a claim has followed, and whether it was thrown back by kinks or slid along them. */
export interface Followed {
  readonly options: FollowedOptions;
  readonly slid: boolean;
}

/** Parts that keep the first run that is followed in log time. */
export function watched(parts: Parts): { readonly parts: Parts; followed(): Followed | undefined } {
  let first: Followed | undefined;
  return {
    parts: {
      ...parts,
      trajectory(options) {
        const trajectory = parts.trajectory(options);
        // A run that log time cannot tell has been followed in another way.
        if (trajectory.logTime?.kind === 'reached') first ??= { options, slid: slides(trajectory) };
        return trajectory;
      },
    },
    followed: () => first,
  };
}

function slides({ logTime, checkpoints }: Trajectory): boolean {
  const modes = logTime?.kind === 'reached' ? logTime.modes : [];
  return modes.some(({ change }) => change === 'strikes' || change === 'slides') || checkpoints.some(({ sliding }) => sliding.length > 0);
}
