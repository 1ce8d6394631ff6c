/** One neuron f(x) = s(w.x) with s(v) = v for v > 0 and a v for v <= 0: linear (a = 1), ReLU (a = 0), leaky ReLU. */

import type { Dataset } from '../data/dataset.js';
import { exp } from '../numerics/elementary.js';
import { known, NEURON } from './known-model.js';
import { type Model, UNSHIFTED, type Workspace } from './model.js';
import { evaluateBounded } from './neuron-kernel.js';

/** f(x) = w.x. */
export const linear: Model = neuron('linear', 1);

/** f(x) = max(0, w.x), with derivative 0 at the kink (section 2 and appendix A of the paper). */
export const relu: Model = neuron('relu', 0);

/**
 * f(x) = max(a w.x, w.x), 0 <= a <= 1, with derivative a at the kink (section 4.1).
 *
 * @throws RangeError when the slope is not in [0, 1].
 */
export function leakyRelu(slope: number): Model {
  if (!(slope >= 0 && slope <= 1)) throw new RangeError(`leaky slope is ${slope}, not in [0, 1]`);
  return neuron(`leaky:${slope}`, slope);
}

/** The slope of a single neuron below 0. */
export function slopeOf(model: Model): number {
  return Math.abs(model.output(Float64Array.of(-1), 0));
}

function neuron(name: string, slope: number): Model {
  const model: Model = {
    name,
    neurons: 1,
    output: (preactivation, i) => activation(preactivation[i]!, slope),
    evaluate: (data, w, into) => {
      if (!evaluateBounded(data, w, slope, into)) evaluateShifted(data, w, slope, into);
    },
    evaluateSample: (data, i, w, into) => evaluateSample(data, i, w, slope, into),
  };
  return known(model, [NEURON, slope]);
}

function activation(v: number, slope: number): number {
  return v > 0 ? v : slope === 0 ? 0 : slope * v;
}

/** The plain form of `evaluateBounded`, for preactivations of any size; the same bits where both apply. */
function evaluateShifted(data: Dataset, w: Float64Array, slope: number, into: Workspace): void {
  const { n, d, x, y } = data;
  const { preactivation, weight, gradient } = into;
  let largest = 0;
  for (let i = 0, row = 0; i < n; i++, row += d) {
    let v = 0;
    for (let j = 0; j < d; j++) v += w[j]! * x[row + j]!;
    preactivation[i] = v;
    const exponent = -y[i]! * activation(v, slope);
    weight[i] = exponent;
    if (exponent > largest) largest = exponent;
  }
  const shift = largest > UNSHIFTED ? largest : 0;
  gradient.fill(0);
  const share = 1 / n;
  let acting = 0;
  let idle = 0;
  for (let i = 0, row = 0; i < n; i++, row += d) {
    const e = exp(weight[i]! - shift);
    weight[i] = e;
    const derivative = preactivation[i]! > 0 ? 1 : slope;
    if (derivative === 0) {
      idle++;
      continue;
    }
    acting += e;
    const factor = -y[i]! * derivative * share * e;
    for (let j = 0; j < d; j++) gradient[j]! += factor * x[row + j]!;
  }
  into.loss = (acting + idle * exp(-shift)) * share;
  into.shift = shift;
}

function evaluateSample(data: Dataset, i: number, w: Float64Array, slope: number, into: Workspace): void {
  const { d, x, y } = data;
  const row = i * d;
  let v = 0;
  for (let j = 0; j < d; j++) v += w[j]! * x[row + j]!;
  const exponent = -y[i]! * activation(v, slope);
  const shift = exponent > UNSHIFTED ? exponent : 0;
  const e = exp(exponent - shift);
  const factor = -y[i]! * (v > 0 ? 1 : slope) * e;
  for (let j = 0; j < d; j++) into.gradient[j] = factor === 0 ? 0 : factor * x[row + j]!;
  into.preactivation[i] = v;
  into.weight[i] = e;
  into.loss = e;
  into.shift = shift;
}
