/** The first steps of SGD, from which expectations far out are taken. */

import { areStandard, type Parts } from '../../claim/parts.js';
import { numbersOfRun, slopeOfNeuron } from '../../model/known-model.js';
import { workspace } from '../../model/model.js';
import { SgdSteps } from '../../model/sgd-kernel.js';
import { neighbours } from '../../numerics/lists.js';
import { remembering, TWO_DOZEN } from '../../numerics/remember.js';
import { allFinite } from '../../numerics/vector.js';
import { logSpacedSteps } from '../../trajectory/checkpoints.js';
import { type RunOptions, run } from '../../trajectory/run.js';

/** A run of SGD to step T. */
export interface AveragedRun extends Pick<RunOptions, 'data' | 'model' | 'start' | 'steps'> {
  readonly alpha: number;
  readonly seed: number;
  /** Whether w is in the region that all iterates share; asked at log-spaced steps. */
  isInside(w: Float64Array): boolean;
}

/** Where it got to. */
export interface AveragedEnd {
  readonly stayed: boolean;
  /** All T steps were taken. */
  readonly arrived: boolean;
  /** w_T and wbar_T. */
  readonly w: Float64Array;
  readonly average: Float64Array;
}

/** Takes the first T steps. Several claims ask for the steps of one run: they are taken once. */
export function firstSteps({ isInside, ...options }: AveragedRun, parts: Parts): AveragedEnd {
  const { looks, ...end } = steps({ options, parts });
  return { ...end, stayed: looks.every(isInside) };
}

interface Asked {
  readonly options: Omit<AveragedRun, 'isInside'>;
  readonly parts: Parts;
}

const steps = remembering(numbersOf, stepsTaken, TWO_DOZEN);

/** Undefined where a part is not the standard one, or the model one that numbers do not tell. */
function numbersOf({ options, parts }: Asked): Float64Array | undefined {
  return isStandard(parts) ? numbersOfRun(options, [options.steps, options.alpha, options.seed]) : undefined;
}

function isStandard(parts: Parts): boolean {
  return areStandard(parts, 'powerSchedule', 'uniformSampler', 'stochasticGradientDescent', 'iterateAverage');
}

interface Taken extends Omit<AveragedEnd, 'stayed'> {
  /** The iterates at log-spaced steps. */
  readonly looks: readonly Float64Array[];
}

function stepsTaken(asked: Asked): Taken {
  return stepsAtOnce(asked) ?? stepsOneByOne(asked);
}

/** Undefined where they cannot be taken at once, or where the run may have ended before its last step. */
function stepsAtOnce({ options, parts }: Asked): Taken | undefined {
  const { data, model, steps: count, alpha, seed } = options;
  const slope = slopeOfNeuron(model);
  if (slope === undefined || !isStandard(parts)) return undefined;
  const rates = Float64Array.from({ length: count }, (_, k) => k).map(parts.powerSchedule(alpha));
  const steps = new SgdSteps({ data, slope, rates, weights: rates, active: [], drift: false });
  const draw = parts.uniformSampler(seed, data.n);
  for (const k of rates.keys()) steps.draws[k] = draw();
  steps.begin(options.start);
  const full = workspace(model, data);
  const looks = [steps.w.slice()];
  for (const [from, to] of neighbours(logSpacedSteps(count))) {
    for (let k = from; k < to; ) {
      const reached = steps.take(k, to, data.n);
      if (reached === undefined || !allFinite(steps.w)) return undefined;
      k = reached;
      model.evaluate(data, steps.w, full);
      if (full.gradient.every((entry) => entry === 0)) return undefined;
    }
    looks.push(steps.w.slice());
  }
  return { looks, arrived: true, w: steps.w.slice(), average: steps.mean(count) };
}

function stepsOneByOne({ options: { alpha, seed, ...options }, parts }: Asked): Taken {
  const { data, steps: count } = options;
  const looked = new Set(logSpacedSteps(count));
  const looks: Float64Array[] = [];
  const average = parts.iterateAverage(options.start.length);
  const { end, w } = run({
    ...options,
    stepSize: parts.powerSchedule(alpha),
    sampler: parts.uniformSampler(seed, data.n),
    optimizer: parts.stochasticGradientDescent,
    observe: ({ k, w: at }) => {
      if (k < count) average.add(at);
      if (looked.has(k)) looks.push(at.slice());
    },
  });
  return { looks, arrived: end === 'horizon', w, average: average.mean() };
}
