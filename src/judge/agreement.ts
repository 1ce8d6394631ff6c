/** Both engines on one run of gradient descent: step by step, against the flow that takes over after 10^4 steps. */

import type { Parts } from '../claim/parts.js';
import { log } from '../numerics/elementary.js';
import { distance, norm, normalized } from '../numerics/vector.js';
import type { Trajectory, TrajectoryOptions } from '../trajectory/log-time/index.js';
import { run } from '../trajectory/run.js';
import { longestStrike } from '../trajectory/strike.js';

/** Steps after which the engines are compared; the last only where a step costs next to nothing. */
const MARKS = [100_000, 1_000_000];
/** Products of samples, features and neurons up to which it is. */
const CHEAP = 16;
/** What the flow may be off by, relative to 1 + |w|: ten times what docs/explanation/log-time.md finds while strikes are resolved. */
const TOLERANCE = 1e-7;

/** A run of gradient descent that a claim has followed. */
export type FollowedOptions = Pick<TrajectoryOptions, 'data' | 'model' | 'start' | 'eta'>;

/** How far the engines are apart at one moment. */
export interface EngineAgreement {
  /** t. */
  readonly steps: number;
  /** |w - w'|, and the same of w/|w|; infinite where the flow does not get there. */
  readonly distance: number;
  readonly directions: number;
  /** What |w - w'| may be: the engine's tolerance, and one strike where it averages chatter on a kink. */
  readonly allowed: number;
}

/** Compares the engines that `parts` hold on one run. */
export function engineAgreement({ data, model, start, eta }: FollowedOptions, parts: Parts): readonly EngineAgreement[] {
  const marks = data.n * start.length <= CHEAP ? MARKS : MARKS.slice(0, 1);
  const stepped = new Map<number, Float64Array>();
  const observe = ({ k, w }: { k: number; w: Float64Array }): void => {
    if (marks.includes(k)) stepped.set(k, w.slice());
  };
  run({ data, model, start, optimizer: parts.gradientDescent, stepSize: eta, steps: marks.at(-1)!, observe });
  const { checkpoints } = parts.trajectory({ data, model, start, eta, until: log(marks.at(-1)!), checkpoints: marks.map(log) });
  return marks.map((steps) => {
    const w = stepped.get(steps);
    const flow = checkpoints.find(({ s }) => s === log(steps));
    if (w === undefined || flow === undefined)
      return { steps, distance: Number.POSITIVE_INFINITY, directions: Number.POSITIVE_INFINITY, allowed: 0 };
    const strike = flow.blur > 0 ? longestStrike(data, model, eta) : 0;
    return {
      steps,
      distance: distance(w, flow.w),
      directions: distance(normalized(w), normalized(flow.w)),
      allowed: TOLERANCE * (1 + norm(w)) + strike,
    };
  });
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
