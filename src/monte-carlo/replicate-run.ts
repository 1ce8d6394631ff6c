/** One run of SGD, and what it has reached at the steps that are looked at. */

import { type Dataset, sample } from '../data/dataset.js';
import { type Model, type Workspace, workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { nth } from '../numerics/lists.js';
import { dot } from '../numerics/vector.js';
import type { IterateAverage } from '../optimizer/average.js';
import { addDrift, DESCENT, type Drift, LOSSES, lookAround, noDrift, PLAIN_LOSSES, SQUARES } from './drift.js';
import { type ReplicateColumns, replicateColumns } from './replicate-columns.js';
import type { ReplicateOptions } from './replicate-options.js';
import { noSides, noteSide, type SideRecord } from './side-record.js';

/** Seeds of neighbouring replicates lie this far apart, so that no two runs of 32-bit seeds share one. */
export const SEED_STRIDE = 2 ** 32;

/** What all runs use in turn, allocated once. */
export interface Workbench {
  readonly columns: ReplicateColumns;
  /** One row of replicates for each column of each place. */
  readonly table: readonly Float64Array[];
  /** By step: eta_k that the optimizer is given, and that the sums are taken with. */
  readonly rates: Float64Array;
  readonly weights: Float64Array;
  readonly sides: SideRecord;
  /** The iterate, and the evaluations of the sample drawn and of all samples. */
  readonly w: Float64Array;
  readonly single: Workspace;
  readonly full: Workspace;
  readonly drifted: Drift;
  /** sum eta_k l(w_k, z), sum eta_k |grad l(w_k, z)| and sum eta_k^2 |grad l(w_k, z)|^2 over the draws so far. */
  readonly sums: Float64Array;
  /** |x_i|^2. */
  readonly squares: Float64Array;
}

/** Empty, for all runs of some options. */
export function workbench({ data, model, at, active, replicates, stepSize, weight }: ReplicateOptions): Workbench {
  const columns = replicateColumns(data.d);
  const steps = at.at(-1) ?? 0;
  return {
    columns,
    table: Array.from({ length: at.length * columns.count }, () => new Float64Array(replicates)),
    rates: Float64Array.from({ length: steps + 1 }, (_, k) => stepSize(k)),
    weights: Float64Array.from({ length: steps + 1 }, (_, k) => weight(k)),
    sides: noSides(data.n, active),
    w: new Float64Array(data.d),
    single: workspace(model, data),
    full: workspace(model, data),
    drifted: noDrift(data.d),
    sums: new Float64Array(3),
    squares: Float64Array.from({ length: data.n }, (_, i) => dot(sample(data, i), sample(data, i))),
  };
}

/**
 * Run r, from its own seed, into the table.
 *
 * @throws TypeError when a step is asynchronous.
 */
export function follow(bench: Workbench, options: ReplicateOptions, r: number): void {
  const { rates, weights, sides, w, single, full, drifted, sums, squares } = bench;
  const { data, model, at } = options;
  const { d, n } = data;
  const { gradient, preactivation, weight } = single;
  const steps = rates.length - 1;
  const draw = options.sampler(options.seed + SEED_STRIDE * r, n);
  const state = options.optimizer.create({ dimension: d, stepSize: (k) => rates[k]! });
  const average = options.average(d);
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
    const rate = weights[k]!;
    if (options.drift) {
      if (moved) {
        evaluateUnshifted(model, data, w, full);
        lookAround(drifted, options.active, full.weight, squares);
      }
      addDrift(drifted, k, weights, full.gradient, w);
    }
    const i = draw();
    model.evaluateSample(data, i, w, single);
    noteSide(sides, i, preactivation);
    let square = 0;
    for (let j = 0; j < d; j++) square += gradient[j]! * gradient[j]!;
    moved = square > 0;
    if (moved) {
      sums[0]! += rate * weight[i]!;
      sums[1]! += rate * Math.sqrt(square);
      sums[2]! += rate * rate * square;
    }
    if (state.step(w, gradient) !== undefined) throw new TypeError('replicates: the optimizer steps asynchronously');
  }
}

/** Which run is looked at, and where. */
interface Moment {
  /** Place of the step among those looked at. */
  readonly place: number;
  readonly r: number;
  readonly k: number;
  readonly average: IterateAverage;
}

/** Records the sums that run r has come to at the place-th step that is looked at, k. */
export function recordSums(bench: Workbench, place: number, r: number, k: number): void {
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
export function look(bench: Workbench, { data, model, active }: ReplicateOptions, { place, r, k, average }: Moment): void {
  const { columns, sides, w, full, drifted } = bench;
  const from = place * columns.count;
  const { n } = data;
  const mean = k === 0 ? w : average.mean();
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
export function evaluateUnshifted(model: Model, data: Dataset, point: Float64Array, into: Workspace): void {
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
