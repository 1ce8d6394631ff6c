/** The step-by-step engine: one run of an optimizer on a model and a data set. */

import type { Dataset } from '../data/dataset.js';
import { descendAtOnce } from '../model/descend.js';
import type { Model, Workspace } from '../model/model.js';
import { workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { ShapeError } from '../numerics/shape-error.js';
import { unlessStopped } from '../numerics/stopping.js';
import { allFinite } from '../numerics/vector.js';
import { gradientDescent } from '../optimizer/gradient-descent.js';
import type { OptimizerUnderTest, StepSize } from '../optimizer/optimizer.js';
import type { Sampler } from '../optimizer/sampler.js';

/** What an observer sees before step k: views that the next step writes over. */
export interface StepView {
  /** Steps taken so far; w is w_k. */
  k: number;
  readonly w: Float64Array;
  /**
   * Evaluation at w_k: of the full loss under GD; of the drawn sample's loss under SGD (meaningless at the last view
   * of an SGD run, where nothing is drawn).
   */
  readonly evaluation: Workspace;
  /** Index drawn for the step from w_k; -1 under GD and at the last view. */
  sample: number;
}

/** Called with every iterate w_0, w_1, ... (only those of `observeAt` where that is given); returning `false` stops the run there. */
export type Observer = (view: StepView) => boolean | void;

/** One run to make. */
export interface RunOptions {
  readonly data: Dataset;
  readonly model: Model;
  readonly start: ArrayLike<number>;
  readonly optimizer: OptimizerUnderTest;
  readonly stepSize: StepSize;
  /** Number of steps to take. */
  readonly steps: number;
  /** Draws the sample of each step; without it every step uses the full gradient. */
  readonly sampler?: Sampler;
  readonly observe?: Observer;
  /** Numbers of the iterates that the observer sees, ascending; all by default. A few make the run faster. */
  readonly observeAt?: readonly number[];
}

/** How a run ended. */
export type RunEnd =
  /** All steps were taken. */
  | 'horizon'
  /** No sample acts on any neuron: the gradient is zero for ever (thm-3.2/4). */
  | 'terminated'
  /** A parameter left the range of float64. */
  | 'diverged'
  /** The observer stopped it. */
  | 'stopped';

/** Where a run ended. */
export interface RunResult {
  readonly end: RunEnd;
  /** Steps taken: the last iterate is w_steps. A terminated run reports the first step at which nothing acts. */
  readonly steps: number;
  readonly w: Float64Array;
}

/**
 * Runs an optimizer step by step, without allocating per step.
 *
 * @throws ShapeError when the start has the wrong length; TypeError when the optimizer's step is asynchronous.
 */
export function run(options: RunOptions): RunResult {
  const { data, model, steps, sampler, observe, observeAt } = options;
  const dimension = data.d * model.neurons;
  if (options.start.length !== dimension) {
    throw new ShapeError(`start has ${options.start.length} numbers, the model has ${dimension} parameters`);
  }
  const w = Float64Array.from(options.start);
  const evaluation = workspace(model, data);
  const optimizer = options.optimizer.create({ dimension, stepSize: options.stepSize });
  const view: StepView = { k: 0, w, evaluation, sample: -1 };
  const before = new Float64Array(dimension);
  const leaps = mayLeap(options);
  let idle = 0;
  let next = 0;
  for (let k = 0; ; k++) {
    unlessStopped();
    while (observeAt !== undefined && observeAt[next]! < k) next++;
    const leap = leaps ? leapt(options, w, Math.min(steps, observeAt?.[next] ?? steps) - k) : 0;
    k += leap;
    if (leap > 0 && !allFinite(w)) return { end: 'diverged', steps: k, w };
    view.k = k;
    view.sample = -1;
    if (sampler !== undefined && k < steps) {
      view.sample = sampler();
      model.evaluateSample(data, view.sample, w, evaluation);
    } else if (sampler === undefined) {
      model.evaluate(data, w, evaluation);
    }
    if (observe !== undefined && (observeAt === undefined || observeAt[next] === k) && observe(view) === false)
      return { end: 'stopped', steps: k, w };
    if (k >= steps) return { end: 'horizon', steps: k, w };
    // A silent drawn sample or an underflowed weight is not the end; no sample acting on any neuron is.
    idle = isZero(evaluation.gradient) ? idle + 1 : 0;
    const silent = idle > 0 && (sampler === undefined || idle % data.n === 0) && isSilent(model, data, w, evaluation);
    if (silent) before.set(w);
    if (evaluation.shift !== 0) {
      const factor = exp(evaluation.shift);
      for (let j = 0; j < dimension; j++) if (evaluation.gradient[j] !== 0) evaluation.gradient[j]! *= factor;
    }
    const pending = optimizer.step(w, evaluation.gradient);
    if (pending !== undefined) throw new TypeError(`optimizer ${options.optimizer.name} steps asynchronously; this engine is synchronous`);
    // An optimizer with momentum may still be moving.
    if (silent && before.every((value, j) => value === w[j])) return { end: 'terminated', steps: k + 1 - idle, w };
    if (!allFinite(w)) return { end: 'diverged', steps: k + 1, w };
  }
}

/** Whether steps can be taken at once: nobody looks at each. */
function mayLeap({ optimizer, stepSize, sampler, observe, observeAt }: RunOptions): boolean {
  const unseen = observe === undefined || observeAt !== undefined;
  return unseen && sampler === undefined && optimizer === gradientDescent && typeof stepSize === 'number';
}

/** Products of features with parameters in steps that are taken at once: some tenths of a second, within which a run cannot be ended. */
const LONGEST_LEAP = 2 ** 28;

/** Steps that were taken at once. */
function leapt({ data, model, stepSize }: RunOptions, w: Float64Array, most: number): number {
  const leap = Math.min(most, Math.ceil(LONGEST_LEAP / (data.n * w.length)));
  return leap <= 0 || typeof stepSize !== 'number' ? 0 : descendAtOnce(model, data, w, stepSize, leap);
}

function isZero(vector: Float64Array): boolean {
  for (let j = 0; j < vector.length; j++) if (vector[j] !== 0) return false;
  return true;
}

/** Products of smaller weights with data can underflow, so that a gradient of zero says nothing. */
const TELLING = 2 ** -500;

/**
 * True when no sample can move any parameter: every one-sided slope is 0, not just a weight that underflowed. Called
 * with a zero gradient in `evaluation`, and leaves it so.
 */
function isSilent(model: Model, data: Dataset, w: Float64Array, evaluation: Workspace): boolean {
  model.evaluate(data, w, evaluation);
  const silent = isZero(evaluation.gradient) && evaluation.weight.every((weight) => weight > TELLING);
  evaluation.gradient.fill(0);
  evaluation.shift = 0;
  return silent;
}
