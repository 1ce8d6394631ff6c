/** Where rounding decides how a run goes on: at a kink that a sample is too near to for its computed sign to be sure. */

import { type Dataset, everySample, sample } from '../../data/dataset.js';
import { isWithinRounding, signOfDot } from '../../numerics/exact-dot.js';
import { dot, type Numbers } from '../../numerics/vector.js';

/** The first sample (from 0) whose computed w.x_i, w the weights of one neuron, rounding could give another sign than the exact one has. */
export function sampleAtKink(data: Dataset, w: Numbers): number | undefined {
  return everySample(data).find((i) => {
    const x = sample(data, i);
    const product = dot(w, x);
    return isWithinRounding(product, w, x) && (product !== 0 || signOfDot(w, x) !== 0);
  });
}
