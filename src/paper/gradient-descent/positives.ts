/** Max-margin directions of positives on the ReLU model: w^+ of all of them, w^+_J of a subset. */

import type { Parts } from '../../claim/parts.js';
import { type Dataset, sample } from '../../data/dataset.js';
import { largest } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';
import { type MaxMargin, signedRows } from '../../oracle/max-margin.js';

/** Cosines within this of 0 count as 0, since directions are rounded. */
export const EDGE = 1e-12;

/** The widest margin of the positives J among the w with w.x_j <= 0 for all negatives. */
export function constrainedMargin(data: Dataset, J: readonly number[], parts: Parts): MaxMargin {
  return parts.maxMargin({
    dimension: data.d,
    atLeastOne: signedRows(data, { subset: J }),
    atMostZero: data.negatives.map((j) => sample(data, j)),
  });
}

/** The direction of {@link constrainedMargin}; undefined where there is none. */
export function constrainedDirection(data: Dataset, J: readonly number[], parts: Parts): Float64Array | undefined {
  return directionIn(constrainedMargin(data, J, parts));
}

/** w^+_J, which heeds no negatives; undefined where there is none. */
export function freeDirection(data: Dataset, J: readonly number[], parts: Parts): Float64Array | undefined {
  return directionIn(parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data, { subset: J }) }));
}

/** Where w^+ lies: strictly inside the separable region, on its edge, or outside; undefined where there is no w^+. */
export function placeOfBest(data: Dataset, parts: Parts): 'inside' | 'edge' | 'outside' | undefined {
  const best = data.positives.length === 0 ? undefined : freeDirection(data, data.positives, parts);
  if (best === undefined) return undefined;
  const cosines = data.negatives.map((j) => dot(best, sample(data, j)) / Math.sqrt(dot(sample(data, j), sample(data, j)) || 1));
  const closest = largest(cosines);
  return closest > EDGE ? 'outside' : closest < -EDGE ? 'inside' : 'edge';
}

function directionIn(answer: MaxMargin): Float64Array | undefined {
  return answer.feasible ? answer.direction : undefined;
}
