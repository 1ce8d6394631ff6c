/** The gradients that SGD may draw at an iterate. */

import type { Dataset } from '../data/dataset.js';
import { type Model, workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { unlessStopped } from '../numerics/stopping.js';
import type { Branch } from './branches.js';
import type { Extremes } from './rounding-bounds.js';

/** grad l(w, z) of every branch, for the iterate that each step is at. */
export interface BranchGradients {
  /** Leaves the gradients at w in the row of step k, unshifted, and returns the mean of their squared norms. */
  evaluate(k: number, w: Float64Array, chance: Float64Array): number;
  /** Whether branch b moves w at step k. */
  moves(k: number, b: number): boolean;
  /** Writes w - rate times the gradient of branch b at step k. */
  step(k: number, b: number, rate: number, w: Float64Array, into: Float64Array): void;
}

/** Room for the gradients of some steps. */
export function branchGradients(
  data: Dataset,
  model: Model,
  { branches, steps, extreme }: { readonly branches: readonly Branch[]; readonly steps: number; readonly extreme: Extremes },
): BranchGradients {
  const { d } = data;
  const gradients = Array.from({ length: steps }, () => new Float64Array(branches.length * d));
  const squares = Array.from({ length: steps }, () => new Float64Array(branches.length));
  const single = workspace(model, data);
  return {
    evaluate(k, w, chance) {
      unlessStopped();
      const gradient = gradients[k]!;
      let mean = 0;
      for (let b = 0, at = 0; b < branches.length; b++) {
        const { index } = branches[b]!;
        model.evaluateSample(data, index, w, single);
        const scale = single.shift === 0 ? 1 : exp(single.shift);
        let square = 0;
        for (let j = 0; j < d; j++, at++) {
          const entry = single.gradient[j]! * scale;
          gradient[at] = entry;
          square += entry * entry;
        }
        squares[k]![b] = square;
        mean += chance[b]! * square;
        if (square > 0) extreme.noteStep(k, index, data.y[index]!, single.loss * scale);
      }
      return mean;
    },
    moves: (k, b) => squares[k]![b] !== 0,
    step(k, b, rate, w, into) {
      const gradient = gradients[k]!;
      for (let j = 0, at = b * d; j < d; j++, at++) into[j] = w[j]! - rate * gradient[at]!;
    },
  };
}
