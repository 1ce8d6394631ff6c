/** One run as a list of checkpoints, from either engine. */

import { type Dataset, sample } from '../data/dataset.js';
import { type Model, workspace } from '../model/model.js';
import { exp, log } from '../numerics/elementary.js';
import { distance, dot, norm, normalized } from '../numerics/vector.js';
import { gradientDescent, stochasticGradientDescent } from '../optimizer/gradient-descent.js';
import { uniformSampler } from '../optimizer/sampler.js';
import { powerSchedule } from '../optimizer/schedule.js';
import { type FeasibleMargin, maxMargin, signedRows } from '../oracle/max-margin.js';
import { limitResidual, wholeResidual } from '../oracle/residual.js';
import { logSpacedSteps } from '../trajectory/checkpoints.js';
import { gradientDescentTrajectory, type LimitReport, limitReport } from '../trajectory/log-time/index.js';
import { type RunEnd, run } from '../trajectory/run.js';

/** One checkpoint of the trace JSON. */
export interface TraceCheckpoint {
  /** Number of steps, where it is one that a double holds. */
  readonly t?: number;
  readonly lnT: number;
  readonly w: number[];
  readonly norm: number;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly direction: number[];
  /** |w/|w| - reference direction|; NaN without a reference. */
  readonly directionError: number;
  /** min_i y_i w.x_i / |w|. */
  readonly margin: number;
  /** Samples with w.x_i > 0. */
  readonly active: number[];
  readonly engine: 'step' | 'log-time';
  /** How often each sample has changed activation so far; step by step only. */
  readonly crossings?: number[];
}

/** How a step-by-step run ended, and at which step. */
export interface TraceEnd {
  readonly kind: RunEnd;
  readonly step: number;
}

/** A run with the max-margin direction that it is compared with. */
export interface Trace {
  /** Initial weights, w_0. */
  readonly start: number[];
  /** Margin of the reference direction; NaN where there is none. */
  readonly gamma: number;
  readonly direction: number[];
  readonly checkpoints: TraceCheckpoint[];
  /** The end of the step-by-step part. */
  readonly end: TraceEnd;
  /** Why log time did not reach the horizon; the checkpoints are then those of the steps alone. */
  readonly unknown?: string;
  /** What the run tends to, where log time reached far enough to tell. */
  readonly limit?: Omit<LimitReport, 'direction' | 'rate'> & {
    readonly direction: number[];
    /** With the constant that theory gives (soudry/constant), where it gives one. */
    readonly rate: LimitReport['rate'] & { readonly expected?: number };
  };
}

type Bare = Omit<TraceCheckpoint, 'directionError'>;

/** What is read off w alone. */
function atPoint(data: Dataset, w: Float64Array, lnT: number): Omit<Bare, 'loss' | 'gradientNorm' | 'engine'> {
  const length = norm(w);
  let margin = Number.POSITIVE_INFINITY;
  const active: number[] = [];
  for (let i = 0; i < data.n; i++) {
    const v = dot(w, sample(data, i));
    if (v > 0) active.push(i);
    margin = Math.min(margin, (data.y[i]! * v) / (length || 1));
  }
  const t = Math.round(exp(lnT));
  return { ...(lnT < 36 ? { t } : {}), lnT, w: Array.from(w), norm: length, direction: Array.from(normalized(w)), margin, active };
}

/** Loss and gradient at w from the model. */
function evaluated(data: Dataset, model: Model, w: Float64Array): { loss: number; gradientNorm: number } {
  const into = workspace(model, data);
  model.evaluate(data, w, into);
  const factor = exp(into.shift);
  return { loss: into.loss * factor, gradientNorm: norm(into.gradient) * factor };
}

/** Checkpoints of a step-by-step run, at 0, 1, 2, 5, 10, ... */
function bySteps(
  data: Dataset,
  model: Model,
  steps: number,
  options: Pick<Parameters<typeof run>[0], 'start' | 'optimizer' | 'stepSize' | 'sampler'>,
): { checkpoints: Bare[]; end: TraceEnd } {
  const marks = new Set(logSpacedSteps(steps));
  const checkpoints: Bare[] = [];
  const crossings = new Array<number>(data.n).fill(0);
  const wasActive = new Uint8Array(data.n);
  const count = (k: number, w: Float64Array): void => {
    for (let i = 0; i < data.n; i++) {
      let v = 0;
      for (let j = 0; j < data.d; j++) v += w[j]! * data.x[i * data.d + j]!;
      const active = v > 0 ? 1 : 0;
      if (k > 0 && active !== wasActive[i]) crossings[i]!++;
      wasActive[i] = active;
    }
  };
  const take = (k: number, w: Float64Array): void => {
    checkpoints.push({ ...atPoint(data, w, log(k)), t: k, ...evaluated(data, model, w), engine: 'step', crossings: crossings.slice() });
  };
  const result = run({
    data,
    model,
    steps,
    ...options,
    observe: ({ k, w }) => {
      count(k, w);
      if (marks.has(k)) take(k, w);
    },
  });
  // A run that ended early is told up to its end.
  if (result.steps > (checkpoints.at(-1)?.t ?? -1)) take(result.steps, result.w);
  return { checkpoints, end: { kind: result.end, step: result.steps } };
}

/**
 * Adds the reference: the max-margin direction of y_i x_i (rescaled for leaky slopes), or for ReLU that of the
 * positives active in the end, with all negatives kept inactive (thm-3.2/classification@repaired without recurrent positives).
 */
function withReference(
  data: Dataset,
  model: Model,
  checkpoints: readonly Bare[],
  end: TraceEnd,
  continued?: { readonly limit: LimitReport | undefined; readonly start: readonly number[]; readonly eta: number },
): Trace {
  const last = checkpoints.at(-1)!;
  const slope = model.output(Float64Array.of(-1), 0) / -1;
  const J = last.active.filter((i) => data.y[i] === 1);
  const answer =
    slope > 0
      ? maxMargin({ dimension: data.d, atLeastOne: signedRows(data, { slope }) })
      : J.length === 0
        ? undefined
        : maxMargin({
            dimension: data.d,
            atLeastOne: signedRows(data, { subset: J }),
            atMostZero: data.negatives.map((j) => sample(data, j)),
          });
  const reference = answer?.feasible ? answer : undefined;
  const limit = continued?.limit;
  const theory = slope === 1 && limit?.rate.kind === 'log' && reference !== undefined;
  const expected = theory ? expectedConstant(data, reference, continued!.start, continued!.eta) : undefined;
  return {
    start: checkpoints[0]!.w,
    gamma: reference?.margin ?? Number.NaN,
    direction: Array.from(reference?.direction ?? []),
    end,
    ...(limit === undefined
      ? {}
      : {
          limit: {
            ...limit,
            // Of units without a kink the engine does not say on which side they are.
            active: last.active.filter((i) => !limit.sliding.includes(i)),
            direction: Array.from(limit.direction),
            rate: { ...limit.rate, ...(expected === undefined ? {} : { expected }) },
          },
        }),
    checkpoints: checkpoints.map((at) => ({
      ...at,
      directionError: reference === undefined ? Number.NaN : distance(at.direction, reference.direction),
    })),
  };
}

/** The constant of the direction's error on the linear model, where no support vector is degenerate and they span the data. */
function expectedConstant(data: Dataset, best: FeasibleMargin, start: readonly number[], eta: number): number | undefined {
  const limit = limitResidual(signedRows(data), best, eta / data.n);
  return limit?.spans ? wholeResidual(limit, best.direction, start).beside * best.margin : undefined;
}

/** Traces SGD with eta_k = (k+1)^(-alpha), step by step. */
export function traceSgd(data: Dataset, model: Model, start: readonly number[], alpha: number, seed: number, steps: number): Trace {
  const sampler = uniformSampler(seed, data.n);
  const { checkpoints, end } = bySteps(data, model, steps, {
    start,
    optimizer: stochasticGradientDescent,
    stepSize: powerSchedule(alpha),
    sampler,
  });
  return withReference(data, model, checkpoints, end);
}

/** Steps taken one by one before log time takes over. */
const STEP_BY_STEP = 10_000;

/** Traces gradient descent for a number of steps, or to t = e^lnT. */
export function traceGradientDescent(
  data: Dataset,
  model: Model,
  start: readonly number[],
  eta: number,
  until: { readonly steps: number } | { readonly lnT: number },
): Trace {
  const options = { start, optimizer: gradientDescent, stepSize: eta };
  if ('steps' in until) {
    const { checkpoints, end } = bySteps(data, model, until.steps, options);
    return withReference(data, model, checkpoints, end);
  }
  const steps = Math.min(STEP_BY_STEP, Math.round(exp(Math.min(until.lnT, 36))));
  const { checkpoints: early, end } = bySteps(data, model, steps, options);
  if (log(steps) >= until.lnT) return withReference(data, model, early, end);
  const marks = logSpacedSteps(until.lnT).filter((s) => s > log(steps));
  const { logTime, checkpoints } = gradientDescentTrajectory({ data, model, start, eta, until: until.lnT, checkpoints: marks, steps });
  if (logTime?.kind !== 'reached') {
    const unknown = logTime === undefined ? 'the iterates leave the range of float64' : `at ln t = ${logTime.s}: ${logTime.reason}`;
    return { ...withReference(data, model, early, end), unknown };
  }
  const later: Bare[] = checkpoints
    .filter(({ s }) => s > log(steps))
    .map(({ s, w, velocity, constantLoss, logExcess, engine }) => ({
      ...atPoint(data, w, s),
      loss: constantLoss + exp(logExcess),
      // dw/ds = -eta t grad L.
      gradientNorm: exp(log(norm(velocity) / eta) - s),
      engine,
    }));
  return withReference(data, model, [...early, ...later], end, { limit: limitReport(logTime), start, eta });
}
