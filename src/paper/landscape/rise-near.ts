/** How the ReLU loss changes a short step away from a point. */

import type { Parts } from '../../claim/parts.js';
import { type Dataset, everySample, radius, sample } from '../../data/dataset.js';
import { largest } from '../../numerics/lists.js';
import { UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { dot, norm, plusMultiple } from '../../numerics/vector.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';
import { scaledLoss } from './far-out.js';

/** Steps are not shortened below this. */
const SHORTEST = 2 ** -1000;

/** The rise of the loss along a direction, with a bound on its rounding error and the length of the step. */
interface Rise {
  readonly rise: number;
  readonly rounding: number;
  readonly step: number;
}

/** n (L(w + eps u) - L(w)) relative to eps max |u.x_i|, u the direction and eps short: at least 0 where w is a local minimum. */
export function riseNear(data: Dataset, w: Float64Array, direction: Float64Array, region: LandscapeRegion, parts: Parts): Rise {
  const step = shortStep(data, w, direction, region);
  const here = scaledLoss(data, w, 1, parts);
  const near = scaledLoss(data, plusMultiple(w, step, direction), 1, parts);
  const reach = largest(everySample(data).map((i) => Math.abs(dot(direction, sample(data, i)))));
  const scale = step * reach;
  if (scale === 0) return { rise: 0, rounding: 0, step };
  // Moving w rounds its entries, which moves each w.x_i by at most u |w| |x_i|.
  const moving = (UNIT_ROUNDOFF * 2 * norm(w) * radius(data) * data.n) / scale;
  return { rise: (near.value - here.value) / scale, rounding: (near.rounding + here.rounding) / scale + moving, step };
}

/**
 * A step length at which a perturbation changes the sign of no w.x_i other than those that are exactly 0. It may be too
 * short to move w in float64.
 */
function shortStep(data: Dataset, w: Float64Array, perturbation: Float64Array, region: LandscapeRegion): number {
  const boundary = new Set([...region.boundaryPositives, ...region.boundaryNegatives]);
  let step = 2 ** -4;
  for (const i of everySample(data)) {
    if (boundary.has(i)) continue;
    const x = sample(data, i);
    const room = Math.abs(dot(w, x)) / 2;
    const reach = Math.abs(dot(perturbation, x));
    while (reach * step > room && step > SHORTEST) step /= 2;
  }
  return step;
}
