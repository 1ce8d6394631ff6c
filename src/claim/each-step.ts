/** The run that a case describes, a step at a time. */

import type { Case } from '../data/case.js';
import type { Dataset } from '../data/dataset.js';
import type { Model } from '../model/model.js';
import type { OptimizerUnderTest, StepSize } from '../optimizer/optimizer.js';
import type { Sampler } from '../optimizer/sampler.js';
import { type RunResult, run } from '../trajectory/run.js';
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
 * Runs an optimizer from the start of a case and shows each pair (w_k, w_{k+1}) to `visit`, which ends the run by
 * returning false.
 *
 * @throws RangeError when the start has the wrong length.
 */
export function eachStepOf(
  input: Case,
  { data, model, optimizer, stepSize = eta(input), sampler }: RunOfCase,
  visit: (before: Snapshot, after: Snapshot) => boolean | void,
): RunResult {
  return run({
    data,
    model,
    start: input.start,
    optimizer,
    stepSize,
    steps: stepCount(input),
    ...(sampler === undefined ? {} : { sampler }),
    observe: eachStep(data, model, visit),
  });
}
