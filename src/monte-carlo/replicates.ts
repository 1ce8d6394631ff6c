/** Independent runs of SGD, each from a seed of its own, with what they reach at some steps. */

import type { ReplicateColumns } from './replicate-columns.js';
import type { ReplicateOptions } from './replicate-options.js';
import { follow, workbench } from './replicate-run.js';

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
 * Runs SGD many times.
 *
 * @throws RangeError when the model has several neurons or the start has another length; TypeError when a step is asynchronous.
 */
export function sgdReplicates(options: ReplicateOptions): Replicates {
  const { data, model, at, replicates } = options;
  const { d } = data;
  if (model.neurons !== 1) throw new RangeError(`replicates: the model has ${model.neurons} neurons, not 1`);
  if (options.start.length !== d) throw new RangeError(`replicates: start has ${options.start.length} numbers, the data ${d} features`);
  const bench = workbench(options);
  for (let r = 0; r < replicates; r++) follow(bench, options, r);
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
