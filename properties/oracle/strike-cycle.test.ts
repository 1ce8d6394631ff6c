import { describe, expect, it } from 'vitest';
import { dataset, everySample, sample } from '../../src/data/dataset.js';
import { nth } from '../../src/numerics/lists.js';
import { dot } from '../../src/numerics/vector.js';
import { guessLock, type LockGuess, withHeight } from '../../src/oracle/strike-cycle.js';
import { quickLock } from '../support/limit-cases.js';

const data = dataset(quickLock.data);
const ETA = 1 / 2;
const guess = guessLock(data, quickLock.start, ETA)!;

const heightsOf = (w: ArrayLike<number>): number[] => everySample(data).map((i) => dot(sample(data, i), w));
/** How far w.x_i moves, for all i, with w moved along x_k by 1. */
const along = (k: number): number[] => heightsOf(sample(data, k));

/** Full gradient steps on all samples but x_a, until none acts. */
function burst(
  from: readonly number[],
  { slow }: LockGuess,
): readonly { readonly heights: readonly number[]; readonly acted: readonly number[] }[] {
  const steps: { heights: number[]; acted: number[] }[] = [];
  let heights = [...from];
  for (;;) {
    const acted = everySample(data).filter((i) => i !== slow && nth(heights, i) > 0);
    if (acted.length === 0) return steps;
    const before = heights;
    heights = before.map((height, j) =>
      acted.reduce((sum, i) => {
        const y = data.y[i]!;
        return sum + (y * ETA * Math.exp(-y * nth(before, i)) * nth(along(i), j)) / data.n;
      }, height),
    );
    steps.push({ heights, acted });
  }
}

describe('the guess of a cycle of strikes', () => {
  it('begins its drift where only the slow positive is active, at the heights of its w', () => {
    const heights = heightsOf(guess.w);

    expect(guess.slow).toBe(0);
    expect(everySample(data).filter((i) => nth(heights, i) > 0)).toEqual([0]);
    expect(heights[0]).toBeCloseTo(guess.height, 10);
  });

  it('drifts along the slow positive to the first kink that this comes to', () => {
    const heights = heightsOf(guess.w);
    const pull = along(guess.slow);
    const ways = everySample(data)
      .filter((i) => i !== guess.slow && nth(pull, i) > 0)
      .map((i) => ({ i, way: -nth(heights, i) / nth(pull, i) }));
    const nearest = ways.reduce((best, each) => (each.way < best.way ? each : best));

    expect(guess.first).toBe(nearest.i);
    everySample(data).forEach((i) => {
      expect(guess.crossing[i]).toBeCloseTo(nth(heights, i) + nearest.way * nth(pull, i), 10);
    });
    // On the active side of the kink.
    expect(guess.crossing[guess.first]).toBeGreaterThan(0);
    expect(guess.crossing[guess.first]).toBeLessThan(1e-300);
  });

  it('returns by one burst to the heights at which its drift began', () => {
    const steps = burst(Array.from(guess.crossing), guess);
    const begun = heightsOf(guess.w);

    expect(guess.drifts).toBe(1);
    expect(steps.map(({ acted }) => acted)).toEqual([[3], [1, 2]]);
    steps.at(-1)!.heights.forEach((height, i) => {
      if (i !== guess.slow) expect(height).toBeCloseTo(nth(begun, i), 10);
    });
  });

  it('is the same cycle from other starts that are drawn to it', () => {
    const other = guessLock(
      data,
      quickLock.start.map((entry, j) => entry + (j === 3 ? 4 : 0.001)),
      ETA,
    )!;

    expect([other.slow, other.drifts, other.first]).toEqual([0, 1, 3]);
    other.crossing.forEach((height, i) => {
      if (i !== other.slow) expect(height).toBeCloseTo(nth(Array.from(guess.crossing), i), 8);
    });
  });

  it('takes no part of a sample that lies on its kink and beside all others', () => {
    const beside = dataset({
      x: quickLock.data.x.flatMap((row, i) =>
        i === 1
          ? [
              [...row.map(() => 0), 1],
              [...row, 0],
            ]
          : [[...row, 0]],
      ),
      y: quickLock.data.y.flatMap((y, i) => (i === 1 ? [-1, y] : [y])),
    });
    const { w, crossing, height, ...other } = guessLock(beside, [...quickLock.start, 0], (ETA * beside.n) / data.n)!;

    expect(other).toEqual({ slow: 0, drifts: 1, first: 4 });
    expect(height).toBeCloseTo(guess.height, 10);
    expect([w.at(-1), crossing[1]]).toEqual([0, 0]);
  });

  it.each([
    [
      'what pulls is beside or against all others',
      [
        [1, 0],
        [0, 1],
        [-1, 1],
      ],
      [1, -1, -1],
      [3, -1],
    ],
    [
      'a burst does not end',
      [
        [1, 0],
        [1, 1],
      ],
      [1, 1],
      [3, 1],
    ],
  ])('is none where %s', (_, x, y, start) => {
    expect(guessLock(dataset({ x, y }), start, ETA)).toBeUndefined();
  });
});

describe('another height of the slow positive', () => {
  it('leaves w.x_i of all other samples as they are', () => {
    const moved = heightsOf(withHeight(data, guess, 40)!);
    const before = heightsOf(guess.w);

    moved.forEach((height, i) => {
      expect(height).toBeCloseTo(i === guess.slow ? 40 : nth(before, i), 9);
    });
  });

  it('can be had where other samples are copies of each other, and not where they span the slow one', () => {
    const of = (rows: readonly (readonly number[])[]) =>
      withHeight(dataset({ x: rows, y: [1, -1, -1] }), { ...guess, slow: 0, w: Float64Array.of(1, -1), height: 1 }, 5);

    expect(
      Array.from(
        of([
          [1, 0],
          [0, 3],
          [0, -3],
        ])!,
      ),
    ).toEqual([5, -1]);
    expect(
      of([
        [1, 0],
        [1, 1],
        [1, -1],
      ]),
    ).toBeUndefined();
  });

  it('is had beside samples that are zero, and not of one', () => {
    const of = (rows: readonly (readonly number[])[]) =>
      withHeight(dataset({ x: rows, y: [1, -1] }), { ...guess, slow: 0, w: Float64Array.of(1, -1), height: 1 }, 5);

    expect(
      of([
        [1, 0],
        [0, 0],
      ]),
    ).toEqual(Float64Array.of(5, -1));
    expect(
      of([
        [0, 0],
        [0, 1],
      ]),
    ).toBeUndefined();
  });
});
