/** Zones of heights that are guessed for a lock: from every corner of one, a strike and the step after it lead back into it. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { exp } from '../../src/numerics/elementary.js';
import { dot } from '../../src/numerics/vector.js';
import { guessZone } from '../../src/oracle/lock-zones.js';
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

it('a zone may end where x_r or x_c would begin to act', () => {
  expect(guessZone(cycleFrom(-(2 ** -6), -0.1, 2).pulls, { r: -(2 ** -6), c: -0.1 }, 0)?.r).toEqual([-(2 ** -5), 0]);
  expect(guessZone(cycleFrom(-0.1, -(2 ** -7), 2).pulls, { r: -0.1, c: -(2 ** -7) }, 0)?.c).toEqual([-(2 ** -6), 0]);
});

const PUSH = 2 ** -10;

it('the least height of x_b is that of the heaviest strike, and what zones have to spare below it', () => {
  const zone = guessZone(cycleFrom(-0.1, -0.1, 2).pulls, { r: -0.1, c: -0.1 }, PUSH);

  expect(zone?.lowest).toBe(-4 * (1 + 2 * PUSH) - SPARE - 2 ** -16);
});

it('a zone leaves x_b below 0 by what zones have to spare after the next step, from each of its points', () => {
  const { pulls } = cycleFrom(-0.1, -0.1, 2);
  const guessed = (bb: number) => guessZone({ ...pulls, bb }, { r: -0.1, c: -0.1 }, PUSH);
  const { lowest, ...zone } = guessed(4)!;
  // x_r pulls down least from its largest height, and x_c up most from its own; x_b is pushed up twice at most.
  const [x, y] = [zone.r[1] - (1 + 2 * PUSH) * pulls.br, zone.c[1] - (1 + 2 * PUSH) * pulls.bc];
  const least = pulls.br * exp(-x) - pulls.bc * exp(y) + 2 * PUSH + SPARE;

  expect(lowest).toBeLessThan(-4);
  expect(guessed(least + 2 ** -30)).toMatchObject(zone);
  expect(guessed(least - 2 ** -30)).not.toMatchObject(zone);
});

/** What a function takes at many points between two ends. */
function between(f: (z: number) => number, [low, high]: readonly [number, number]): readonly [number, number] {
  const values = Array.from({ length: 65 }, (_, k) => f(low + ((high - low) * k) / 64));
  return [Math.min(...values), Math.max(...values)];
}

it('a zone is the first of those that are tried whose points all return into it, where nothing pushes', () => {
  const drawn = fc.sample(
    fc.tuple(
      fc.integer({ min: -64, max: -2 }),
      fc.integer({ min: -64, max: -2 }),
      fc.integer({ min: 460, max: 560 }),
      fc.integer({ min: -8, max: 8 }),
      fc.integer({ min: -8, max: 8 }),
    ),
    { seed: 1, numRuns: 100 },
  );
  const found = drawn.map(([countR, countC, countX, offR, offC]) => {
    const [r, c, x] = [countR / 256, countC / 256, countX / 256];
    const { pulls } = cycleFrom(r, c, x);
    const { rr, rc, cc, br, bc } = pulls;
    const center = { r: r + offR / 1024, c: c + offC / 4096 };
    const around = (middle: number, half: number): readonly [number, number] => [
      Math.round((middle - half) * 2 ** 16) / 2 ** 16,
      Math.round((middle + half) * 2 ** 16) / 2 ** 16,
    ];
    const tried = [5, 6, 7, 8, 9].flatMap((width) =>
      [0, 1, 2].map((finer) => ({ r: around(center.r, 2 ** -width), c: around(center.c, 2 ** -(width + finer)) })),
    );
    const first = tried.find((zone) => {
      const { r: ownR, c: ownC } = zone;
      const nextR = [between((z) => z - br + rr * exp(br - z), ownR), between((z) => -rc * exp(z - bc), ownC)] as const;
      const nextC = [between((z) => rc * exp(br - z), ownR), between((z) => z - bc - cc * exp(z - bc), ownC)] as const;
      const returns = ([a, b]: typeof nextR, own: readonly [number, number]): boolean =>
        isWithin(a[0] + b[0], own) && isWithin(a[1] + b[1], own);
      return ownR[1] <= 0 && ownC[1] <= 0 && returns(nextR, ownR) && returns(nextC, ownC);
    });
    const zone = guessZone({ ...pulls, bb: 40 }, center, 0);

    expect(zone && { r: zone.r, c: zone.c }).toEqual(first);
    return first;
  });

  // As wide as 1/16, 1/32 and 1/64, or none.
  expect(new Set(found.map((zone) => zone && zone.r[1] - zone.r[0]))).toEqual(new Set([1 / 16, 1 / 32, 1 / 64, undefined]));
});
