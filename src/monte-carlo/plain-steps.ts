/**
 * Steps of SGD made of this library's own parts on a ReLU neuron, to the bit those of the parts called one by one: a sample that is silent
 * moves nothing, and nothing is passed on by calls.
 */

import { NEURON, numbersOfModel } from '../model/known-model.js';
import { UNSHIFTED } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { iterateAverage } from '../optimizer/average.js';
import { stochasticGradientDescent } from '../optimizer/gradient-descent.js';
import { uniformSampler } from '../optimizer/sampler.js';
import type { ReplicateOptions } from './replicate-options.js';
import { type DrawnStep, SEED_STRIDE, type Workbench } from './workbench.js';

/** Whether optimizer, sampler and average are this library's own. */
export function hasOwnParts({ optimizer, sampler, average }: ReplicateOptions): boolean {
  return optimizer === stochasticGradientDescent && sampler === uniformSampler && average === iterateAverage;
}

/** Whether runs are made of these parts, on a ReLU neuron. */
export function isPlain(options: ReplicateOptions): boolean {
  const [kind, slope] = numbersOfModel(options.model) ?? [];
  return kind === NEURON && slope === 0 && hasOwnParts(options);
}

/** The steps of run r. */
export function plainSteps({ rates, weights, sides, w, sums }: Workbench, { data, seed }: ReplicateOptions, r: number): DrawnStep {
  const { isActive, extreme } = sides;
  const { d, n, x, y } = data;
  const draw = uniformSampler(seed + SEED_STRIDE * r, n);
  return (k) => {
    const i = draw();
    const row = i * d;
    let v = 0;
    for (let j = 0; j < d; j++) v += w[j]! * x[row + j]!;
    if (isActive[i] === 1) {
      if (!(v >= extreme[0]!)) extreme[0] = v;
    } else if (!(v <= extreme[1]!)) extreme[1] = v;
    if (!(v > 0)) return false;
    const exponent = -y[i]! * v;
    const e = exp(exponent - (exponent > UNSHIFTED ? exponent : 0));
    const factor = -y[i]! * e;
    if (factor === 0) return false;
    const eta = rates[k]!;
    let square = 0;
    for (let j = 0; j < d; j++) {
      const slope = factor * x[row + j]!;
      square += slope * slope;
      w[j]! -= eta * slope;
    }
    if (!(square > 0)) return false;
    const rate = weights[k]!;
    sums[0]! += rate * e;
    sums[1]! += rate * Math.sqrt(square);
    sums[2]! += rate * rate * square;
    return true;
  };
}
