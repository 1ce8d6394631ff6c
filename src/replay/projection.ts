/** The plane that a case of more than two features is seen in. */

import { type Dataset, sample } from '../data/dataset.js';
import { dot, type Numbers, norm, normalized, plusMultiple } from '../numerics/vector.js';

/** Two orthonormal directions, and what they are in words. */
export interface Projection {
  readonly across: Float64Array;
  readonly up: Float64Array;
  readonly axes: readonly [string, string];
}

/** The coordinate plane, for data in it. */
export const COORDINATES: Projection = {
  across: Float64Array.of(1, 0),
  up: Float64Array.of(0, 1),
  axes: ['first coordinate', 'second coordinate'],
};

/**
 * The plane of the limit direction and the sample that is nearest to its kink there.
 *
 * @param limit - the direction of the last iterate.
 * @returns undefined where all samples lie along it.
 */
export function tightestPlane(data: Dataset, limit: Numbers): Projection | undefined {
  const across = normalized(limit);
  const tightest = Array.from({ length: data.n }, (_, i) => i)
    .map((i) => ({ i, size: Math.abs(dot(sample(data, i), across)) / (norm(sample(data, i)) || 1) }))
    .sort((a, b) => a.size - b.size);
  for (const { i } of tightest) {
    const beside = plusMultiple(sample(data, i), -dot(sample(data, i), across), across);
    if (norm(beside) > 1e-9 * norm(sample(data, i)))
      return { across, up: normalized(beside), axes: ['along the direction at the end', `what x${i + 1} has beside it`] };
  }
  return undefined;
}
