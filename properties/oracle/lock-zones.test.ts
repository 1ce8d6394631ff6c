/** Zones of heights that are guessed for a lock: from every corner of one, a strike and the step after it lead back into it. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { exp } from '../../src/numerics/elementary.js';
import { dot } from '../../src/numerics/vector.js';
import { type GuessedZone, guessZone, type Pulls } from '../../src/oracle/lock-zones.js';
import { guessLock } from '../../src/oracle/strike-cycle.js';
import { quickLocks } from '../../src/paper/generators/quick-locks.js';

const SPARE = 2 ** -14;

const isWithin = (x: number, [low, high]: readonly [number, number]): boolean => x - SPARE > low && x + SPARE < high;

it('a zone that is guessed is one that each of its corners returns into', () => {
  let found = 0;
  const off = fc.integer({ min: -12, max: 12 }).map((count) => count / 1024);
  fc.assert(
    fc.property(quickLocks(), off, off, fc.constantFrom(2 ** -12, 2 ** -9, 2 ** -8), ({ data: { x, y }, start }, offR, offC, push) => {
      const guess = guessLock(dataset({ x, y }), start, 1);
      if (guess === undefined) return;
      const pull = (i: number, j: number): number => dot(x[i]!, x[j]!) / 4;
      const [rr, rc, cc, br, bb, bc] = [pull(1, 1), pull(1, 3), pull(3, 3), pull(2, 1), pull(2, 2), pull(2, 3)];
      const zone = guessZone({ rr, rc, cc, br, bb, bc }, { r: guess.crossing[1]! + offR, c: guess.crossing[3]! + offC }, push);
      if (zone === undefined) return;
      found++;
      expect(Math.max(zone.r[1], zone.c[1])).toBeLessThanOrEqual(0);
      // Ends have sixteen binary digits, and what returns has 2^-14 to spare.
      expect([...zone.r, ...zone.c, zone.lowest].map((end) => (end * 2 ** 16) % 1).map(Math.abs)).toEqual([0, 0, 0, 0, 0]);
      for (const r of zone.r) {
        for (const c of zone.c) {
          for (const weight of [1, 1 + 2 * push]) {
            const [struckR, struckC, struckB] = [r - weight * br, c - weight * bc, push - weight * bb];
            const [lift, fall] = [exp(-struckR), exp(struckC)];
            const next = { r: struckR + lift * rr - fall * rc, c: struckC + lift * rc - fall * cc, b: struckB + lift * br - fall * bc };

            expect(struckR > 0 && struckC > 0 && struckB <= push).toBe(true);
            expect(isWithin(next.r, zone.r) && isWithin(next.c, zone.c)).toBe(true);
            expect(next.b < 0 && next.b > zone.lowest).toBe(true);
          }
        }
      }
    }),
    { seed: 3, numRuns: 300 },
  );

  expect(found).toBeGreaterThan(20);
});

/**
 * The pulls of a cycle that begins at given heights, is struck to x and y, and returns, with slopes of 0 where x_r and x_c meet their own
 * pulls: rr exp(-x) = cc exp(y) = 1, rc exp(y) = x - r + 1 and rc exp(-x) = 1 - y + c.
 */
function cycleFrom(r: number, c: number, x: number) {
  let [low, high] = [0, 2];
  for (let k = 0; k < 60; k++) {
    const y = (low + high) / 2;
    if ((x - r + 1) * exp(-x - y) > 1 - y + c) high = y;
    else low = y;
  }
  const y = low;
  const rc = (x - r + 1) * exp(-y);
  return { pulls: { rr: exp(x), rc, cc: exp(-y), br: r - x, bb: 4, bc: c - y }, y };
}

it.each([
  ['both below 0', -0.1, -0.1, 0, true],
  ['w.x_r above 0, so that x_r acts at rest', 0.1, -0.1, 0, false],
  ['w.x_r about 0', 0, -0.1, 0, false],
  ['w.x_c above 0, so that x_c acts at rest', -0.1, 0.1, 0, false],
  ['w.x_c about 0', -0.1, 0, 0, false],
  ['x_b hardly thrown back', -0.1, -0.1, 4 - 2 ** -13, false],
])('a cycle whose heights are %s', (_, r, c, less, isFound) => {
  const { pulls, y } = cycleFrom(r, c, 2);
  const next = { r: 2 + pulls.rr * exp(-2) - pulls.rc * exp(y), c: y + pulls.rc * exp(-2) - pulls.cc * exp(y) };
  const zone = guessZone({ ...pulls, bb: pulls.bb - less }, { r, c }, 2 ** -12);

  // It is a cycle whatever its heights.
  expect([next.r, next.c]).toEqual([expect.closeTo(r, 9), expect.closeTo(c, 9)]);
  expect(zone !== undefined).toBe(isFound);
});

describe('a cycle about heights of -1/10 from which nothing pulls away', () => {
  const PUSH = 2 ** -12;
  const WEIGHTS = [1, 1 + 2 * PUSH];
  const { pulls } = cycleFrom(-0.1, -0.1, 2);
  const zoneAt = (r: number, c: number, bb = pulls.bb): GuessedZone | undefined => guessZone({ ...pulls, bb }, { r, c }, PUSH);

  /** From all of a zone: the heights that a strike and the step after it lead to. */
  function reached({ rr, rc, cc, br, bb, bc }: Pulls<number>, zone: GuessedZone) {
    const points = ([low, high]: readonly [number, number]): number[] =>
      Array.from({ length: 65 }, (_, k) => low + ((high - low) * k) / 64);
    const all = { r: [] as number[], c: [] as number[], b: [] as number[] };
    for (const lifted of WEIGHTS.flatMap((weight) => points(zone.r).map((r) => r - weight * br))) {
      for (const other of WEIGHTS.flatMap((weight) => points(zone.c).map((c) => c - weight * bc))) {
        const [lift, fall] = [exp(-lifted), exp(other)];
        all.r.push(lifted + lift * rr - fall * rc);
        all.c.push(other + lift * rc - fall * cc);
        for (const b of [-(1 + 2 * PUSH) * bb, 2 * PUSH - bb]) all.b.push(b, b + lift * br - fall * bc);
      }
    }
    const ends = (list: number[]): readonly [number, number] => [
      list.reduce((a, b) => Math.min(a, b)),
      list.reduce((a, b) => Math.max(a, b)),
    ];
    return { r: ends(all.r), c: ends(all.c), b: ends(all.b) };
  }

  /** Where a zone ceases to be found, between a number for which one is and one for which none is. */
  function lastFound(found: number, missed: number, at: (x: number) => GuessedZone | undefined): number {
    let [low, high] = [found, missed];
    for (let k = 0; k < 50; k++) {
      const middle = (low + high) / 2;
      if (at(middle) === undefined) high = middle;
      else low = middle;
    }
    return low;
  }

  it.each([
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ])('has zones while what returns has 2^-14 to spare at every end: moved along (%i, %i)', (x, y) => {
    const at = (off: number): GuessedZone | undefined => zoneAt(-0.1 + x * off, -0.1 + y * off);
    const zone = at(lastFound(0, 0.09, at))!;
    const next = reached(pulls, zone);
    const spare = Math.min(next.r[0] - zone.r[0], zone.r[1] - next.r[1], next.c[0] - zone.c[0], zone.c[1] - next.c[1]);

    expect(spare).toBeGreaterThan(SPARE);
    // Ends are moved by units of 2^-16.
    expect(spare).toBeLessThan(SPARE + 2 ** -16);
  });

  it('has zones while x_b is thrown back by 2^-14 more than it is lifted', () => {
    const bb = lastFound(4, 0, (square) => zoneAt(-0.1, -0.1, square));
    const zone = zoneAt(-0.1, -0.1, bb)!;
    const [, high] = reached({ ...pulls, bb }, zone).b;

    // The struck heights alone are far below.
    expect(2 * PUSH - bb).toBeLessThan(-1);
    expect(high).toBeCloseTo(-SPARE, 9);
  });

  it('has for the least w.x_b that of the strike or of the step after it, less what is to spare and a unit', () => {
    for (const bb of [4, 1.5]) {
      const zone = zoneAt(-0.1, -0.1, bb)!;

      expect(Math.abs(zone.lowest - (reached({ ...pulls, bb }, zone).b[0] - SPARE - 2 ** -16))).toBeLessThanOrEqual(2 ** -17);
    }
  });
});

it('a zone may end at 0', () => {
  expect(guessZone(cycleFrom(-1 / 32, -0.1, 2).pulls, { r: -1 / 32, c: -0.1 }, 2 ** -12)?.r).toEqual([-1 / 16, 0]);
  expect(guessZone(cycleFrom(-0.1, -1 / 128, 2).pulls, { r: -0.1, c: -1 / 128 }, 2 ** -12)?.c).toEqual([-1 / 64, 0]);
});
