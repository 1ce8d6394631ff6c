import { describe, expect, it } from 'vitest';
import { firstIterate } from '../../../src/certify/enclosure/path.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import type { Kept } from '../../../src/certify/invariant/kept.js';
import { kinkBox } from '../../../src/certify/invariant/kink.js';

/** The box at a start; the last number of a sample is its label. */
function boxAt(samples: readonly (readonly number[])[], start: readonly number[], eta: number): Kept | undefined {
  const data = { x: samples.map((row) => row.slice(0, -1)), y: samples.map((row) => row.at(-1)!) };
  const at = settingOf({ claim: 'thm-3.2/2', data, start, steps: { kind: 'constant', eta, count: 0 } }, 200);
  return kinkBox(at, firstIterate(at));
}

describe('a box beside kinks needs its conditions of every sample', () => {
  it('each active positive stays active in it', () => {
    // x2 is active at the start, but not where a strike of x3 has thrown w.
    const samples = [
      [1, 1 / 8, 1],
      [1 / 16, 1 / 2, 1],
      [0, 2, -1],
    ];
    expect(boxAt(samples, [2, -1 / 8], 0.5)).toBeUndefined();
    expect(boxAt(samples, [8, -1 / 8], 0.5)?.J).toEqual([0, 1]);
  });

  it('each kink throws w back at least as far as the positives pull it', () => {
    // x1.x3 exp(-w.x1) is above |x3|^2 = 1/16 at the first start, while that of x2 is not.
    const samples = [
      [1, 1 / 4, 1, 1],
      [0, 1, 0, -1],
      [0, 0, 1 / 4, -1],
    ];
    expect(boxAt(samples, [1, -0.125, -0.125], 0.25)).toBeUndefined();
    expect(boxAt(samples, [4, -0.125, -0.125], 0.25)?.kinks.map(({ b }) => b)).toEqual([1, 2]);
  });

  it('each kink is in it after a step, where one is far above already', () => {
    const samples = [
      [1, 1, 1, 1],
      [0, 1, 0, -1],
      [0, 0, 1, -1],
    ];
    const kinks = boxAt(samples, [4, 0.25, -0.125], 0.5)!.kinks;
    // A step pulls w.x3 from 0 up to h exp(-w.x1) > 0.
    expect(kinks.map(({ b, box }) => [b, box.high > 0n])).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  it('each other sample sleeps at all corners of it', () => {
    const samples = (besides: number) => [
      [1, 1, 1],
      [0, 1, -1],
      [-besides, 1, 1],
      [-1, -1, -1],
    ];
    expect(boxAt(samples(1 / 64), [2, -0.5], 2)).toBeUndefined();
    expect(boxAt(samples(1), [2, -0.5], 2)).toBeDefined();
  });

  it('no other sample is pulled by any of the positives, nor active', () => {
    const samples = (row: readonly number[]) => [[2, 0, 1, 1], [0, 2, 1, 1], [0, 0, 1, -1], row, [-1, -1, 0, -1]];
    expect(boxAt(samples([-1, -1, 0, 1]), [2, 2, -0.25], 0.5)).toBeDefined();
    // By x1 alone.
    expect(boxAt(samples([1 / 64, -1, 0, 1]), [2, 2, -0.25], 0.5)).toBeUndefined();
    expect(boxAt(samples([-1, -1, -32, -1]), [2, 2, -0.25], 0.5)).toBeUndefined();
  });

  it('no two active positives oppose each other beside it, though a third opposes neither', () => {
    const samples = (side: number) => [
      [4, 0, 1, 1],
      [1, side, 1, 1],
      [1, -side, 1, 1],
      [0, 0, 1, -1],
    ];
    expect(boxAt(samples(1), [4, 0, -0.125], 0.5)).toBeDefined();
    expect(boxAt(samples(2), [4, 0, -0.125], 0.5)).toBeUndefined();
  });

  it('no two active positives oppose each other beside it, and none is pushed away from it', () => {
    const samples = (row: readonly number[]) => [
      [2, 1, 1],
      [...row, 1],
      [0, 1, -1],
    ];
    expect(boxAt(samples([1, 0]), [2, -0.25], 0.5)).toBeDefined();
    expect(boxAt(samples([1, -1 / 64]), [2, -0.25], 0.5)).toBeUndefined();
    expect(boxAt(samples([-1 / 64, 2]), [2, 0.25], 0.5)).toBeUndefined();
    expect(boxAt(samples([0, 1]), [2, 0.25], 0.5)).toBeUndefined();
  });

  it('has the ends that the lemma says: h G above, and a strike of full weight below', () => {
    // One positive (1, 1), the kink of (0, 1), and (0, 2) struck with it; w = (4, 0), h = 1/4.
    const { arithmetic } = settingOf(
      { claim: 'thm-3.2/2', data: { x: [[1]], y: [1] }, start: [1], steps: { kind: 'constant', eta: 1, count: 0 } },
      200,
    );
    const kept = boxAt(
      [
        [1, 1, 1],
        [0, 1, -1],
        [0, 2, -1],
        [-1, 0, -1],
      ],
      [4, 0],
      1,
    )!;
    const { low, high } = arithmetic.bounds(kept.kinks[0]!.box);
    const [floor] = kept.floors.map((each) => arithmetic.bounds(each).low);
    const thrown = (Math.exp(high) + 2 * Math.exp(2 * high)) / 4;
    expect(low).toBeCloseTo(-thrown, 12);
    expect(floor).toBeCloseTo(4 - thrown, 12);
    // At most an eighth above what the positive can pull from 0.
    const pulled = Math.exp(-floor!) / 4;
    expect(high).toBeGreaterThanOrEqual(pulled);
    expect(high).toBeLessThan(1.2 * pulled);
  });
});
