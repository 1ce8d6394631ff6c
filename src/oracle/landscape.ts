/** Where a weight vector lies in the landscape of the ReLU loss (section 3.1), by exact signs. */

import { type Dataset, sample } from '../data/dataset.js';
import { signOfDot } from '../numerics/exact-dot.js';
import { ShapeError } from '../numerics/shape-error.js';
import type { Numbers } from '../numerics/vector.js';

/** Samples by label and by the exact sign of w.x_i (active: positive, boundary: zero), each list ascending. */
export interface LandscapeRegion {
  readonly activePositives: readonly number[];
  readonly boundaryPositives: readonly number[];
  readonly inactivePositives: readonly number[];
  readonly activeNegatives: readonly number[];
  readonly boundaryNegatives: readonly number[];
  readonly inactiveNegatives: readonly number[];
  /**
   * - `separable`: y_i w.x_i > 0 for all i (theorem 3.1, case 1);
   * - `partial`: w in W_J with J = activePositives not empty, and not separable (case 2); J may be all of I+ when a negative
   *   lies on the boundary;
   * - `silent`: w in W_J with J empty, that is w.x_i <= 0 for all i, and not separable (case 3);
   * - `mixed`: some negative is active.
   */
  readonly kind: 'separable' | 'partial' | 'silent' | 'mixed';
}

/**
 * Classifies w.
 *
 * @param w - d finite numbers.
 * @throws RangeError when w has another length or an entry is not finite.
 */
export function landscapeRegion(data: Dataset, w: Numbers): LandscapeRegion {
  if (w.length !== data.d) throw new ShapeError(`landscape region: w has ${w.length} entries, the data ${data.d} features`);
  const positives = bySign(data, data.positives, w);
  const negatives = bySign(data, data.negatives, w);
  return {
    activePositives: positives.active,
    boundaryPositives: positives.boundary,
    inactivePositives: positives.inactive,
    activeNegatives: negatives.active,
    boundaryNegatives: negatives.boundary,
    inactiveNegatives: negatives.inactive,
    kind: kindOf(data, positives.active.length, negatives),
  };
}

interface BySign {
  readonly active: number[];
  readonly boundary: number[];
  readonly inactive: number[];
}

function bySign(data: Dataset, indices: readonly number[], w: Numbers): BySign {
  const lists: BySign = { active: [], boundary: [], inactive: [] };
  for (const i of indices) {
    const sign = signOfDot(sample(data, i), w);
    (sign > 0 ? lists.active : sign < 0 ? lists.inactive : lists.boundary).push(i);
  }
  return lists;
}

function kindOf(data: Dataset, activePositives: number, negatives: BySign): LandscapeRegion['kind'] {
  if (negatives.active.length > 0) return 'mixed';
  if (activePositives === data.positives.length && negatives.boundary.length === 0) return 'separable';
  return activePositives > 0 ? 'partial' : 'silent';
}
