/**
 * One run of SGD made of this library's own parts on a ReLU neuron, to the bit that of `follow`, in half of the time: a sample that is
 * silent moves nothing, and nothing is passed on by calls.
 */

import { NEURON, numbersOfModel } from '../model/known-model.js';
import { UNSHIFTED } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { iterateAverage } from '../optimizer/average.js';
import { stochasticGradientDescent } from '../optimizer/gradient-descent.js';
import { uniformSampler } from '../optimizer/sampler.js';
import { addDrift, lookAround } from './drift.js';
import type { ReplicateOptions } from './replicate-options.js';
import { evaluateUnshifted, look, recordSums, SEED_STRIDE, type Workbench } from './replicate-run.js';

/** Whether runs are made of these parts. */
export function isPlain({ model, optimizer, sampler, average }: ReplicateOptions): boolean {
  const [kind, slope] = numbersOfModel(model) ?? [];
  const isNeuron = kind === NEURON && slope === 0;
  return isNeuron && optimizer === stochasticGradientDescent && sampler === uniformSampler && average === iterateAverage;
}

/** Run r, from its own seed, into the table. */
export function followPlain(bench: Workbench, options: ReplicateOptions, r: number): void {
  const { rates, weights, sides, w, full, drifted, squares } = bench;
  const { data, model, at, drift, active } = options;
  const { isActive, extreme } = sides;
  const { d, n, x, y } = data;
  const steps = rates.length - 1;
  const draw = uniformSampler(options.seed + SEED_STRIDE * r, n);
  const { sums } = bench;
  const average = iterateAverage(d);
  w.set(options.start);
  drifted.moved.fill(0);
  drifted.summed.fill(0);
  drifted.scalars.fill(0);
  sums.fill(0);
  let moved = true;
  for (let k = 0, place = 0; k <= steps; k++) {
    for (; at[place] === k; place++) {
      recordSums(bench, place, r, k);
      look(bench, options, { place, r, k, average });
    }
    if (k === steps) break;
    average.add(w);
    if (drift) {
      if (moved) {
        evaluateUnshifted(model, data, w, full);
        lookAround(drifted, active, full.weight, squares);
      }
      addDrift(drifted, k, weights, full.gradient, w);
    }
    moved = false;
    const i = draw();
    const row = i * d;
    let v = 0;
    for (let j = 0; j < d; j++) v += w[j]! * x[row + j]!;
    if (isActive[i] === 1) {
      if (!(v >= extreme[0]!)) extreme[0] = v;
    } else if (!(v <= extreme[1]!)) extreme[1] = v;
    if (!(v > 0)) continue;
    const exponent = -y[i]! * v;
    const e = exp(exponent - (exponent > UNSHIFTED ? exponent : 0));
    const factor = -y[i]! * e;
    if (factor === 0) continue;
    const eta = rates[k]!;
    let square = 0;
    for (let j = 0; j < d; j++) {
      const slope = factor * x[row + j]!;
      square += slope * slope;
      w[j]! -= eta * slope;
    }
    moved = square > 0;
    if (!moved) continue;
    const rate = weights[k]!;
    sums[0]! += rate * e;
    sums[1]! += rate * Math.sqrt(square);
    sums[2]! += rate * rate * square;
  }
}
