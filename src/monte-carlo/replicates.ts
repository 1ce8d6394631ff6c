/** Independent runs of SGD, each from a seed of its own, with what they reach at some steps. */

import { numbersOfRun } from '../model/known-model.js';
import { remembering, TWO_DOZEN } from '../numerics/remember.js';
import { hasOwnParts } from './own-parts.js';
import type { ReplicateColumns } from './replicate-columns.js';
import type { ReplicateOptions } from './replicate-options.js';
import { follow } from './replicate-run.js';
import { workbench } from './workbench.js';

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

/**
 * Runs SGD many times. What it answers is shared by all who ask for the same runs.
 *
 * @throws RangeError when the model has several neurons or the start has another length; TypeError when a step is asynchronous.
 */
export const sgdReplicates: (options: ReplicateOptions) => Replicates = remembering(numbersOf, made, TWO_DOZEN);

/** What runs depend on; undefined where they are made of parts that numbers do not tell. */
function numbersOf(options: ReplicateOptions): Float64Array | undefined {
  if (!hasOwnParts(options)) return undefined;
  const { at, active, replicates, seed, drift } = options;
  const rates = Float64Array.from({ length: at.at(-1) ?? 0 }, (_, k) => options.stepSize(k));
  const weights = rates.map((_, k) => options.weight(k));
  return numbersOfRun(options, rates, weights, at, active, [replicates, seed, drift ? 1 : 0]);
}

function made(options: ReplicateOptions): Replicates {
  const { data, model, at, replicates } = options;
  const { d } = data;
  if (model.neurons !== 1) throw new RangeError(`replicates: the model has ${model.neurons} neurons, not 1`);
  if (options.start.length !== d) throw new RangeError(`replicates: start has ${options.start.length} numbers, the data ${d} features`);
  const bench = workbench(options);
  for (let r = 0; r < replicates; r++) {
    follow(bench, options, r);
    options.onRun?.(r + 1, replicates);
  }
  const { table, columns, sides } = bench;
  return {
    replicates,
    at,
    columns,
    values: (place, column) => table[place * columns.count + column]!,
    leastActive: sides.extreme[0]!,
    mostSilent: sides.extreme[1]!,
  };
}
