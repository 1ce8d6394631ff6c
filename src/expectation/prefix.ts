/** SGD's first steps with every sequence of draws followed: where each leads, and how likely it is. */

import type { Dataset } from '../data/dataset.js';
import { type Model, workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { ShapeError } from '../numerics/shape-error.js';
import { branchesOf } from './branches.js';
import { uniformWithReplacement } from './draw-law.js';

/** What the first steps are of. */
export interface PrefixOptions {
  readonly data: Dataset;
  /** A model of one neuron. */
  readonly model: Model;
  /** w_0: d numbers. */
  readonly start: ArrayLike<number>;
  /** eta_k. */
  readonly stepSize: (k: number) => number;
  /** T, 0 or more. */
  readonly steps: number;
}

/** Where some sequences of T draws lead. */
export interface PrefixEnd {
  /** w_T. */
  readonly w: Float64Array;
  /** The probability of these sequences. */
  readonly probability: number;
  /** sum_{k<T} eta_k^2 |grad l(w_k, z)|^2 on the way. */
  readonly squareSum: number;
}

/**
 * Follows all sequences of T uniform draws; draws of equal samples, and draws that move nothing, are followed together.
 *
 * @throws RangeError when the model has several neurons or the start has another length.
 */
export function sgdPrefix({ data, model, start, stepSize, steps }: PrefixOptions): PrefixEnd[] {
  if (model.neurons !== 1) throw new RangeError(`prefix: the model has ${model.neurons} neurons, not 1`);
  if (start.length !== data.d) throw new ShapeError(`prefix: start has ${start.length} numbers, the data ${data.d} features`);
  const branches = branchesOf(data, uniformWithReplacement);
  const single = workspace(model, data);
  let ends: PrefixEnd[] = [{ w: Float64Array.from(start), probability: 1, squareSum: 0 }];
  for (let k = 0; k < steps; k++) {
    const eta = stepSize(k);
    ends = ends.flatMap((end) => {
      const next: PrefixEnd[] = [];
      let idle = 0;
      for (const { index, members } of branches) {
        const chance = (end.probability * members.length) / data.n;
        model.evaluateSample(data, index, end.w, single);
        const scale = single.shift === 0 ? 1 : exp(single.shift);
        const gradient = single.gradient.map((entry) => entry * scale);
        const square = gradient.reduce((sum, entry) => sum + entry * entry, 0);
        if (square === 0) idle += chance;
        else {
          const w = end.w.map((entry, j) => entry - eta * (gradient[j] ?? 0));
          next.push({ w, probability: chance, squareSum: end.squareSum + eta * eta * square });
        }
      }
      return idle > 0 ? [...next, { ...end, probability: idle }] : next;
    });
  }
  return ends;
}
