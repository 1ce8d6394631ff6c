/** What runs of SGD are made of. */

import type { Dataset } from '../data/dataset.js';
import type { Model } from '../model/model.js';
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
  /** Told after each run how many there are by then, and how many there will be; not of runs that were made before. */
  readonly onRun?: (made: number, all: number) => void;
}
