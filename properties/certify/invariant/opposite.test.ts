/** Bounds on the printed direction by a proposed combination of rows. */

import { describe, expect, it } from 'vitest';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import { valueBy } from '../../../src/certify/invariant/opposite.js';

// The rows y_i x_i are (1, 0), (0, 1) and (-1, 2).
const at = settingOf(
  {
    claim: 'thm-4.1/direction',
    data: {
      x: [
        [1, 0],
        [0, -1],
        [-1, 2],
      ],
      y: [1, -1, 1],
    },
    start: [1, 1],
    steps: { kind: 'constant', eta: 0.5, count: 0 },
  },
  200,
);

describe('a proposed combination of rows', () => {
  it('bounds the value by its least product over its length: 1 / sqrt 2', () => {
    const { low, high } = at.arithmetic.bounds(valueBy(at, [0, 1], [1n, 1n]));
    expect([low, high]).toEqual([expect.closeTo(-Math.SQRT1_2, 12), expect.closeTo(-Math.SQRT1_2, 12)]);
  });

  it('serves where its least product is a single unit of the arithmetic', () => {
    // x.x = 1/4 in units of 1/4; the value is -|x| = -2/4.
    const quarters = settingOf({ ...at.input, data: { x: [[0.5]], y: [1] }, start: [0.5] }, 1);

    expect(quarters.units(0, 0)).toBe(1n);
    expect(valueBy(quarters, [0], [1n])).toEqual({ low: -3n, high: -2n });
  });

  it.each([
    ['has product 0 with one row', [1n, 0n], [0, 1]],
    ['is turned away from one of three rows', [3n, 1n, 0n], [0, 1, 2]],
  ] as const)('is refused where it %s', (_, weights, members) => {
    expect(() => valueBy(at, members, weights)).toThrow('the proposed combination does not separate the rows');
  });
});
