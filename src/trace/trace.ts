/** One run of a single neuron as a list of checkpoints, from either engine. */

import { type Dataset, sample } from '../data/dataset.js';
import type { Model } from '../model/model.js';
import { slopeOf } from '../model/neuron.js';
import { nth } from '../numerics/lists.js';
import { distance, dot, norm, normalized } from '../numerics/vector.js';
import { type FeasibleMargin, maxMargin, signedRows } from '../oracle/max-margin.js';
import { limitResidual, wholeResidual } from '../oracle/residual.js';
import type { LimitReport } from '../trajectory/log-time/index.js';
import { marginWork } from './margin-work.js';
import { type Descent, type Sighting, type Sightings, sight, type TraceEnd } from './sightings.js';

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
  readonly crossings?: readonly number[];
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
  /** True where the run was stopped before its horizon; the checkpoints are those up to then. */
  readonly stopped?: true;
  /** True where the search for the reference direction was stopped; the checkpoints reach the horizon. */
  readonly referenceStopped?: true;
  /** The work that the reference direction would take, where it was not looked for. */
  readonly referenceWork?: number;
  /** What the run tends to, where log time reached far enough to tell. */
  readonly limit?: Omit<LimitReport, 'direction' | 'rate'> & {
    readonly direction: number[];
    /** With the constant that theory gives (soudry/constant), where it gives one. */
    readonly rate: LimitReport['rate'] & { readonly expected?: number };
  };
}

/** Work (see `marginWork`) up to which a run that was stopped still gets its reference, within a second or so. */
const QUICK = 1e7;
/** The same for the numbers of the data. */
const FEW = 100_000;

/** Traces a run of a single neuron. */
export function traced(data: Dataset, model: Model, start: readonly number[], descent: Descent): Trace {
  return traceOf(data, model, sight(data, model, start, descent), start, descent);
}

/** Whether the max-margin direction of the data can be waited for. */
export function isAwaited({ n, d }: Dataset, { stopped, referenceStopped, unaffordable }: Sightings, neurons = 1): boolean {
  if (unaffordable !== undefined || referenceStopped) return false;
  return stopped === undefined || (n * d <= FEW && marginWork(n, d * neurons) <= QUICK);
}

type Bare = Omit<TraceCheckpoint, 'directionError'>;

/** A sighting with what is read off w. */
function atPoint(data: Dataset, { t, lnT, w, loss, gradientNorm, engine, crossings }: Sighting): Bare {
  const length = norm(w);
  let margin = Number.POSITIVE_INFINITY;
  const active: number[] = [];
  for (let i = 0; i < data.n; i++) {
    const v = dot(w, sample(data, i));
    if (v > 0) active.push(i);
    margin = Math.min(margin, (nth(data.y, i) * v) / (length || 1));
  }
  return {
    ...(t === undefined ? {} : { t }),
    lnT,
    w: Array.from(w),
    norm: length,
    direction: Array.from(normalized(w)),
    margin,
    active,
    loss,
    gradientNorm,
    engine,
    ...(crossings === undefined ? {} : { crossings }),
  };
}

/**
 * Adds the reference: the max-margin direction of y_i x_i (rescaled for leaky slopes), or for ReLU that of the
 * positives active in the end, with all negatives kept inactive (thm-3.2/classification@repaired without recurrent positives).
 */
export function traceOf(data: Dataset, model: Model, seen: Sightings, start: readonly number[], descent: Descent): Trace {
  const { sightings, end, unknown, limit, stopped, referenceStopped, unaffordable } = seen;
  const checkpoints = sightings.map((sighting) => atPoint(data, sighting));
  const last = nth(checkpoints, checkpoints.length - 1);
  const slope = slopeOf(model);
  const J = last.active.filter((i) => data.y[i] === 1);
  const answer = !isAwaited(data, seen)
    ? undefined
    : slope > 0
      ? maxMargin({ dimension: data.d, atLeastOne: signedRows(data, { slope }) })
      : J.length === 0
        ? undefined
        : maxMargin({
            dimension: data.d,
            atLeastOne: signedRows(data, { subset: J }),
            atMostZero: data.negatives.map((j) => sample(data, j)),
          });
  const reference = answer?.feasible ? answer : undefined;
  const theory = slope === 1 && limit?.rate.kind === 'log' && reference !== undefined && descent.kind === 'gd';
  const expected = theory ? expectedConstant(data, reference, start, descent.eta) : undefined;
  return {
    start: nth(checkpoints, 0).w,
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
    ...(unknown === undefined ? {} : { unknown }),
    ...(stopped === undefined ? {} : { stopped }),
    ...(referenceStopped === undefined ? {} : { referenceStopped }),
    ...(unaffordable === undefined ? {} : { referenceWork: unaffordable }),
  };
}

/** The constant of the direction's error on the linear model, where no support vector is degenerate and they span the data. */
function expectedConstant(data: Dataset, best: FeasibleMargin, start: readonly number[], eta: number): number | undefined {
  const limit = limitResidual(signedRows(data), best, eta / data.n);
  return limit?.spans ? wholeResidual(limit, best.direction, start).beside * best.margin : undefined;
}
