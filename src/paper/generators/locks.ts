/** Data and starts on which strikes on negatives lift a positive over its kink again and again. */

import fc, { type Arbitrary } from 'fast-check';
import { nth } from '../../numerics/lists.js';
import type { DrawnExample } from './examples.js';

/** Entries of samples are moved by this in 256ths at most, those of the start by so much. */
const SAMPLE = 1;
const START = 4;

/**
 * Positives x1 and x2, negatives x3 and x4 in 4 dimensions, near data on which a strike on x4 lifts x2 over its kink, x2 wakes x3, and a strike on
 * x3 throws x2 back. The last entry is x1's alone and says how many strikes come per unit of ln t.
 */
export function locks(): Arbitrary<DrawnExample> {
  const off = (most: number): Arbitrary<number> => fc.integer({ min: -most, max: most }).map((count) => count / 256);
  return fc
    .record({
      last: fc.constantFrom(1 / 2, 1 / 4),
      off: fc.array(off(SAMPLE), { minLength: 10, maxLength: 10 }),
      begin: fc.array(off(START), { minLength: 3, maxLength: 3 }),
    })
    .map(({ last, off: by, begin }) => {
      const at = (value: number, place: number): number => value + nth(by, place);
      return {
        data: {
          x: [
            [at(-0.9375, 0), at(0.5625, 1), at(-0.0625, 2), last],
            [at(-0.25, 3), at(-0.9375, 4), at(0.25, 5), 0],
            [at(-1.8125, 6), at(-2, 7), 0, 0],
            [at(-0.6875, 8), at(1.125, 9), 0, 0],
          ],
          y: [1, 1, -1, -1],
        },
        start: [2.4375 + nth(begin, 0), -0.640625 + nth(begin, 1), nth(begin, 2), 10 / last],
        separator: [1, 0, 8, 8 / last],
        labels: [`last:${last}`],
      };
    });
}
