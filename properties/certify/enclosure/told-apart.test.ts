/** What enclosures tell from 0 or from 1, and what not: by one unit, or by less than so many bits tell. */

import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../src/certify/certificate.js';
import type { Certifier } from '../../../src/certify/certifier.js';
import { enumerate } from '../../../src/certify/enclosure/enumeration.js';
import { isClosed } from '../../../src/certify/enclosure/region.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import { changed } from '../../support/certify.js';
import { claimOf } from '../../support/judging.js';

describe('a last iterate', () => {
  it('is no unit vector only where its length is told from 1', () => {
    const data = {
      x: [
        [-1, 0],
        [0, -1],
      ],
      y: [1, -1],
    } as const;
    const input = { ...changed('thm-3.2/4-limit', { start: [1, 2 ** -150] }), data };
    const prove: Certifier | undefined = claimOf(input.claim).certify;
    const at = (bits: number): Certificate | undefined => prove?.(input, [bits]);

    expect(at(400)?.slack.high).toBeLessThan(0);
    expect(at(200)).toBeUndefined();
  });
});

describe('a region', () => {
  it('is closed only where no product has the wrong sign, by a single unit', () => {
    const inner = (own: bigint, other: bigint) => (i: number, j: number) =>
      i === j ? { low: own, high: own } : { low: other, high: other };
    const closed = (own: bigint, other: bigint): boolean =>
      isClosed({ ...settingOf(changed('prop-1/eq-13', {}), 1), inner: inner(own, other) }, { active: [0], separable: true });

    expect(closed(0n, 0n)).toBe(true);
    expect(closed(0n, 1n)).toBe(false);
    expect(closed(-1n, 0n)).toBe(false);
  });
});

describe('an expectation over all draws', () => {
  it('has its lower end below the upper one, and is the value itself before the first draw', () => {
    const at = settingOf(changed('prop-1/eq-13', { steps: { kind: 'power', alpha: 0.75, count: 2 } }), 1);
    const { at: steps } = enumerate(at, at.arithmetic.one);

    const enclosures = steps.flatMap((step) => Object.values(step)).filter((value) => typeof value === 'object' && 'low' in value);
    expect(enclosures.length).toBeGreaterThan(5);
    for (const { low, high } of enclosures) expect(low <= high).toBe(true);
  });
});
