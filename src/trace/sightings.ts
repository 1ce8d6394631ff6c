/** One run as it is seen at log-spaced moments, step by step and beyond in log time; for one neuron and for networks alike. */

import type { Dataset } from '../data/dataset.js';
import { type Model, workspace } from '../model/model.js';
import { exp, log } from '../numerics/elementary.js';
import { norm } from '../numerics/vector.js';
import { gradientDescent, stochasticGradientDescent } from '../optimizer/gradient-descent.js';
import { uniformSampler } from '../optimizer/sampler.js';
import { powerSchedule } from '../optimizer/schedule.js';
import { logSpacedSteps } from '../trajectory/checkpoints.js';
import { gradientDescentTrajectory, type LimitReport, limitReport, type TrajectoryCheckpoint } from '../trajectory/log-time/index.js';
import { type RunEnd, run } from '../trajectory/run.js';

/** Steps taken one by one before log time takes over. */
const STEP_BY_STEP = 10_000;
/** Values of ln t up to which a double holds the number of steps. */
const COUNTED = 36;

/** The run at one moment. */
export interface Sighting {
  /** Number of steps, where it is one that a double holds. */
  readonly t?: number;
  readonly lnT: number;
  readonly w: Float64Array;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly engine: 'step' | 'log-time';
  /** How often each unit i*K + k has changed its side so far; step by step only. */
  readonly crossings?: readonly number[];
  /** Units on the side of slope 1, and on or about their kinks, as log time keeps them; by the signs of w at a step. */
  readonly units?: { readonly active: readonly number[]; readonly sliding: readonly number[] };
}

/** How a step-by-step run ended, and at which step. */
export interface TraceEnd {
  readonly kind: RunEnd;
  readonly step: number;
}

/** A run as it was seen. */
export interface Sightings {
  readonly sightings: readonly Sighting[];
  /** The end of the step-by-step part. */
  readonly end: TraceEnd;
  /** Why log time did not reach the horizon; the sightings are then those of the steps alone. */
  readonly unknown?: string;
  /** What the run tends to, where log time reached far enough to tell. */
  readonly limit?: LimitReport;
  /** True where the run was stopped before its horizon. */
  readonly stopped?: true;
  /** True where the run was seen to its end, and the search for what it is compared with was stopped. */
  readonly referenceStopped?: true;
  /** What the max-margin direction would take (see `marginWork`), where it is not to be found. */
  readonly unaffordable?: number;
}

/** Told a sighting when it is made. */
export type Watch = (sighting: Sighting) => void;

/** Gradient descent with step size eta, for a number of steps or to t = e^lnT; or SGD with steps (k+1)^(-alpha). */
export type Descent =
  | { readonly kind: 'gd'; readonly eta: number; readonly until: { readonly steps: number } | { readonly lnT: number } }
  | { readonly kind: 'sgd'; readonly alpha: number; readonly seed: number; readonly steps: number };

/** How steps are taken. */
type Stepping = Pick<Parameters<typeof run>[0], 'start' | 'optimizer' | 'stepSize' | 'sampler'>;

function steppingOf({ n }: Dataset, start: readonly number[], descent: Descent): Stepping {
  if (descent.kind === 'gd') return { start, optimizer: gradientDescent, stepSize: descent.eta };
  const { alpha, seed } = descent;
  return { start, optimizer: stochasticGradientDescent, stepSize: powerSchedule(alpha), sampler: uniformSampler(seed, n) };
}

/** Steps that are taken one by one on the way to the horizon. */
function stepsOf(descent: Descent): number {
  if (descent.kind === 'sgd') return descent.steps;
  const { until } = descent;
  return 'steps' in until ? until.steps : Math.min(STEP_BY_STEP, Math.round(exp(Math.min(until.lnT, COUNTED))));
}

/** The first iterates of a run, w_0 among them: `most` steps, or those up to its horizon. */
export function firstIterates(data: Dataset, model: Model, start: readonly number[], descent: Descent, most: number): Float64Array[] {
  const iterates: Float64Array[] = [];
  const observe = ({ w }: { w: Float64Array }): void => void iterates.push(w.slice());
  run({ data, model, steps: Math.min(most, stepsOf(descent)), ...steppingOf(data, start, descent), observe });
  return iterates;
}

/** Follows a run to its horizon. */
export function sight(data: Dataset, model: Model, start: readonly number[], descent: Descent, watch: Watch = () => {}): Sightings {
  const steps = stepsOf(descent);
  const early = bySteps(data, model, steps, steppingOf(data, start, descent), watch);
  if (descent.kind === 'sgd' || 'steps' in descent.until || log(steps) >= descent.until.lnT) return early;
  const { eta, until } = descent;
  const marks = logSpacedSteps(until.lnT).filter((s) => s > log(steps));
  const { logTime, checkpoints } = gradientDescentTrajectory({
    data,
    model,
    start,
    eta,
    until: until.lnT,
    checkpoints: marks,
    steps,
    onCheckpoint: (checkpoint) => {
      if (checkpoint.s > log(steps)) watch(inLogTime({ ...checkpoint, engine: 'log-time' }, eta));
    },
  });
  if (logTime?.kind !== 'reached') {
    const unknown = logTime === undefined ? 'the iterates leave the range of float64' : `at ln t = ${logTime.s}: ${logTime.reason}`;
    return { ...early, unknown };
  }
  const later = checkpoints.filter(({ s }) => s > log(steps)).map((checkpoint) => inLogTime(checkpoint, eta));
  const limit = limitReport(logTime);
  return { sightings: [...early.sightings, ...later], end: early.end, ...(limit === undefined ? {} : { limit }) };
}

function inLogTime(checkpoint: TrajectoryCheckpoint, eta: number): Sighting {
  const { s, w, velocity, constantLoss, logExcess, engine, active, sliding } = checkpoint;
  return {
    ...(s < COUNTED ? { t: Math.round(exp(s)) } : {}),
    lnT: s,
    w,
    loss: constantLoss + exp(logExcess),
    // dw/ds = -eta t grad L.
    gradientNorm: exp(log(norm(velocity) / eta) - s),
    engine,
    units: { active, sliding },
  };
}

/** A step-by-step run at 0, 1, 2, 5, 10, ... */
function bySteps(data: Dataset, model: Model, steps: number, options: Stepping, watch: Watch): Sightings {
  const marks = new Set(logSpacedSteps(steps));
  const sightings: Sighting[] = [];
  const count = crossingCounter(data, model.neurons);
  const take = (k: number, w: Float64Array): void => {
    const crossings = count.crossings.slice();
    const sighting: Sighting = { t: k, lnT: log(k), w: w.slice(), ...evaluated(data, model, w), engine: 'step', crossings };
    sightings.push(sighting);
    watch(sighting);
  };
  const result = run({
    data,
    model,
    steps,
    ...options,
    observe: ({ k, w }) => {
      count.look(k, w);
      if (marks.has(k)) take(k, w);
    },
  });
  // A run that ended early is told up to its end.
  if (result.steps > (sightings.at(-1)?.t ?? -1)) take(result.steps, result.w);
  return { sightings, end: { kind: result.end, step: result.steps } };
}

/** Counts how often units change their sides. */
function crossingCounter({ n, d, x }: Dataset, neurons: number): { crossings: number[]; look(k: number, w: Float64Array): void } {
  const crossings = new Array<number>(n * neurons).fill(0);
  const wasActive = new Uint8Array(n * neurons);
  const look = (k: number, w: Float64Array): void => {
    for (let unit = 0; unit < wasActive.length; unit++) {
      const row = Math.trunc(unit / neurons) * d;
      const block = (unit % neurons) * d;
      let v = 0;
      for (let j = 0; j < d; j++) v += w[block + j]! * x[row + j]!;
      const active = v > 0 ? 1 : 0;
      if (k > 0 && active !== wasActive[unit]) crossings[unit]!++;
      wasActive[unit] = active;
    }
  };
  return { crossings, look };
}

/** Loss and gradient at w from the model. */
function evaluated(data: Dataset, model: Model, w: Float64Array): { loss: number; gradientNorm: number } {
  const into = workspace(model, data);
  model.evaluate(data, w, into);
  const factor = exp(into.shift);
  return { loss: into.loss * factor, gradientNorm: norm(into.gradient) * factor };
}
