/** Runs the fixed problems and keeps what a baseline holds of them. */

import seedrandom from 'seedrandom';
import { largest } from '../../numerics/lists.js';
import { distance, normalized } from '../../numerics/vector.js';
import { logSpacedSteps } from '../../trajectory/checkpoints.js';
import type { Subject } from '../check.js';
import { unitRoundoff } from '../reference/arithmetic.js';
import { PROBLEMS, type Problem } from './problems.js';

/** Step size of all runs. */
export const STEP_SIZE = 0.1;
/** Steps of all runs. */
const STEPS = 2000;
/** First steps whose gradients are kept for a witness. */
const SHOWN = 20;
/** Shares of the first loss whose steps are counted. */
const SHARES = [0.5, 0.1, 0.01];
const NOISY_RUNS = 2;

/** A trajectory at one step. */
export interface RecordedPoint {
  readonly k: number;
  readonly params: readonly number[];
  readonly loss: number;
  /** Distance from the max-margin direction; absent where the problem has none. */
  readonly directionError?: number | undefined;
  /** How far the parameters move when every gradient and every result is off by one unit in the last place. */
  readonly noise: number;
}

/** The run of one problem. */
export interface RecordedProblem {
  readonly id: string;
  readonly points: readonly RecordedPoint[];
  /** First step whose loss is at most this share of the first loss, -1 when none is. */
  readonly stepsToLoss: Readonly<Record<string, number>>;
}

/** What a run came to; the gradients are for witnesses and not kept in files. */
export interface Recorded {
  readonly problems: readonly (RecordedProblem & { readonly gradients: readonly (readonly number[])[] })[];
}

/** Runs a problem; `disturb` may change gradients before and parameters after each step. */
function descend(
  subject: Subject,
  problem: Problem,
  disturb: (values: Float64Array) => void,
  observe: (k: number, w: Float64Array, loss: number, gradient: Float64Array) => void,
): void {
  const w = Float64Array.from(problem.start);
  const gradient = new Float64Array(w.length);
  const optimizer = subject.create({ dimension: w.length, stepSize: STEP_SIZE });
  for (let k = 0; k <= STEPS; k++) {
    const loss = problem.evaluate(w, gradient);
    observe(k, w, loss, gradient);
    if (k === STEPS) return;
    disturb(gradient);
    optimizer.step(w, gradient);
    disturb(w);
  }
}

/** Distances from the undisturbed run at the checkpoints, the largest of the noisy runs. */
function noiseOf(subject: Subject, problem: Problem, clean: ReadonlyMap<number, readonly number[]>, seed: number): Map<number, number> {
  const unit = 2 * unitRoundoff(subject.precision);
  const noise = new Map<number, number>();
  for (let run = 0; run < NOISY_RUNS; run++) {
    const random = seedrandom(`${seed}/${problem.id}/${run}`);
    const disturb = (values: Float64Array): void => {
      for (let j = 0; j < values.length; j++) values[j]! *= 1 + unit * (Math.floor(random() * 3) - 1);
    };
    descend(subject, problem, disturb, (k, w) => {
      const at = clean.get(k);
      if (at === undefined) return;
      const far = largest(at.map((x, j) => Math.abs(w[j]! - x)));
      noise.set(k, Math.max(noise.get(k) ?? 0, far, 4 * unit * largest(at.map(Math.abs))));
    });
  }
  return noise;
}

function recordProblem(subject: Subject, problem: Problem, seed: number | undefined): Recorded['problems'][number] {
  const marks = new Set(logSpacedSteps(STEPS));
  const points: Omit<RecordedPoint, 'noise'>[] = [];
  const gradients: number[][] = [];
  const stepsToLoss: Record<string, number> = Object.fromEntries(SHARES.map((share) => [share, -1]));
  let first = Number.NaN;
  descend(
    subject,
    problem,
    () => {},
    (k, w, loss, gradient) => {
      if (k === 0) first = loss;
      if (k < SHOWN) gradients.push(Array.from(gradient));
      for (const share of SHARES) if (stepsToLoss[share] === -1 && loss <= share * first) stepsToLoss[share] = k;
      if (!marks.has(k)) return;
      const { direction } = problem;
      const error = direction === undefined ? {} : { directionError: distance(normalized(w), direction) };
      points.push({ k, params: Array.from(w), loss, ...error });
    },
  );
  const clean = new Map(points.map(({ k, params }) => [k, params]));
  const noise = seed === undefined ? undefined : noiseOf(subject, problem, clean, seed);
  return { id: problem.id, points: points.map((point) => ({ ...point, noise: noise?.get(point.k) ?? 0 })), stepsToLoss, gradients };
}

/**
 * Records the trajectories of a subject on all problems.
 *
 * @param seed - of the disturbances that measure the effect of rounding; without it the noise is left at 0
 */
export function recordTrajectories(subject: Subject, seed?: number): Recorded {
  return { problems: PROBLEMS.map((problem) => recordProblem(subject, problem, seed)) };
}
