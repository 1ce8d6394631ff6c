/** K hidden ReLU neurons with fixed output weights: f(x) = sum_k v_k max(0, w_k.x) (section 4.2, eq. 2). */

import type { Dataset } from '../data/dataset.js';
import { exp } from '../numerics/elementary.js';
import { known, NETWORK } from './known-model.js';
import { type Model, UNSHIFTED, type Workspace } from './model.js';
import { evaluateBounded } from './network-kernel.js';

/**
 * The network with output weights v.
 *
 * @param v - K finite, non-zero numbers.
 * @throws RangeError when v is empty or an entry is zero or not finite.
 */
export function network(v: readonly number[]): Model {
  if (v.length === 0) throw new RangeError('output weights: none given');
  v.forEach((weight, k) => {
    if (!Number.isFinite(weight) || weight === 0) throw new RangeError(`output weight ${k} is ${weight}, not a finite non-zero number`);
  });
  const outputWeights = Float64Array.from(v);
  const neurons = v.length;

  const output = (preactivation: Float64Array, i: number): number => {
    let f = 0;
    for (let k = 0; k < neurons; k++) f += outputWeights[k]! * Math.max(0, preactivation[i * neurons + k]!);
    return f;
  };

  /** Fills in the preactivations of sample i; returns its output. Four neurons at a time, each sum in its own order. */
  const preactivate = ({ d, x }: Dataset, i: number, w: Float64Array, preactivation: Float64Array): number => {
    const row = i * d;
    const to = i * neurons;
    let k = 0;
    for (; k + 4 <= neurons; k += 4) {
      const first = k * d;
      const second = first + d;
      const third = second + d;
      const fourth = third + d;
      let a = 0;
      let b = 0;
      let c = 0;
      let e = 0;
      for (let j = 0; j < d; j++) {
        const entry = x[row + j]!;
        a += w[first + j]! * entry;
        b += w[second + j]! * entry;
        c += w[third + j]! * entry;
        e += w[fourth + j]! * entry;
      }
      preactivation[to + k] = a;
      preactivation[to + k + 1] = b;
      preactivation[to + k + 2] = c;
      preactivation[to + k + 3] = e;
    }
    for (; k < neurons; k++) {
      const from = k * d;
      let a = 0;
      for (let j = 0; j < d; j++) a += w[from + j]! * x[row + j]!;
      preactivation[to + k] = a;
    }
    return output(preactivation, i);
  };

  const addGradient = ({ d, x }: Dataset, i: number, factor: number, { preactivation, gradient }: Workspace): void => {
    const row = i * d;
    for (let k = 0, at = 0; k < neurons; k++, at += d) {
      if (!(preactivation[i * neurons + k]! > 0)) continue;
      const scale = factor * outputWeights[k]!;
      for (let j = 0; j < d; j++) gradient[at + j]! += scale * x[row + j]!;
    }
  };

  /** The plain form of `evaluateBounded`, for outputs of any size; the same bits where both apply. */
  const evaluateShifted = (data: Dataset, w: Float64Array, into: Workspace): void => {
    const { n, y } = data;
    let largest = 0;
    for (let i = 0; i < n; i++) {
      const exponent = -y[i]! * preactivate(data, i, w, into.preactivation);
      into.weight[i] = exponent;
      if (exponent > largest) largest = exponent;
    }
    const shift = largest > UNSHIFTED ? largest : 0;
    into.gradient.fill(0);
    let loss = 0;
    for (let i = 0; i < n; i++) {
      const e = exp(into.weight[i]! - shift);
      into.weight[i] = e;
      loss += e;
      addGradient(data, i, (-y[i]! * e) / n, into);
    }
    into.loss = loss / n;
    into.shift = shift;
  };

  const model: Model = {
    name: `network:${v.join(',')}`,
    neurons,
    output,
    evaluate(data, w, into) {
      if (!evaluateBounded(data, w, outputWeights, into)) evaluateShifted(data, w, into);
    },
    evaluateSample(data, i, w, into) {
      const exponent = -data.y[i]! * preactivate(data, i, w, into.preactivation);
      const shift = exponent > UNSHIFTED ? exponent : 0;
      const e = exp(exponent - shift);
      into.gradient.fill(0);
      addGradient(data, i, -data.y[i]! * e, into);
      into.weight[i] = e;
      into.loss = e;
      into.shift = shift;
    },
  };
  return known(model, [NETWORK, ...v]);
}
