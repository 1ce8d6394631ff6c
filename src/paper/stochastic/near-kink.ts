/** Kinks that SGD comes so near to that rounding may decide on which side it passes. */

import { dot, norm } from '../../numerics/vector.js';

/** Products w.x smaller than this, relative to |w| |x|, may have their sign from rounding. */
const NEAR_KINK = 1e-9;

/** Whether w.x may have its sign from rounding. */
export function isNearKink(w: Float64Array, x: Float64Array): boolean {
  return Math.abs(dot(w, x)) < NEAR_KINK * norm(w) * norm(x);
}
