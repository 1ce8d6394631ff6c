/** Files for Coq about runs that lock: what they say, the zones that plain steps keep to, and cases that give none. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foundLock } from '../../../src/certify/coq/found-lock.js';
import { toDouble } from '../../../src/certify/coq/fraction.js';
import type { Zone } from '../../../src/certify/coq/lock-zones.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import type { Case } from '../../../src/data/case.js';
import { signOfDot } from '../../../src/numerics/exact-dot.js';
import { dot } from '../../../src/numerics/vector.js';
import { quickLocks } from '../../../src/paper/generators/quick-locks.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../../src/record/records.js';
import { claimOf } from '../../support/judging.js';
import { lock, quickLock } from '../../support/limit-cases.js';

const claim = claimOf('thm-3.2/cases@repaired');
const witness = readWitness(SHIPPED_RECORD, readRecords(SHIPPED_RECORD)[claim.id])!.input;

/** The case with one entry of a sample changed. */
function withEntry(i: number, j: number, value: number): Case {
  const x = witness.data.x.map((row, a) => row.map((entry, b) => (a === i && b === j ? value : entry)));
  return { ...witness, data: { ...witness.data, x } };
}

function isIn(zone: Zone, [, r = 0, b = 0, c = 0]: readonly number[]): boolean {
  const parts = [
    [r, zone.r],
    [b, zone.b],
    [c, zone.c],
  ] as const;
  return parts.every(([height, [low, high]]) => toDouble(low) <= height && height <= toDouble(high));
}

describe('a file for Coq about a lock', () => {
  it('has the data, the start and the step size of the case, and says what it refutes', () => {
    const text = claim.coq?.(witness) ?? '';

    expect(text).toContain('Definition s2 := Sample [(-3 / 2); 0; 0; 0] 1.');
    expect(text).toContain('Definition w0 : vec := [(1 / 16); (-3 / 64); (-1 / 4); 12].');
    expect(text).toContain('Lemma is_small : small_along data 1 w0.');
    expect(text).toContain('Theorem refuted : ~ thm_3_2_cases_repaired.');
  });

  it('takes samples in any order', () => {
    const { x, y } = witness.data;
    const turned = { x: [...x.slice(1), x[0]!], y: [...y.slice(1), y[0]!] };

    expect(claim.coq?.({ ...witness, data: turned })).toContain('made_of data [s4; s1; s2; s3] []');
  });

  it('is written for every drawn lock of its kind, on data that its separator separates', () => {
    fc.assert(
      fc.property(quickLocks(), ({ data, separator, start }) => {
        expect(data.x.map((row) => signOfDot(row, separator))).toEqual(data.y);
        expect(claim.coq?.({ ...witness, data, start })).toContain('Theorem refuted');
      }),
      { seed: 11, numRuns: 20 },
    );
  });

  it.each([
    ['a step at which nothing locks', { ...witness, steps: { kind: 'constant', eta: 1 / 4, count: 0 } } satisfies Case],
    ['a positive that moves two of the others', withEntry(0, 1, 1 / 256)],
    ['a positive that has nothing of its own', withEntry(0, 3, 0)],
    ['a longer cycle', { ...lock, claim: claim.id }],
    ['a drift that moves all', { ...quickLock, claim: claim.id }],
    ['a start after a strike', { ...witness, start: [-0.0625, 0.328125, -1.9, 12] }],
    ['w.x_a so low that it moves x_b far', { ...witness, start: [0.0625, -0.046875, -0.25, 6] }],
  ])('is not written of %s', (_, input) => {
    expect(claim.coq?.(input)).toBeUndefined();
  });
});

describe('the zones of a lock', () => {
  it.each<[string, number[]]>([
    ['w.x3 is below them', [0.0625, -0.046875, -2, 12]],
    ['w.x3 and w.x4 are above them', [0.0625, -0.015625, -0.25, 12]],
  ])('do not hold a start of which %s, though w.x2 is in them', (_, start) => {
    expect(() => foundLock(settingOf({ ...witness, start }, 200))).toThrow('the start is not in the zone at rest');
  });

  it('are kept to by plain steps for some cycles: after the zone of the struck comes that at rest', () => {
    const start = [0.0625, -0.046875, -0.25, 9];
    const { zones, places, floor } = foundLock(settingOf({ ...witness, start }, 200));
    const { x, y } = witness.data;
    const w = [...start];
    const stray: number[] = [];
    let strikes = 0;
    let wasStruck = false;
    for (let k = 0; k < 20_000; k++) {
      const heights = x.map((row) => dot(row, w));
      const isStruck = isIn(zones.struck, heights);
      const isKept = isStruck ? !wasStruck : isIn(zones.rest, heights);
      if (!isKept || heights[places.a]! <= toDouble(floor)) stray.push(k);
      strikes += Number(isStruck);
      wasStruck = isStruck;
      const pulls = heights.map((height, i) => (height > 0 ? (y[i]! * Math.exp(-y[i]! * height)) / x.length : 0));
      for (const [i, row] of x.entries()) for (const [j, entry] of row.entries()) w[j]! += pulls[i]! * entry;
    }

    expect(stray).toEqual([]);
    expect(places).toEqual({ a: 0, r: 1, b: 2, c: 3 });
    expect(strikes).toBeGreaterThan(3);
  });

  it('leave to the claimed limit a direction in which the lifted positive is inactive', () => {
    const { claimed } = foundLock(settingOf(witness, 200));
    const v = claimed.v.map(toDouble);

    expect(dot(witness.data.x[1]!, v)).toBeLessThan(-0.1);
    for (const i of [2, 3]) expect(dot(witness.data.x[i]!, v)).toBeLessThanOrEqual(1e-15);
  });
});
