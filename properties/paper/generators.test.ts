/** Drawn cases of the paper's own kinds are what they are said to be, in a hundred draws; properties/generator/ shrinks the examples, too. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DrawnData } from '../../src/generator/drawn.js';
import { signOfDot } from '../../src/numerics/exact-dot.js';
import { dot } from '../../src/numerics/vector.js';
import { anglesLabel, combes } from '../../src/paper/generators/combes.js';
import { edge } from '../../src/paper/generators/edge.js';
import { example1, example2 } from '../../src/paper/generators/examples.js';
import { localRegion } from '../../src/paper/generators/local-region.js';
import { localSliding } from '../../src/paper/generators/local-sliding.js';
import { locks } from '../../src/paper/generators/locks.js';
import { mirrored } from '../../src/paper/generators/mirrored.js';
import { obtuseKinks } from '../../src/paper/generators/obtuse-kinks.js';
import { outside } from '../../src/paper/generators/outside.js';
import { quickLocks } from '../../src/paper/generators/quick-locks.js';
import { heldBackCases } from '../../src/paper/stochastic/held-back.js';

const drawsOf = <T>(cases: fc.Arbitrary<T>): T[] => fc.sample(cases, { seed: 5, numRuns: 100 });

describe('the separator of drawn data', () => {
  const drawn: readonly (readonly [string, fc.Arbitrary<DrawnData>])[] = [
    ['example 1', example1()],
    ['example 2', example2()],
    ['combes', combes()],
    ['edge', edge()],
    ['local region', localRegion()],
    ['local sliding', localSliding()],
    ['locks', locks()],
    ['mirrored', mirrored()],
    ['obtuse kinks', obtuseKinks()],
    ['outside', outside()],
    ['quick locks', quickLocks()],
  ];

  it.each(drawn)('separates its data exactly: %s', (_, examples) => {
    for (const { data, separator } of drawsOf(examples)) expect(data.x.map((row) => signOfDot(row, separator))).toEqual(data.y);
  });
});

describe('angles of Combes-style data', () => {
  it.each([
    // Squared cosines 1/64, 1/67 and 1/1600.
    [[1, 7, 3, 2, 1], 'clear'],
    [[1, 7, 3, 2, 2], 'nearly-orthogonal'],
    [[-1, 39, 7, 5, 2], 'nearly-orthogonal'],
    [[-4, 0, 0, 0, 0], 'clear'],
  ])('between the first axis and %j are %s', (row, label) => {
    expect(anglesLabel({ x: [[3, 0, 0, 0, 0], row] })).toBe(label);
  });
});

describe('data with w^+ outside the separable region', () => {
  it('say whether all negatives are active at w^+', () => {
    const drawn = fc.sample(outside(), { seed: 8, numRuns: 100 }).map(({ data: { x, y }, labels }) => {
      const [first = [], second = []] = x.filter((_, i) => y[i] === 1);
      const toWPlus = labels.includes('support:pair') ? first.map((entry, j) => entry + second[j]!) : first;
      const signs = x.filter((_, i) => y[i] === -1).map((row) => signOfDot(row, toWPlus));
      return { labels, lowest: Math.min(...signs), highest: Math.max(...signs) };
    });

    expect(drawn.every(({ highest }) => highest === 1)).toBe(true);
    expect(new Set(drawn.map(({ lowest }) => lowest))).toEqual(new Set([-1, 0, 1]));
    for (const { labels, lowest } of drawn) expect(labels).toContain(`outside:${lowest === 1 ? 'all' : 'some'}-negatives`);
  });
});

describe('a run that locks', () => {
  it('begins with the first positive alone active and the second near its kink', () => {
    for (const { data, start } of drawsOf(locks())) {
      const heights = data.x.map((row) => dot(row, start));

      expect(heights.map((height) => height > 1)).toEqual([true, false, false, false]);
      expect(Math.abs(heights[1]!)).toBeLessThan(1 / 16);
      expect(Math.max(heights[2]!, heights[3]!)).toBeLessThan(-2);
    }
  });
});

describe('a sample that is held back', () => {
  it('moves the negative alone, from a start near the kinks of all three', () => {
    for (const { data, start } of drawsOf(heldBackCases({ lengths: [80, 87], edges: [15, 18], counts: [1_000_000] }))) {
      const [held = [], other = [], negative = []] = data.x;
      const heights = data.x.map((row) => dot(row, start));

      expect([signOfDot(held, other), signOfDot(other, negative), signOfDot(held, negative)]).toEqual([0, 0, 1]);
      expect(heights.map(Math.sign)).toEqual(data.y);
      expect(Math.max(...heights.map(Math.abs))).toBeLessThan(1 / 32);
    }
  });
});
