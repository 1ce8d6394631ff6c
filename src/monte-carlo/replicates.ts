/** Independent runs of SGD, each from a seed of its own, with what they reach at some steps. */

import type { Dataset } from '../data/dataset.js';
import { type Model, type Workspace, workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import type { IterateAverage } from '../optimizer/average.js';
import type { OptimizerUnderTest } from '../optimizer/optimizer.js';
import type { Sampler } from '../optimizer/sampler.js';

/** Which runs to make, from which parts. */
export interface ReplicateOptions {
  readonly data: Dataset;
  /** A model of one neuron. */
  readonly model: Model;
  readonly optimizer: OptimizerUnderTest;
  readonly sampler: (seed: number, n: number) => Sampler;
  readonly average: (dimension: number) => IterateAverage;
  /** w_0: d numbers. */
  readonly start: ArrayLike<number>;
  /** eta_k that the optimizer is given. */
  readonly stepSize: (k: number) => number;
  /** eta_k that the sums recorded are taken with; those of the definition, where `stepSize` is under test. */
  readonly weight: (k: number) => number;
  /** Steps to look at, ascending; the last is the length of the runs. */
  readonly at: readonly number[];
  /** The samples that act: all others are to stay silent. */
  readonly active: readonly number[];
  readonly replicates: number;
  /** An integer of 32 bits. Replicate r samples with seed + 2^32 r. */
  readonly seed: number;
  /** Also follow sum eta_k grad L(w_k), which takes the full gradient at every step. */
  readonly drift: boolean;
}

/** What is recorded of each replicate at each step; vectors take d in a row. */
export interface ReplicateColumns {
  /** w_t, and wbar_t. */
  readonly iterate: number;
  readonly average: number;
  /** sum_{k<t} eta_k grad L(w_k), and (1/t) times the sum of these sums over the iterates that wbar_t averages; 0 without `drift`. */
  readonly drift: number;
  readonly averageDrift: number;
  /** sum_{k<t} 2 eta_k grad L(w_k).w_k; 0 without `drift`. */
  readonly descent: number;
  /** |w_t|^2. */
  readonly normSquare: number;
  /** (1/n) sum over active samples of l(w_t, z_i), and of l(wbar_t, z_i). */
  readonly loss: number;
  readonly averageLoss: number;
  /** sum_{k<t} eta_k l(w_k, z_xi_k) over the draws of active samples; its mean is sum eta_k E (L(w_k) - L*). */
  readonly lossSum: number;
  /** sum_{k<t} eta_k |grad l(w_k, z_xi_k)|. */
  readonly pathLength: number;
  /** sum_{k<t} eta_k^2 |grad l(w_k, z_xi_k)|^2. */
  readonly squareSum: number;
  readonly count: number;
}

/** Where each quantity lies for data of d features. */
function replicateColumns(d: number): ReplicateColumns {
  return {
    iterate: 0,
    average: d,
    drift: 2 * d,
    averageDrift: 3 * d,
    descent: 4 * d,
    normSquare: 4 * d + 1,
    loss: 4 * d + 2,
    averageLoss: 4 * d + 3,
    lossSum: 4 * d + 4,
    pathLength: 4 * d + 5,
    squareSum: 4 * d + 6,
    count: 4 * d + 7,
  };
}

/** Runs as recorded. */
export interface Replicates {
  readonly replicates: number;
  readonly at: readonly number[];
  readonly columns: ReplicateColumns;
  /** The values of one column at the step `at[place]`, replicate by replicate. */
  values(place: number, column: number): Float64Array;
  /**
   * Least w.x_i over the draws of active samples and over all active samples at the steps looked at, and the largest w.x_i of the
   * others likewise; -Infinity when there is no other.
   */
  readonly leastActive: number;
  readonly mostSilent: number;
}

/** Seeds of neighbouring replicates lie this far apart, so that no two runs of 32-bit seeds share one. */
const SEED_STRIDE = 2 ** 32;

/**
 * Runs SGD many times.
 *
 * @throws RangeError when the model has several neurons or the start has another length; TypeError when a step is asynchronous.
 */
export function sgdReplicates(options: ReplicateOptions): Replicates {
  const { data, model, at, active, replicates, drift } = options;
  const { d, n } = data;
  if (model.neurons !== 1) throw new RangeError(`replicates: the model has ${model.neurons} neurons, not 1`);
  if (options.start.length !== d) throw new RangeError(`replicates: start has ${options.start.length} numbers, the data ${d} features`);
  const columns = replicateColumns(d);
  const steps = at[at.length - 1] ?? 0;
  const rates = Float64Array.from({ length: steps + 1 }, (_, k) => options.stepSize(k));
  const weights = Float64Array.from({ length: steps + 1 }, (_, k) => options.weight(k));
  const isActive = new Uint8Array(n);
  for (const i of active) isActive[i] = 1;
  const table = Array.from({ length: at.length * columns.count }, () => new Float64Array(replicates));
  const single = workspace(model, data);
  const full = workspace(model, data);
  const w = new Float64Array(d);
  const drifted = new Float64Array(d);
  const driftSum = new Float64Array(d);
  // Least w.x_i of an active sample, largest of another; in an array, as a closure would box a number at each write.
  const extreme = Float64Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
  for (let r = 0; r < replicates; r++) replicate(r);
  return {
    replicates,
    at,
    columns,
    values: (place, column) => table[place * columns.count + column]!,
    leastActive: extreme[0]!,
    mostSilent: extreme[1]!,
  };

  function replicate(r: number): void {
    const draw = options.sampler(options.seed + SEED_STRIDE * r, n);
    const state = options.optimizer.create({ dimension: d, stepSize: (k) => rates[k]! });
    const average = options.average(d);
    const { gradient, preactivation, weight } = single;
    w.set(options.start);
    drifted.fill(0);
    driftSum.fill(0);
    let lossSum = 0;
    let pathLength = 0;
    let squareSum = 0;
    let descent = 0;
    let moved = true;
    for (let k = 0, place = 0; k <= steps; k++) {
      for (; at[place] === k; place++) {
        const from = place * columns.count;
        table[from + columns.lossSum]![r] = lossSum;
        table[from + columns.pathLength]![r] = pathLength;
        table[from + columns.squareSum]![r] = squareSum;
        table[from + columns.descent]![r] = descent;
        look(from, r, k, average);
      }
      if (k === steps) break;
      average.add(w);
      const rate = weights[k]!;
      if (drift) {
        if (moved) evaluateFull(w);
        let along = 0;
        for (let j = 0; j < d; j++) {
          const slope = full.gradient[j]!;
          driftSum[j]! += drifted[j]!;
          drifted[j]! += rate * slope;
          along += slope * w[j]!;
        }
        descent += 2 * rate * along;
      }
      const i = draw();
      model.evaluateSample(data, i, w, single);
      const v = preactivation[i]!;
      if (isActive[i] === 1) {
        if (!(v >= extreme[0]!)) extreme[0] = v;
      } else if (!(v <= extreme[1]!)) extreme[1] = v;
      let square = 0;
      for (let j = 0; j < d; j++) square += gradient[j]! * gradient[j]!;
      moved = square > 0;
      if (moved) {
        lossSum += rate * weight[i]!;
        pathLength += rate * Math.sqrt(square);
        squareSum += rate * rate * square;
      }
      if (state.step(w, gradient) !== undefined) throw new TypeError('replicates: the optimizer steps asynchronously');
    }
  }

  /** The full loss at a point, unshifted: exponents are at most 0 for samples that are right. */
  function evaluateFull(point: Float64Array): Workspace {
    model.evaluate(data, point, full);
    if (full.shift !== 0) {
      const scale = exp(full.shift);
      for (let j = 0; j < d; j++) full.gradient[j]! *= scale;
      for (let i = 0; i < n; i++) full.weight[i]! *= scale;
    }
    return full;
  }

  function look(from: number, r: number, k: number, average: IterateAverage): void {
    const mean = k === 0 ? w : average.mean();
    const { weight, preactivation } = evaluateFull(w);
    for (let i = 0; i < n; i++) {
      const v = preactivation[i]!;
      if (isActive[i] === 1) {
        if (!(v >= extreme[0]!)) extreme[0] = v;
      } else if (!(v <= extreme[1]!)) extreme[1] = v;
    }
    table[from + columns.loss]![r] = activeShare(weight);
    let normSquare = 0;
    for (let j = 0; j < d; j++) {
      normSquare += w[j]! * w[j]!;
      table[from + columns.iterate + j]![r] = w[j]!;
      table[from + columns.average + j]![r] = mean[j]!;
      table[from + columns.drift + j]![r] = drifted[j]!;
      table[from + columns.averageDrift + j]![r] = k === 0 ? 0 : driftSum[j]! / k;
    }
    table[from + columns.normSquare]![r] = normSquare;
    table[from + columns.averageLoss]![r] = activeShare(evaluateFull(mean).weight);
    // The next step's drift is taken at w.
    evaluateFull(w);
  }

  function activeShare(weight: Float64Array): number {
    let sum = 0;
    for (let a = 0; a < active.length; a++) sum += weight[active[a]!]!;
    return sum / n;
  }
}
