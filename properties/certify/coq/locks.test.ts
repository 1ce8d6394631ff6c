/** Files for Coq about runs that lock: what they say, the zones that plain steps keep to, and cases that give none. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { product } from '../../../src/certify/coq/best-direction.js';
import { foundLock, liftedIn } from '../../../src/certify/coq/found-lock.js';
import { type Fraction, fraction, ofDouble, plus, times, toDouble } from '../../../src/certify/coq/fraction.js';
import { besideOthers, claimedDirection } from '../../../src/certify/coq/lock-directions.js';
import type { Zone } from '../../../src/certify/coq/lock-zones.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import type { Case } from '../../../src/data/case.js';
import { dataset } from '../../../src/data/dataset.js';
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

  it('hold a start at their very end', () => {
    // w.x2 = -3/2 times the first entry.
    const start = [5756 / 65536, -0.015625, -0.25, 12];
    const { zones } = foundLock(settingOf({ ...witness, start }, 200));

    expect(zones.rest.r[0]).toEqual(ofDouble(-1.5 * start[0]!));
  });

  it.each<[string, number[], number[]]>([
    ['w.x3', [0.0625, -0.046875, -0.203125 + 2 ** -11, 12], [0.0625, -0.046875, -0.203125 + 2 ** -11 + 2 ** -20, 12]],
    ['w.x4', [0.0625, -0.0320281982421875, -0.25, 12], [0.0625, -0.0320281982421875 + 2 ** -20, -0.25, 12]],
  ])('hold a start at the upper end of %s, and none beyond', (_, atEnd, beyond) => {
    const { zones } = foundLock(settingOf({ ...witness, start: atEnd }, 200));
    const [, , b, c] = witness.data.x.map((row) => dot(row, atEnd));

    expect([toDouble(zones.rest.b[1]) === b, toDouble(zones.rest.c[1]) === c]).toContain(true);
    expect(() => foundLock(settingOf({ ...witness, start: beyond }, 200))).toThrow('the start is not in the zone at rest');
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

describe('the parts of a lock', () => {
  const among = (y: readonly number[]) => liftedIn(dataset({ x: y.map((_, i) => [i]), y: [...y] }), 1, 2);

  it('are told by labels, in either order', () => {
    expect(among([1, 1, -1, -1])).toEqual({ r: 0, c: 3 });
    expect(among([-1, 1, -1, 1])).toEqual({ r: 3, c: 0 });
  });

  it.each([
    ['x_a is a negative', [1, -1, -1, -1]],
    ['x_b is a positive', [1, 1, 1, -1]],
    ['the others are two positives', [1, 1, -1, 1]],
    ['the others are two negatives', [-1, 1, -1, -1]],
    ['all labels are turned', [-1, -1, 1, 1]],
  ])('are none where %s', (_, y) => {
    expect(() => among(y)).toThrow('the cycle is not of two positives and two negatives');
  });
});

const exactly = (vector: readonly number[]): Fraction[] => vector.map(ofDouble);

describe('the claimed limit of a lock', () => {
  it.each([
    ['with', [1, 0, 0]],
    ['at a right angle to', [0, 1, 0]],
  ])('keeps a struck positive inactive that it is turned away from, and is refused %s one', (_, r) => {
    const given = { a: exactly([1, 0, 0]), b: exactly([-1, 0, 0]), c: exactly([-1, 0, 1]) };

    expect(claimedDirection({ ...given, r: exactly([-1, 0, 0]) }).weights).toEqual([fraction(0n), fraction(0n)]);
    expect(() => claimedDirection({ ...given, r: exactly(r) })).toThrow('keeps no struck positive inactive');
  });

  it('is the projection of x_a on the cone beyond x_b and x_c, which signs and complementary slackness tell', () => {
    const vector = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 3, maxLength: 3 });
    const bound = new Set<string>();
    fc.assert(
      fc.property(vector, vector, vector, (a, b, c) => {
        // The struck positive is turned away from whatever the limit is.
        const r = a.map((entry) => -entry);
        const found = (() => {
          try {
            return claimedDirection({ a: exactly(a), r: exactly(r), b: exactly(b), c: exactly(c) });
          } catch (error) {
            expect(String(error)).toContain('keeps no struck positive inactive');
            return undefined;
          }
        })();
        if (found === undefined) return;
        const { v, weights } = found;
        const negatives = [b, c].map(exactly);
        const away = negatives.map((x) => product(v, x).numerator);

        expect(weights.every(({ numerator }) => numerator >= 0n)).toBe(true);
        expect(away.every((numerator) => numerator <= 0n)).toBe(true);
        expect(weights.map((weight, k) => weight.numerator * away[k]!)).toEqual([0n, 0n]);
        const restored = v.map((entry, j) => negatives.reduce((sum, x, k) => plus(sum, times(weights[k]!, x[j]!)), entry));
        expect(restored).toEqual(exactly(a));
        bound.add(weights.map(({ numerator }) => Number(numerator > 0n)).join());
      }),
      { numRuns: 300, seed: 8 },
    );
    expect([...bound].sort()).toEqual(['0,0', '0,1', '1,0', '1,1']);
  });
});

describe('what x_a has beside the others', () => {
  const vectors = { a: exactly([2, -1, 0, 1]), r: exactly([1, 0, 0, 0]), b: exactly([0, 1, 0, 0]), c: exactly([0, 0, 1, 0]) };
  const ends = (low: bigint, high: bigint, parts = 1024n) => [fraction(low, parts), fraction(high, parts)] as const;
  const none = ends(0n, 0n);
  const zones = (r: readonly [Fraction, Fraction], b: readonly [Fraction, Fraction], struckR = r) => ({
    rest: { r, b, c: none },
    struck: { r: struckR, b, c: none },
  });

  it('lies between the ends that the zones give, exactly where these are 1024ths, else between the next ones', () => {
    // w.x_a - w.z = 2 w.x_r - w.x_b.
    const { z, weights, ends: exact } = besideOthers(vectors, zones(ends(-3n, 5n), ends(-7n, 11n)));
    expect([z, weights].map((each) => each.map(toDouble))).toEqual([
      [0, 0, 0, 1],
      [2, -1, 0],
    ]);
    expect(exact.map(toDouble)).toEqual([-17 / 1024, 17 / 1024]);

    const thirds = besideOthers(vectors, zones(none, ends(-1n, 1n, 3072n))).ends;
    expect(thirds.map(toDouble)).toEqual([-1 / 1024, 1 / 1024]);
  });

  it('takes the wider of the zones at rest and after a strike', () => {
    expect(besideOthers(vectors, zones(ends(-3n, 5n), none, ends(-2n, 8n))).ends.map(toDouble)).toEqual([-6 / 1024, 16 / 1024]);
    expect(besideOthers(vectors, zones(ends(-3n, 5n), none, ends(-9n, 4n))).ends.map(toDouble)).toEqual([-18 / 1024, 10 / 1024]);
  });

  it('is nothing where it is one of their combinations, or they are dependent', () => {
    const within = { ...vectors, a: exactly([2, -1, 3, 0]) };
    expect(() => besideOthers(within, zones(none, none))).toThrow('has nothing of its own');
    expect(() => besideOthers({ ...vectors, c: vectors.b }, zones(none, none))).toThrow('linearly dependent');
  });
});
