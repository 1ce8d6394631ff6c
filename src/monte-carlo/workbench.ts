/** What replicates of SGD use in turn. */

import { sample } from '../data/dataset.js';
import { type Workspace, workspace } from '../model/model.js';
import { SgdSteps } from '../model/sgd-kernel.js';
import { dot } from '../numerics/vector.js';
import { type Drift, noDrift } from './drift.js';
import { plainSlope } from './own-parts.js';
import { type ReplicateColumns, replicateColumns } from './replicate-columns.js';
import type { ReplicateOptions } from './replicate-options.js';
import { noSides, type SideRecord } from './side-record.js';

/** Seeds of neighbouring replicates lie this far apart, so that no two runs of 32-bit seeds share one. */
export const SEED_STRIDE = 2 ** 32;

/** What all runs use in turn, allocated once. */
export interface Workbench {
  /** Takes steps at once, where runs are made of this library's own parts; iterate and sums are then views of its memory. */
  readonly atOnce: SgdSteps | undefined;
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
export function workbench(options: ReplicateOptions): Workbench {
  const { data, model, at, active, replicates, stepSize, weight, drift } = options;
  const columns = replicateColumns(data.d);
  const steps = at.at(-1) ?? 0;
  const rates = Float64Array.from({ length: steps + 1 }, (_, k) => stepSize(k));
  const weights = Float64Array.from({ length: steps + 1 }, (_, k) => weight(k));
  const slope = plainSlope(options);
  const atOnce = slope === undefined ? undefined : new SgdSteps({ data, slope, rates, weights, active, drift });
  const own = atOnce ?? { w: new Float64Array(data.d), sums: new Float64Array(3) };
  return {
    atOnce,
    columns,
    table: Array.from({ length: at.length * columns.count }, () => new Float64Array(replicates)),
    rates,
    weights,
    sides: { ...noSides(data.n, active), ...(atOnce && { extreme: atOnce.extreme }) },
    w: own.w,
    single: workspace(model, data),
    full: workspace(model, data),
    drifted: { ...noDrift(data.d), ...(atOnce && { moved: atOnce.moved, summed: atOnce.summed, scalars: atOnce.scalars }) },
    sums: own.sums,
    squares: Float64Array.from({ length: data.n }, (_, i) => dot(sample(data, i), sample(data, i))),
  };
}
