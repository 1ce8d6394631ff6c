/** Data and starts on which a run locks at once, and one positive moves one kink alone. */

import fc, { type Arbitrary } from 'fast-check';
import { nth } from '../../numerics/lists.js';
import type { DrawnExample } from './examples.js';

/** Entries are moved by this in 256ths at most. */
const MOST = 1;

/**
 * Positives x1 and x2, negatives x3 and x4 in 4 dimensions, x1 at a right angle to x2 and x4, near data on which for eta = 1 a strike on x3 lifts
 * x2 and x4 over their kinks, and the next step carries both back. The last entry is x1's alone and says how many strikes come per unit of ln t.
 */
export function quickLocks(): Arbitrary<DrawnExample> {
  return fc
    .record({
      last: fc.constantFrom(1, 1 / 2),
      off: fc.array(
        fc.integer({ min: -MOST, max: MOST }).map((count) => count / 256),
        { minLength: 10, maxLength: 10 },
      ),
    })
    .map(({ last, off }) => {
      const at = (value: number, place: number): number => value + nth(off, place);
      return {
        data: {
          x: [
            [0, 0, 1, last],
            [at(-1.5, 0), at(0, 1), 0, 0],
            [at(0.5, 2), at(-1.5, 3), at(0.5, 4), 0],
            [at(-1.25, 5), at(1, 6), 0, 0],
          ],
          y: [1, 1, -1, -1],
        },
        start: [at(0.0625, 7), at(-0.046875, 8), at(-0.25, 9), 12 / last],
        separator: [-1, -2, -6, 8 / last],
        labels: [`last:${last}`],
      };
    });
}
