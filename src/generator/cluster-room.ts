/** How far samples may lie from the centres of their clusters. */

import { nth } from '../numerics/lists.js';
import { dot } from '../numerics/vector.js';

/** The largest t for which offsets of up to t * grain in every entry change the sign of no inner product. */
export function roomAround(centers: readonly (readonly number[])[], grain: number): number {
  const lengths = centers.map((center) => center.reduce((sum, value) => sum + Math.abs(value), 0));
  const safe = (t: number): boolean =>
    centers.every((a, g) =>
      centers.every((b, h) => {
        const size = t * grain;
        return (nth(lengths, g) + nth(lengths, h)) * size + a.length * size * size < Math.abs(dot(a, b));
      }),
    );
  let t = 0;
  while (safe(t + 1)) t++;
  return t;
}
