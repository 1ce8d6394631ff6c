/** Where a start lies, by exact signs of its inner products with the samples. */

import type { LabelledData } from '../data/dataset.js';
import { signOfDot } from '../numerics/exact-dot.js';
import { isZero } from './exact-vector.js';

/** The regions of theorem 3.1: all right; some positives active and no negative; none active; some negative active. */
export type Region = 'separable' | 'partial' | 'silent' | 'mixed';

/** The region of w. */
export function regionOf({ x, y }: LabelledData, w: readonly number[]): Region {
  const signs = x.map((row) => signOfDot(row, w));
  if (signs.some((sign, i) => sign > 0 && y[i] === -1)) return 'mixed';
  if (signs.every((sign, i) => sign === y[i])) return 'separable';
  return signs.some((sign) => sign > 0) ? 'partial' : 'silent';
}

/** Whether w.x_i = 0 for some sample. */
export function onKink({ x }: LabelledData, w: readonly number[]): boolean {
  return x.some((row) => signOfDot(row, w) === 0);
}

/** Labels "start:<region>", "start:kink" and "start:zero" of w. */
export function regionLabels(data: LabelledData, w: readonly number[]): string[] {
  return [`start:${regionOf(data, w)}`, ...(onKink(data, w) ? ['start:kink'] : []), ...(isZero(w) ? ['start:zero'] : [])];
}
