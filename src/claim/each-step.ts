/** The run that a case describes, whole or a step at a time. */

import type { Case } from '../data/case.js';
import type { Dataset } from '../data/dataset.js';
import type { Model } from '../model/model.js';
import type { OptimizerUnderTest, StepSize } from '../optimizer/optimizer.js';
import type { Sampler } from '../optimizer/sampler.js';
import { type Observer, type RunResult, run } from '../trajectory/run.js';
import { eachStep, type Snapshot } from './snapshot.js';
import { eta, stepCount } from './steps.js';

/** What runs, besides the start and the number of steps of the case. */
export interface RunOfCase {
  readonly data: Dataset;
  readonly model: Model;
  readonly optimizer: OptimizerUnderTest;
  /** The constant step size of the case by default. */
  readonly stepSize?: StepSize;
  /** Draws the sample of each step; without it every step uses the full gradient. */
  readonly sampler?: Sampler;
}

/**
 * The run that a case describes: from its start, by its step size, over its number of steps.
 *
 * @param observe - shown every iterate; ends the run by returning false.
 * @throws RangeError when the start has the wrong length.
 */
export function runOf(input: Case, { data, model, optimizer, stepSize = eta(input), sampler }: RunOfCase, observe?: Observer): RunResult {
  return run({
    data,
    model,
    start: input.start,
    optimizer,
    stepSize,
    steps: stepCount(input),
    ...(sampler === undefined ? {} : { sampler }),
    ...(observe === undefined ? {} : { observe }),
  });
}

/**
 * The run that a case describes, by pairs: shows each (w_k, w_{k+1}) to `visit`, which ends the run by returning false.
 *
 * @throws RangeError when the start has the wrong length.
 */
export function eachStepOf(
  input: Case,
  { data, model, ...rest }: RunOfCase,
  visit: (before: Snapshot, after: Snapshot) => boolean | void,
): RunResult {
  return runOf(input, { data, model, ...rest }, eachStep(data, model, visit));
}
