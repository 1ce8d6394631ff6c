/** Data in the sense of Combes et al. (2018): inner products are positive within a class and negative across. */

import type { Hypothesis } from '../../claim/claim.js';
import { holds, paper, signOfProduct } from '../../claim/hypotheses.js';
import { type Dataset, everySample, sample } from '../../data/dataset.js';
import { dot } from '../../numerics/vector.js';

/** Data in the sense of Combes et al. (2018), with the smallest |x_i.x_j| of each kind. */
export interface Combes {
  readonly data: Dataset;
  /** Least x_i.x_j over pairs of positives, of negatives, and least |x_i.x_j| across. */
  readonly within: { readonly positive: number; readonly negative: number };
  readonly across: number;
}

/** The condition on the data, exactly, and where it holds the least inner products. */
export function combesConditions(data: Dataset): { readonly conditions: Hypothesis; readonly least: Combes | undefined } {
  const least = data.positives.length > 0 && data.negatives.length > 0 ? leastProducts(data) : undefined;
  return { conditions: holds(paper('combes', 'x_i.x_j > 0 within a class, < 0 across'), least !== undefined), least };
}

/** Undefined at the first pair whose inner product has the wrong sign. */
function leastProducts(data: Dataset): Combes | undefined {
  const within = { positive: Number.POSITIVE_INFINITY, negative: Number.POSITIVE_INFINITY };
  let across = Number.POSITIVE_INFINITY;
  for (const i of everySample(data)) {
    for (let j = i; j < data.n; j++) {
      const same = data.y[i] === data.y[j];
      if (signOfProduct(data, i, j) !== (same ? 1 : -1)) return undefined;
      const size = Math.abs(dot(sample(data, i), sample(data, j)));
      if (!same) across = Math.min(across, size);
      else if (data.y[i] === 1) within.positive = Math.min(within.positive, size);
      else within.negative = Math.min(within.negative, size);
    }
  }
  return { data, within, across };
}

/** True when sample i is classified correctly at w. */
export function isCorrect(data: Dataset, w: ArrayLike<number>, i: number): boolean {
  const output = dot(w, sample(data, i));
  return data.y[i] === 1 ? output > 0 : output <= 0;
}
