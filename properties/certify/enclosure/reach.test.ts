/** The reach B of samples, by exact lengths. */

import { describe, expect, it } from 'vitest';
import { shortReach, squaredReach } from '../../../src/certify/enclosure/region.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';

const at = settingOf(
  {
    claim: 'prop-1/from-T',
    data: { x: [[1], [1.25], [1.4375], [2]], y: [1, 1, 1, -1] },
    start: [1],
    steps: { kind: 'power', alpha: 0.75, count: 1 },
  },
  200,
);

describe('the squared reach', () => {
  it('is the largest squared length of the samples asked for', () => {
    expect(at.arithmetic.bounds(squaredReach(at, [1, 0, 3]))).toMatchObject({ low: expect.closeTo(4), high: expect.closeTo(4) });
    expect(shortReach(at, [0, 1])).toEqual(at.inner(1, 1));
  });

  it('is short below 2 alone: 1.5625 is, 2.066 is not', () => {
    expect(() => shortReach(at, [0, 2])).toThrow('B^2 is not below 2');
  });
});
