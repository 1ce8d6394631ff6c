/** Landscape regions, non-empty W_J and activation patterns, against plain enumeration. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dataset, dataset, sample } from '../../src/data/dataset.js';
import { signOfDot } from '../../src/numerics/exact-dot.js';
import { landscapeRegion } from '../../src/oracle/landscape.js';
import { patternPartition } from '../../src/oracle/pattern.js';
import { nonEmptyRegions, regionPoint } from '../../src/oracle/regions.js';

const dataOf = (entry: fc.Arbitrary<number>, d: number, most: number): fc.Arbitrary<Dataset> =>
  fc
    .array(fc.tuple(fc.array(entry, { minLength: d, maxLength: d }), fc.constantFrom(-1, 1)), { minLength: 1, maxLength: most })
    .map((samples) => dataset({ x: samples.map(([x]) => x), y: samples.map(([, y]) => y) }));
const small = fc.integer({ min: -3, max: 3 });
const lattice = fc.integer({ min: -96, max: 96 }).map((k) => k / 64);

/** Integer data, so that these float64 inner products are exact. */
const product = (data: Dataset, i: number, w: ArrayLike<number>): number => sample(data, i).reduce((sum, x, j) => sum + x * w[j]!, 0);

describe('landscape region', () => {
  test('sorts every sample by label and sign, and its kind follows the definitions', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(dataOf(small, 2, 5), fc.tuple(small, small), (data, w) => {
        const region = landscapeRegion(data, w);

        const where = (indices: readonly number[], sign: number) => indices.filter((i) => Math.sign(product(data, i, w)) === sign);
        expect(region).toMatchObject({
          activePositives: where(data.positives, 1),
          boundaryPositives: where(data.positives, 0),
          inactivePositives: where(data.positives, -1),
          activeNegatives: where(data.negatives, 1),
          boundaryNegatives: where(data.negatives, 0),
          inactiveNegatives: where(data.negatives, -1),
        });
        const all = Array.from({ length: data.n }, (_, i) => i);
        const separable = all.every((i) => data.y[i]! * product(data, i, w) > 0);
        const mixed = data.negatives.some((i) => product(data, i, w) > 0);
        const silent = all.every((i) => product(data, i, w) <= 0);
        expect(region.kind).toBe(separable ? 'separable' : mixed ? 'mixed' : silent ? 'silent' : 'partial');
        kinds.add(region.kind);
      }),
      { numRuns: 1000 },
    );
    expect(kinds.size).toBe(4);
  });

  test('sees signs that float64 sums miss, and all of I+ active with a negative on the boundary as partial', () => {
    const data = dataset({
      x: [
        [0.1, 0.2, -0.3],
        [1, -1, 0],
      ],
      y: [1, -1],
    });
    expect(landscapeRegion(data, [1, 1, 1]).kind).toBe('partial');
    expect(landscapeRegion(data, [1, 1, 1])).toMatchObject({ activePositives: [0], boundaryNegatives: [1] });
    expect(landscapeRegion(data, [0, 0, 0]).kind).toBe('silent');
    expect(() => landscapeRegion(data, [1])).toThrow(/1 entries/);
  });
});

describe('regions W_J', () => {
  const inRegion = (data: Dataset, J: readonly number[], w: ArrayLike<number>): boolean =>
    Array.from({ length: data.n }, (_, i) => i).every((i) => signOfDot(sample(data, i), w) > 0 === J.includes(i));
  const subsets = (items: readonly number[]): number[][] =>
    Array.from({ length: 2 ** items.length }, (_, bits) => items.filter((_, k) => (bits >> k) & 1));

  test('the list holds exactly the J that have a point, each with one that belongs', () => {
    fc.assert(
      fc.property(fc.oneof(dataOf(small, 2, 7), dataOf(lattice, 3, 7), dataOf(small, 4, 6)), (data) => {
        const regions = nonEmptyRegions(data).map((J) => J.join());

        for (const J of subsets(data.positives)) {
          const point = regionPoint(data, J);
          expect(regions.includes(J.join())).toBe(point !== undefined);
          if (point !== undefined) expect(inRegion(data, J, point)).toBe(true);
        }
        expect(new Set(regions).size).toBe(regions.length);
      }),
      { numRuns: 200 },
    );
  });

  test('the list holds every J that a grid of directions in the plane meets', () => {
    // Every cone of the arrangement of lines x.w = 0 with |x_j| <= 3 holds a boundary (-x_1, x_0) or a sum of two boundaries.
    fc.assert(
      fc.property(dataOf(small, 2, 7), (data) => {
        const rays = Array.from({ length: data.n }, (_, i) => sample(data, i)).flatMap((x) => [
          [-x[1]!, x[0]!],
          [x[1]!, -x[0]!],
          [x[0]!, x[1]!],
          [-x[0]!, -x[1]!],
        ]);
        const directions = [
          [0, 0],
          ...rays.flatMap((p) => rays.flatMap((q) => [1, 2, 3, 10].map((k) => [k * p[0]! + q[0]!, k * p[1]! + q[1]!]))),
        ];
        const met = new Set<string>();
        for (const w of directions) {
          if (data.negatives.every((i) => product(data, i, w) <= 0)) met.add(data.positives.filter((i) => product(data, i, w) > 0).join());
        }
        expect([...met].filter((J) => !nonEmptyRegions(data).some((other) => other.join() === J))).toEqual([]);
        expect(
          nonEmptyRegions(data)
            .map((J) => J.join())
            .filter((J) => !met.has(J)),
        ).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('a point with J empty is not zero unless the samples surround the origin', () => {
    const surrounding = dataset({
      x: [
        [1, 0],
        [-1, 1],
        [-1, -1],
      ],
      y: [1, 1, -1],
    });
    expect([...regionPoint(surrounding, [])!]).toEqual([0, 0]);
    const half = dataset({
      x: [
        [1, 0],
        [0, 1],
        [0, -1],
      ],
      y: [1, 1, -1],
    });
    expect([...regionPoint(half, [])!].map(Math.sign)).toEqual([-1, 0]);
    const onALine = dataset({
      x: [
        [1, 1],
        [-1, -1],
      ],
      y: [1, -1],
    });
    const point = regionPoint(onALine, [])!;
    expect(point.some((x) => x !== 0)).toBe(true);
    expect(inRegion(onALine, [], point)).toBe(true);
  });

  test('a point has one active positive also where the region has no interior', () => {
    const ray = dataset({
      x: [
        [-1, 0],
        [0, 1],
        [0, -1],
      ],
      y: [1, -1, -1],
    });
    expect([...regionPoint(ray, [0])!].map(Math.sign)).toEqual([-1, 0]);
  });

  test('sixteen positives can be enumerated', () => {
    const data = dataset({ x: Array.from({ length: 16 }, () => [1]), y: new Array(16).fill(1) });
    expect(nonEmptyRegions(data)).toEqual([Array.from({ length: 16 }, (_, i) => i), []]);
  });

  test('rejects an index that is not of a positive sample, and more positives than can be enumerated', () => {
    const data = dataset({ x: [[1], [-1]], y: [1, -1] });
    expect(() => regionPoint(data, [1])).toThrow(/holds 1/);
    expect(() => nonEmptyRegions(dataset({ x: Array.from({ length: 17 }, () => [1]), y: new Array(17).fill(1) }))).toThrow(/17 positive/);
  });

  test('ten positive samples in five dimensions are enumerated within seconds', () => {
    const x = Array.from({ length: 14 }, (_, i) => Array.from({ length: 5 }, (_, j) => (((i + 2) * (j + 3) * 37 + i * i * 11) % 41) - 20));
    const data = dataset({ x, y: x.map((_, i) => (i < 10 ? 1 : -1)) });
    const start = performance.now();
    const regions = nonEmptyRegions(data);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(regions.at(-1)).toEqual([]);
    for (const J of regions.slice(0, 20)) expect(inRegion(data, J, regionPoint(data, J)!)).toBe(true);
  });
});

describe('pattern partition', () => {
  test('groups the samples by the signs of all neurons', () => {
    fc.assert(
      fc.property(dataOf(small, 2, 6), fc.array(small, { minLength: 6, maxLength: 6 }), (data, w) => {
        const partition = patternPartition(data, w, 3);

        const pattern = (i: number) => [0, 1, 2].map((k) => (product(data, i, w.slice(2 * k, 2 * k + 2)) > 0 ? 1 : 0));
        for (let i = 0; i < data.n; i++) {
          expect([...partition.patterns[partition.of[i]!]!]).toEqual(pattern(i));
          expect(partition.members[partition.of[i]!]).toContain(i);
        }
        expect(partition.members.flat().length).toBe(data.n);
        expect(new Set(partition.patterns.map((p) => p.join())).size).toBe(partition.patterns.length);
        const overlaps = partition.patterns.some((p, g) =>
          partition.patterns.some((q, h) => g < h && p.some((bit, k) => bit === 1 && q[k] === 1)),
        );
        expect(partition.disjoint).toBe(!overlaps);
      }),
      { numRuns: 500 },
    );
  });

  test('rejects parameters of another length', () => {
    expect(() => patternPartition(dataset({ x: [[1, 2]], y: [1] }), [1, 2, 3], 2)).toThrow(/3 entries, not 2 neurons times 2/);
  });
});
