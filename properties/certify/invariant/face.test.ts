import { describe, expect, it } from 'vitest';
import { firstIterate } from '../../../src/certify/enclosure/path.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import { faceOf } from '../../../src/certify/invariant/face.js';
import { faceSearch } from '../../../src/certify/invariant/face-kept.js';
import type { Kept } from '../../../src/certify/invariant/kept.js';
import { kinkBox } from '../../../src/certify/invariant/kink.js';
import type { Case } from '../../../src/data/case.js';
import { caseOf, keptAboutRay, opposed, turned, twoKinks } from '../../support/face-cases.js';

/** What is shown at the start itself, by signs alone and by the face of the limit. */
function atStart(input: Case): { readonly bySigns: Kept | undefined; readonly byFace: Kept | undefined } {
  const at = settingOf(input, 200);
  const first = firstIterate(at);
  return { bySigns: kinkBox(at, first), byFace: faceSearch(at).test(first) };
}

/** The products w_k.x_i of float64 steps written out here. */
function* productsOf({ data: { x, y }, start, steps }: Case, count = 10_000): Generator<readonly number[]> {
  const rate = (steps.kind === 'constant' ? steps.eta : Number.NaN) / x.length;
  const w = [...start];
  for (let k = 0; k < count; k++) {
    const products = x.map((row) => row.reduce((sum, entry, j) => sum + entry * w[j]!, 0));
    yield products;
    products.forEach((product, i) => {
      if (product <= 0) return;
      x[i]!.forEach((entry, j) => {
        w[j]! += rate * y[i]! * Math.exp(-y[i]! * product) * entry;
      });
    });
  }
}

/** Whether float64 steps ever make the last sample active. */
const wakesLast = (input: Case): boolean => [...productsOf(input)].some((products) => products.at(-1)! > 0);

/** The worst excess over what is shown, along float64 steps. */
function excess(input: Case, { J, kinks, floors }: Kept): number {
  const { arithmetic } = settingOf(input, 200);
  const boxes = kinks.map(({ b, box }) => ({ b, ...arithmetic.bounds(box) }));
  const least = floors.map((floor) => arithmetic.bounds(floor).low);
  let worst = Number.NEGATIVE_INFINITY;
  for (const products of productsOf(input)) {
    for (const { b, low, high } of boxes) worst = Math.max(worst, low - products[b]!, products[b]! - high);
    J.forEach((i, p) => {
      worst = Math.max(worst, least[p]! - products[i]!);
    });
  }
  return worst;
}

describe('a run about the ray of its limit is kept for 10^4 float64 steps, where signs alone show nothing', () => {
  it.each(keptAboutRay)('%s', (_, input) => {
    const { bySigns, byFace } = atStart(input);

    expect(bySigns).toBeUndefined();
    expect(byFace).toBeDefined();
    expect(excess(input, byFace!)).toBeLessThan(1e-9);
  });
});

describe('the search for such a run', () => {
  it('looks at the first eight iterates, and at eight between each power of two and the next', () => {
    const at = settingOf(caseOf(opposed, [0, 6, -0.125], 0.5), 40);
    const { test } = faceSearch(at);
    const isLookedAt = (k: number): boolean => test({ ...firstIterate(at), k }) !== undefined;

    expect([0, 5, 7, 8, 15, 16, 17, 18, 32, 34, 36].filter(isLookedAt)).toEqual([0, 5, 7, 8, 15, 16, 18, 32, 36]);
  });
});

describe('the proof that a run is kept about the ray of its limit', () => {
  it.each([
    ['nothing of other samples where there are none', opposed, []],
    ['of one that it stays inactive', [...opposed, [4, -1 / 8, 0, -1]], ['sample x4']],
    ['of two that they do', [...opposed, [4, -1 / 8, 0, -1], [4, -1 / 4, 0, -1]], ['samples x4, x5']],
  ])('says %s', (_, samples, others) => {
    const said = atStart(caseOf(samples, [0, 6, -0.125], 0.5)).byFace?.how ?? [];

    expect(said.flatMap((line) => /^For (.*) the part/.exec(line)?.[1] ?? [])).toEqual(others);
    expect(said).toHaveLength(2 + Math.min(others.length, 1));
  });
});

describe('nothing is shown of a run about the ray of its limit where one condition fails by a little', () => {
  const byFace = (input: Case) => atStart(input).byFace;

  it('an inactive sample that the limit itself wakes: v.x_o = 1/64 instead of -1/64', () => {
    // w.x_o = 12 height - 1/2 is negative at the start for both.
    const joined = (height: number) => caseOf([...opposed, [4, height, 4, -1]], [0, 12, -0.125], 0.5);

    expect(byFace(joined(-1 / 64))).toBeDefined();
    expect(byFace(joined(1 / 64))).toBeUndefined();
  });

  it.each([4, -4])('an inactive sample that the region reaches: w.x_o = -6/256 or -6/1024 at the start, on either side (%s)', (side) => {
    // A step moves the difference of the positives, and w.x_o with it, by up to h |e|^2 Phi / 2 = 0.0099.
    const joined = (height: number) => caseOf([...opposed, [side, -height, 0, -1]], [0, 6, -0.125], 1);

    expect(byFace(joined(2 ** -8))).toBeDefined();
    expect(byFace(joined(2 ** -10))).toBeUndefined();
  });

  // Both have v = (1, 0, 0).
  it('an inactive sample that a positive behind pulls: 4 theta beside -v.x_o', () => {
    // theta is a little above exp(-12) = 6.1e-6.
    const joined = (height: number) =>
      caseOf(
        [
          [1, 0, 1, 1],
          [3, 4, 0, 1],
          [0, 0, 1, -1],
          [-height, 1, 0, -1],
        ],
        [6, 0, -0.125],
        0.5,
      );

    expect(byFace(joined(2 ** -15))).toBeDefined();
    expect(byFace(joined(2 ** -17))).toBeUndefined();
  });

  it('a positive that another one pushes back, which may fall behind no more: 4 theta beside v.x_l - |v|^2', () => {
    const joined = (more: number) =>
      caseOf(
        [
          [1, 0, 1, 1],
          [1 + more, 1, 0, 1],
          [5, -4, 0, 1],
          [0, 0, 1, -1],
        ],
        [3, 0, -0.125],
        0.5,
      );

    expect(byFace(joined(2 ** -15))).toBeDefined();
    expect(byFace(joined(2 ** -17))).toBeUndefined();
  });

  it.each([1, -1])('a positive behind that pulls the two apart: theta lambda beside 1/2, on either side (%s)', (side) => {
    // theta is about exp(-6) = 0.0025, lambda a quarter of the first entry.
    const joined = (entry: number) => caseOf([...opposed, [side * entry, 2, 0, 1]], [0, 6, -0.125], 0.5);

    expect(byFace(joined(8))).toBeDefined();
    expect(byFace(joined(1024))).toBeUndefined();
  });

  it('a positive behind whose pull off the kink may outweigh: 4 theta beside 1', () => {
    // theta is a little above exp(-w.(1, 0)), and ln 4 = 1.386.
    expect(byFace(caseOf(turned, [1.75, -0.03125], 0.125))).toBeDefined();
    expect(byFace(caseOf(turned, [1.375, -0.03125], 0.125))).toBeUndefined();
  });

  it('an inactive sample that the positives wake because one of them counts twice: ln 2 = 0.69 beside 6 times the height', () => {
    const joined = (height: number) => caseOf([...opposed, [2, 1, 1, 1], [4, -height, 0, -1]], [0, 6, -0.125], 0.5);

    expect(byFace(joined(1 / 8))).toBeDefined();
    expect(byFace(joined(3 / 32))).toBeUndefined();
    expect([1 / 8, 3 / 32].map((height) => wakesLast(joined(height)))).toEqual([false, true]);
  });

  it('an inactive sample that strikes on one kink, lower for those on the other, wake', () => {
    const joined = (height: number) => caseOf([...twoKinks(-1 / 2), [-height, -1, -1 / 2, -1]], [5, -1 / 32, -1 / 32], 0.5);

    expect(byFace(joined(7 / 128))).toBeDefined();
    expect(byFace(joined(1 / 32))).toBeUndefined();
    expect([7 / 128, 1 / 32].map((height) => wakesLast(joined(height)))).toEqual([false, true]);
  });

  it('a positive behind whose pull off the kink may outweigh that of two of unlike signs there: 128 theta beside mu = 1/2', () => {
    // theta is a little above exp(-6) = 0.0025, and 96 of it 0.24 before what the box adds.
    const joined = (depth: number) =>
      caseOf(
        [
          [2, 1, 2, 1],
          [-2, 1, -1, 1],
          [0, 0, 1, -1],
          [0, 2, -depth, 1],
        ],
        [0, 6, -1 / 32],
        0.25,
      );

    expect(byFace(joined(96))).toBeDefined();
    expect(byFace(joined(128))).toBeUndefined();
    expect(excess(joined(96), byFace(joined(96))!)).toBeLessThan(1e-9);
  });

  it('one positive of two near its boundary', () => {
    const from = (height: number) => caseOf(opposed, [-1, height, -0.125], 0.5);

    expect(byFace(from(4))).toBeDefined();
    expect(byFace(from(2.1875))).toBeUndefined();
  });

  it('steps that throw too far', () => {
    expect(byFace(caseOf(twoKinks(1 / 2), [8, -0.125, -0.125], 0.5))).toBeDefined();
    expect(byFace(caseOf(twoKinks(1 / 2), [8, -0.125, -0.125], 8))).toBeUndefined();
  });

  it('positives on a boundary: w.x_i = 0 at the start', () => {
    expect(byFace(caseOf(opposed, [0, 0.125, -0.125], 0.5))).toBeUndefined();
  });
});

describe('the face of the limit', () => {
  it('has v, multipliers and projections as worked out by hand', () => {
    const at = settingOf(caseOf(opposed, [0, 6, -0.125], 0.5), 200);
    const face = faceOf(at, [0, 1])!;
    const near = (value: { readonly low: bigint; readonly high: bigint }) => at.arithmetic.bounds(value).low;

    expect(face.support.map(({ i, weight }) => [i, near(weight)])).toEqual([
      [0, expect.closeTo(0.5)],
      [1, expect.closeTo(0.5)],
    ]);
    expect(face.kinks.map(({ i, weight }) => [i, near(weight)])).toEqual([[2, expect.closeTo(1)]]);
    expect(near(face.square)).toBeCloseTo(1);
    // L is spanned by the first and the third axis.
    const squareLength = (k: number) => near(face.inner(face.coordinatesOf(k), face.coordinatesOf(k)));
    expect([0, 1, 2].map(squareLength)).toEqual([expect.closeTo(5), expect.closeTo(5), expect.closeTo(1)]);
    expect([near(face.beside(0, 1)), near(face.beside(2, 0))]).toEqual([expect.closeTo(1), expect.closeTo(0)]);
  });

  it('holds nothing where no kink has a multiplier', () => {
    const at = settingOf(
      caseOf(
        [
          [1, 0, 1],
          [0, 1, -1],
        ],
        [1, -1],
        0.5,
      ),
      200,
    );

    expect(faceOf(at, [0])!.kinks).toEqual([]);
    expect(faceSearch(at).test(firstIterate(at))).toBeUndefined();
  });
});
