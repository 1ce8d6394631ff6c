/** Which runs of SGD are made of this library's own parts. */

import { slopeOfNeuron } from '../model/known-model.js';
import { iterateAverage } from '../optimizer/average.js';
import { stochasticGradientDescent } from '../optimizer/gradient-descent.js';
import { uniformSampler } from '../optimizer/sampler.js';
import type { ReplicateOptions } from './replicate-options.js';

/** Whether optimizer, sampler and average are this library's own. */
export function hasOwnParts({ optimizer, sampler, average }: ReplicateOptions): boolean {
  return optimizer === stochasticGradientDescent && sampler === uniformSampler && average === iterateAverage;
}

/** The neuron's slope below 0, where that is all that tells such a run from others. */
export function plainSlope(options: ReplicateOptions): number | undefined {
  return hasOwnParts(options) ? slopeOfNeuron(options.model) : undefined;
}
