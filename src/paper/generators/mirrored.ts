/** Separable data whose negatives are minus its positives, or multiples of that. */

import fc, { type Arbitrary } from 'fast-check';
import { dataLabels } from '../../generator/data-labels.js';
import type { DrawnData } from '../../generator/drawn.js';
import { multiple } from '../../generator/exact-vector.js';
import { separable } from '../../generator/separable.js';
import { nth } from '../../numerics/lists.js';

/** Data with a negative -c x for each positive x, c one of 1/2, 1 and 2; at most four of each. */
export function mirrored(scales: readonly number[] = [1, 1, 2, 1 / 2]): Arbitrary<DrawnData> {
  return fc.tuple(separable({ samples: [2, 4] }), fc.constantFrom(...scales)).map(([{ data, separator }, scale]) => {
    const positives = data.x.map((row, i) => multiple(nth(data.y, i), row));
    const mirror = {
      x: [...positives, ...positives.map((row) => multiple(-scale, row))],
      y: [...positives.map(() => 1), ...positives.map(() => -1)],
    };
    return { data: mirror, separator, labels: dataLabels(mirror, separator) };
  });
}
