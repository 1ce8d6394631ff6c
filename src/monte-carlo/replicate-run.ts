/** One run of SGD, at once where that can be done, else step by step. */

import type { SgdSteps } from '../model/sgd-kernel.js';
import type { Sampler } from '../optimizer/sampler.js';
import { addDrift, lookAround } from './drift.js';
import { evaluateUnshifted, look } from './replicate-look.js';
import type { ReplicateOptions } from './replicate-options.js';
import { noteSide } from './side-record.js';
import { SEED_STRIDE, type Workbench } from './workbench.js';

/**
 * Run r, from its own seed, into the table.
 *
 * @throws TypeError when a step is asynchronous.
 */
export function follow(bench: Workbench, options: ReplicateOptions, r: number): void {
  if (bench.atOnce === undefined || !followAtOnce(bench.atOnce, bench, options, r)) followStepwise(bench, options, r);
}

/** Follows the run by all steps at once that nobody looks at; false where they cannot be taken, when what was recorded of it is of no use. */
function followAtOnce(steps: SgdSteps, bench: Workbench, options: ReplicateOptions, r: number): boolean {
  const { draws } = steps;
  const draw = sampling(options, r);
  for (let k = 0; k < draws.length - 1; k++) draws[k] = draw();
  steps.begin(options.start);
  let k = 0;
  for (const [place, t] of options.at.entries()) {
    if (steps.take(k, t) === undefined) return false;
    k = t;
    look(bench, options, { place, r, mean: steps.mean(k), k });
  }
  return true;
}

function followStepwise(bench: Workbench, options: ReplicateOptions, r: number): void {
  const { rates, weights, w, full, drifted, sums, squares } = bench;
  const { data, model, at, drift, active } = options;
  const steps = rates.length - 1;
  const step = drawnStep(bench, options, r);
  const average = options.average(data.d);
  w.set(options.start);
  drifted.moved.fill(0);
  drifted.summed.fill(0);
  drifted.scalars.fill(0);
  sums.fill(0);
  let moved = true;
  for (let k = 0, place = 0; k <= steps; k++) {
    for (; at[place] === k; place++) look(bench, options, { place, r, mean: average.mean(), k });
    if (k === steps) break;
    average.add(w);
    if (drift) {
      if (moved) {
        evaluateUnshifted(model, data, w, full);
        lookAround(drifted, active, full.weight, squares);
      }
      addDrift(drifted, k, weights, full.gradient, w);
    }
    moved = step(k);
  }
}

function sampling({ sampler, seed, data }: ReplicateOptions, r: number): Sampler {
  return sampler(seed + SEED_STRIDE * r, data.n);
}

/** Draws a sample for run r and steps by it, in step k, and adds to the sums. Returns whether the sample's gradient is other than 0. */
function drawnStep({ rates, weights, sides, w, single, sums }: Workbench, options: ReplicateOptions, r: number): (k: number) => boolean {
  const { data, model } = options;
  const { d } = data;
  const { gradient, preactivation, weight } = single;
  const draw = sampling(options, r);
  const state = options.optimizer.create({ dimension: d, stepSize: (k) => rates[k]! });
  return (k) => {
    const i = draw();
    model.evaluateSample(data, i, w, single);
    noteSide(sides, i, preactivation);
    let square = 0;
    for (let j = 0; j < d; j++) square += gradient[j]! * gradient[j]!;
    const moved = square > 0;
    if (moved) {
      const rate = weights[k]!;
      sums[0]! += rate * weight[i]!;
      sums[1]! += rate * Math.sqrt(square);
      sums[2]! += rate * rate * square;
    }
    if (state.step(w, gradient) !== undefined) throw new TypeError('replicates: the optimizer steps asynchronously');
    return moved;
  };
}
