/** The parts an evaluation is built from, so that any one can be swapped: for a planted defect, or for another's optimizer. */

import { sgdExpectations } from '../expectation/expectations.js';
import { meanFlow } from '../expectation/mean-flow.js';
import type { Model } from '../model/model.js';
import { network } from '../model/network.js';
import { leakyRelu, linear, relu } from '../model/neuron.js';
import { sgdReplicates } from '../monte-carlo/replicates.js';
import { stayingRuns } from '../monte-carlo/staying-runs.js';
import { type IterateAverage, iterateAverage } from '../optimizer/average.js';
import { gradientDescent, stochasticGradientDescent } from '../optimizer/gradient-descent.js';
import { normalizedGradientDescent } from '../optimizer/normalized.js';
import type { OptimizerUnderTest } from '../optimizer/optimizer.js';
import { cyclicSampler, type Sampler, uniformSampler } from '../optimizer/sampler.js';
import { powerSchedule } from '../optimizer/schedule.js';
import { landscapeRegion } from '../oracle/landscape.js';
import { maxMargin } from '../oracle/max-margin.js';
import { patternPartition } from '../oracle/pattern.js';
import { separability } from '../oracle/separability.js';
import { followEvents } from '../trajectory/events/index.js';
import { gradientDescentTrajectory } from '../trajectory/log-time/index.js';

/** Models, optimizers, sampling and oracles as one evaluation uses them. */
export interface Parts {
  readonly linear: Model;
  readonly relu: Model;
  leakyRelu(slope: number): Model;
  network(outputWeights: readonly number[]): Model;
  readonly gradientDescent: OptimizerUnderTest;
  readonly stochasticGradientDescent: OptimizerUnderTest;
  readonly normalizedGradientDescent: OptimizerUnderTest;
  powerSchedule(alpha: number): (k: number) => number;
  uniformSampler(seed: number, n: number): Sampler;
  cyclicSampler(n: number): Sampler;
  iterateAverage(dimension: number): IterateAverage;
  readonly separability: typeof separability;
  readonly maxMargin: typeof maxMargin;
  readonly landscapeRegion: typeof landscapeRegion;
  readonly patternPartition: typeof patternPartition;
  /** Gradient descent step by step, then in log time. */
  readonly trajectory: typeof gradientDescentTrajectory;
  /** Gradient descent on one neuron from strike to strike. */
  readonly events: typeof followEvents;
  /** Exact expectations over SGD's sampling. */
  readonly sgdExpectations: typeof sgdExpectations;
  /** SGD's expectations beyond any number of steps that can be taken. */
  readonly meanFlow: typeof meanFlow;
  /** Independent runs of SGD. */
  readonly sgdReplicates: typeof sgdReplicates;
  /** Runs of SGD that stay in a region, with the weight of that. */
  readonly stayingRuns: typeof stayingRuns;
}

/** The parts as the paper defines them. */
export const standardParts: Parts = {
  linear,
  relu,
  leakyRelu,
  network,
  gradientDescent,
  stochasticGradientDescent,
  normalizedGradientDescent,
  powerSchedule,
  uniformSampler,
  cyclicSampler,
  iterateAverage,
  separability,
  maxMargin,
  landscapeRegion,
  patternPartition,
  trajectory: gradientDescentTrajectory,
  events: followEvents,
  sgdExpectations,
  meanFlow,
  sgdReplicates,
  stayingRuns,
};

/** Whether these parts are the paper's own. */
export function areStandard(parts: Parts, ...names: readonly (keyof Parts)[]): boolean {
  return names.every((name) => parts[name] === standardParts[name]);
}
