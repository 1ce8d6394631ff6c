/** One run of SGD, and what it has reached at the steps that are looked at. */

import type { Dataset } from '../data/dataset.js';
import type { Model, Workspace } from '../model/model.js';
import type { SgdSteps } from '../model/sgd-kernel.js';
import { exp } from '../numerics/elementary.js';
import { nth } from '../numerics/lists.js';
import { dot } from '../numerics/vector.js';
import type { Sampler } from '../optimizer/sampler.js';
import { addDrift, DESCENT, LOSSES, lookAround, PLAIN_LOSSES, SQUARES } from './drift.js';
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
    recordSums(bench, place, r, k);
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
    for (; at[place] === k; place++) {
      recordSums(bench, place, r, k);
      look(bench, options, { place, r, mean: average.mean(), k });
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

/** Which run is looked at, and where. */
interface Moment {
  /** Place of the step among those looked at. */
  readonly place: number;
  readonly r: number;
  readonly k: number;
  /** Of the iterates before. */
  readonly mean: Float64Array;
}

/** Records the sums that run r has come to at the place-th step that is looked at, k. */
function recordSums(bench: Workbench, place: number, r: number, k: number): void {
  const { columns, sums, drifted } = bench;
  const from = place * columns.count;
  put(bench, from + columns.lossSum, r, nth(sums, 0));
  put(bench, from + columns.pathLength, r, nth(sums, 1));
  put(bench, from + columns.squareSum, r, nth(sums, 2));
  put(bench, from + columns.descent, r, nth(drifted.scalars, DESCENT));
  put(bench, from + columns.fullLossSum, r, nth(drifted.scalars, LOSSES));
  put(bench, from + columns.fullSquareSum, r, nth(drifted.scalars, SQUARES));
  put(bench, from + columns.lossMean, r, nth(drifted.scalars, PLAIN_LOSSES) / Math.max(1, k));
}

/** Records where the run is. */
function look(bench: Workbench, { data, model, active }: ReplicateOptions, { place, r, k, ...before }: Moment): void {
  const { columns, sides, w, full, drifted } = bench;
  const from = place * columns.count;
  const { n } = data;
  const mean = k === 0 ? w : before.mean;
  evaluateUnshifted(model, data, w, full);
  for (let i = 0; i < n; i++) noteSide(sides, i, full.preactivation);
  put(bench, from + columns.loss, r, activeShare(full.weight, active));
  putVector(bench, from + columns.iterate, r, w);
  putVector(bench, from + columns.average, r, mean);
  putVector(bench, from + columns.drift, r, drifted.moved);
  putVector(bench, from + columns.averageDrift, r, drifted.summed, Math.max(1, k));
  put(bench, from + columns.normSquare, r, dot(w, w));
  evaluateUnshifted(model, data, mean, full);
  put(bench, from + columns.averageLoss, r, activeShare(full.weight, active));
  // The next step's drift is taken at w.
  evaluateUnshifted(model, data, w, full);
}

/** Puts what run r has reached into a column of the table. */
function put({ table }: Workbench, column: number, r: number, value: number): void {
  nth(table, column)[r] = value;
}

/** Puts a vector into as many columns, divided by a number. */
function putVector(bench: Workbench, column: number, r: number, vector: Float64Array, divisor = 1): void {
  for (let j = 0; j < vector.length; j++) put(bench, column + j, r, nth(vector, j) / divisor);
}

/** The full loss at a point, unshifted: exponents are at most 0 for samples that are right. */
function evaluateUnshifted(model: Model, data: Dataset, point: Float64Array, into: Workspace): void {
  model.evaluate(data, point, into);
  if (into.shift === 0) return;
  const scale = exp(into.shift);
  for (let j = 0; j < data.d; j++) into.gradient[j]! *= scale;
  for (let i = 0; i < data.n; i++) into.weight[i]! *= scale;
}

/** (1/n) times the sum over the active samples. */
function activeShare(weight: Float64Array, active: readonly number[]): number {
  let sum = 0;
  for (const i of active) sum += nth(weight, i);
  return sum / weight.length;
}
