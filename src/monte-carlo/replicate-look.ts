/** What a run of SGD has reached at a step that is looked at. */

import type { Dataset } from '../data/dataset.js';
import type { Model, Workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { nth } from '../numerics/lists.js';
import { dot } from '../numerics/vector.js';
import { DESCENT, LOSSES, PLAIN_LOSSES, SQUARES } from './drift.js';
import type { ReplicateOptions } from './replicate-options.js';
import { noteSide } from './side-record.js';
import type { Workbench } from './workbench.js';

/** Which run is looked at, and where. */
export interface Moment {
  /** Place of the step among those looked at. */
  readonly place: number;
  readonly r: number;
  readonly k: number;
  /** Of the iterates before. */
  readonly mean: Float64Array;
}

/** Records where the run is, and the sums that it has come to. */
export function look(bench: Workbench, { data, model, active }: ReplicateOptions, { place, r, k, ...before }: Moment): void {
  const { columns, sums, sides, w, full, drifted } = bench;
  const from = place * columns.count;
  put(bench, from + columns.lossSum, r, nth(sums, 0));
  put(bench, from + columns.pathLength, r, nth(sums, 1));
  put(bench, from + columns.squareSum, r, nth(sums, 2));
  put(bench, from + columns.descent, r, nth(drifted.scalars, DESCENT));
  put(bench, from + columns.fullLossSum, r, nth(drifted.scalars, LOSSES));
  put(bench, from + columns.fullSquareSum, r, nth(drifted.scalars, SQUARES));
  put(bench, from + columns.lossMean, r, nth(drifted.scalars, PLAIN_LOSSES) / Math.max(1, k));
  const mean = k === 0 ? w : before.mean;
  evaluateUnshifted(model, data, w, full);
  for (let i = 0; i < data.n; i++) noteSide(sides, i, full.preactivation);
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
