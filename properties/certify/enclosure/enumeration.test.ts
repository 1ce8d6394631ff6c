/** Expectations over all draws at the edges of a region. */

import { describe, expect, it } from 'vitest';
import { type EnumeratedStep, enumerate, enumerateStaying } from '../../../src/certify/enclosure/enumeration.js';
import type { Expectations } from '../../../src/certify/enclosure/expectations.js';
import { type Setting, settingOf } from '../../../src/certify/enclosure/setting.js';

type Way = (at: Setting, startSquare: Setting['arithmetic']['one']) => Expectations<EnumeratedStep>;

function followed(
  way: Way,
  x: readonly (readonly number[])[],
  y: readonly (1 | -1)[],
  start: readonly number[],
): Expectations<EnumeratedStep> {
  const at = settingOf({ claim: 'prop-1/eq-13', data: { x, y }, start, steps: { kind: 'power', alpha: 0.75, count: 1 } }, 8);
  return way(at, at.arithmetic.one);
}

describe('a run that is enumerated', () => {
  // A draw of x1 raises w.x2 by exp(-1), which is between 94 and 95 of 256.
  const raised = (below: number) =>
    followed(
      enumerate,
      [
        [1, 0],
        [1, -1],
      ],
      [1, -1],
      [1, 1 + below / 256],
    );

  it('is in the separable region where no iterate may be on its edge', () => {
    expect([95, 96].map((below) => raised(below).separable)).toEqual([false, true]);
  });

  it('is not followed where a sign is not known', () => {
    expect(() => raised(94)).toThrow('a sign of w.x_i cannot be told');
  });

  it.each([enumerate, enumerateStaying])('has no expectations where every draw leads out: %o', (way) => {
    // Each of both samples throws back the other.
    const opposed = [
      [0.5, 0],
      [-0.5, 0.0625],
    ];

    expect(() => followed(way, opposed, [1, 1], [0.0625, 1])).toThrow('no index sequence stays in the region');
  });
});
