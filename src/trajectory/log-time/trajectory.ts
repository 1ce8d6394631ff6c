/** One trajectory of gradient descent told by both engines: step by step at first, then in log time. */

import type { Dataset } from '../../data/dataset.js';
import { numbersOfRun } from '../../model/known-model.js';
import type { Model } from '../../model/model.js';
import { exp, log } from '../../numerics/elementary.js';
import { remembering, SIX_DOZEN } from '../../numerics/remember.js';
import { gradientDescent } from '../../optimizer/gradient-descent.js';
import { run } from '../run.js';
import { Chronicle } from './chronicle.js';
import { continueInLogTime } from './continue.js';
import { flowModel } from './flow-model.js';
import { Motion } from './motion.js';
import { Piece } from './piece.js';
import type { LogTimeCheckpoint, LogTimeResult } from './report.js';

/** Steps taken one by one before the flow may take over: fewer where each costs much, of samples times parameters, but so many at least. */
const STEP_BY_STEP = 10_000;
const WORK = 2e8;
const LEAST_STEPS = 1000;

/** T, if none is given. */
function stepsByDefault(size: number): number {
  return Math.max(LEAST_STEPS, Math.min(STEP_BY_STEP, Math.floor(WORK / size)));
}

/** A trajectory to follow. */
export interface TrajectoryOptions {
  readonly data: Dataset;
  readonly model: Model;
  readonly start: ArrayLike<number>;
  /** Constant step size. */
  readonly eta: number;
  /** Horizon s = ln t, at least 0. */
  readonly until: number;
  /** Values of s >= 0 at which to report, beside the horizon; up to ln T the nearest whole step is reported. */
  readonly checkpoints?: readonly number[];
  /** T; default 10,000, fewer where samples times parameters exceed 20,000. The log-time engine takes more steps where forces are still too strong for a flow. */
  readonly steps?: number;
  /** As for `continueInLogTime`. */
  readonly tolerance?: number;
  readonly impacts?: number;
  /** As for `continueInLogTime`: steps beyond T. */
  readonly spend?: (steps: number) => void;
  /** As for `continueInLogTime`: checkpoints in log time, when they are reached. */
  readonly onCheckpoint?: (checkpoint: LogTimeCheckpoint) => void;
}

/** A checkpoint, with the engine that it comes from. */
export interface TrajectoryCheckpoint extends LogTimeCheckpoint {
  readonly engine: 'step' | 'log-time';
}

/** What both engines tell. */
export interface Trajectory {
  /** In order of time; without those of the log-time engine when that is `unknown`. */
  readonly checkpoints: readonly TrajectoryCheckpoint[];
  /** Steps taken one by one, and the iterate there. */
  readonly steps: number;
  readonly w: Float64Array;
  /** What the log-time engine made of it; absent when the iterates left the range of float64. */
  readonly logTime?: LogTimeResult;
}

/**
 * Runs gradient descent step by step to T and continues in log time. What it answers is shared by all who ask for the same run.
 *
 * @throws TypeError when the model is not a sum of neurons; RangeError on arguments that either engine rejects.
 */
export const gradientDescentTrajectory: (options: TrajectoryOptions) => Trajectory = remembering(numbersOf, followed, SIX_DOZEN);

/** What a trajectory depends on; undefined where somebody listens to it, and for a model that numbers do not tell. */
function numbersOf(options: TrajectoryOptions): Float64Array | undefined {
  const { eta, until, checkpoints = [], steps = NaN, tolerance = NaN, impacts = NaN, onCheckpoint } = options;
  return onCheckpoint === undefined ? numbersOfRun(options, [eta, until, steps, tolerance, impacts], checkpoints) : undefined;
}

function followed(options: TrajectoryOptions): Trajectory {
  const {
    data,
    model,
    start,
    eta,
    until,
    checkpoints = [],
    steps = stepsByDefault(options.data.n * options.start.length),
    ...rest
  } = options;
  if (!(until >= 0)) throw new RangeError(`until is ${until}, not a logarithm of a number of steps, at least 0`);
  const flow = flowModel(model);
  const horizon = until < log(steps) ? Math.max(1, Math.round(exp(until))) : steps;
  const marks = new Set(checkpoints.filter((s) => s < log(horizon)).map((s) => Math.max(1, Math.round(exp(s)))));
  let piece: Piece | undefined;
  const early = new Chronicle();
  const observe = ({ k, w }: { k: number; w: Float64Array }): void => {
    if (k >= horizon) return;
    piece ??= new Piece(data, flow, eta);
    piece.setModeBySign(w);
    early.report(log(k), new Motion(piece, w, { origin: Number.NEGATIVE_INFINITY, local: log(k) }));
  };
  const observeAt = [...marks].sort((a, b) => a - b);
  const first = run({ data, model, start, optimizer: gradientDescent, stepSize: eta, steps: horizon, observe, observeAt });
  const byStep = early.checkpoints.map((checkpoint) => ({ ...checkpoint, engine: 'step' as const }));
  if (first.end === 'diverged') return { checkpoints: byStep, steps: first.steps, w: first.w };
  // A run that terminated rests for ever; the log-time engine says so at every later checkpoint.
  const from = Math.max(1, first.steps);
  const logTime = continueInLogTime({
    ...rest,
    data,
    model: flow,
    eta,
    start: first.w,
    from,
    until: Math.max(until, log(from)),
    checkpoints,
  });
  const later = logTime.kind === 'reached' ? logTime.checkpoints : [];
  return {
    checkpoints: [
      ...byStep.filter(({ s }) => s < log(from)),
      ...later.map((checkpoint) => ({ ...checkpoint, engine: 'log-time' as const })),
    ],
    steps: first.steps,
    w: first.w,
    logTime,
  };
}
