/** A network with constant patterns as a linear model in all its weights (Soudry et al. 2017, corollary 8). */

import { type Dataset, everySample, labelOf, sample } from '../../data/dataset.js';
import { signOfDot } from '../../numerics/exact-dot.js';

/**
 * y_i (v_k A_ik x_i)_k with the patterns A_ik at W, K*d numbers for each sample: y_i f(x_i) is their inner product with W.
 *
 * @param w - parameters, neuron by neuron: K*d numbers.
 */
export function liftedRows(data: Dataset, v: readonly number[], w: Float64Array): Float64Array[] {
  const { d } = data;
  return everySample(data).map((i) => {
    const x = sample(data, i);
    const row = new Float64Array(v.length * d);
    for (const [k, weight] of v.entries()) {
      if (signOfDot(w.subarray(k * d, (k + 1) * d), x) > 0)
        row.set(
          x.map((entry) => labelOf(data, i) * weight * entry),
          k * d,
        );
    }
    return row;
  });
}
