import { describe, expect, it } from 'vitest';
import { dataset } from '../../../src/data/dataset.js';
import { balanceOf, linesOf, pointOnKink } from '../../../src/paper/landscape/lines.js';

/** The point on the kink of the line of the first sample. */
const point = (x: readonly (readonly number[])[], raw: readonly number[]) => {
  const data = dataset({ x, y: x.map(() => 1) });
  const w = pointOnKink(data, linesOf(data)[0]!, raw);
  return w === undefined ? undefined : Array.from(w, (entry) => entry + 0);
};

describe('lines that samples lie on', () => {
  it('are told apart by all entries, also where the first is 0', () => {
    const x = [
      [0, 1, 2],
      [0, 2, 4],
      [0, 1, 3],
      [1, 1, 2],
      [0, -1, -2],
      [0, 0, 1],
    ];
    expect(linesOf(dataset({ x, y: x.map(() => 1) }))).toEqual([[0, 1, 4], [2], [3], [5]]);
    // The sums of the ratios to the first entry are equal.
    const alike = [
      [1, 2, 3],
      [1, 3, 2],
      [2, 4, 6],
    ];
    expect(linesOf(dataset({ x: alike, y: [1, 1, 1] }))).toEqual([[0, 2], [1]]);
  });

  it('have the lengths of their negatives less those of their positives in balance', () => {
    const x = [
      [0, 1],
      [0, -2],
      [0, 3],
    ];
    const balance = (y: (1 | -1)[]) => balanceOf(dataset({ x, y }), [0, 1, 2]);

    expect(balance([1, 1, -1])).toBe(0);
    expect(balance([1, -1, 1])).toBe(-1);
    expect(balance([1, -1, -1])).toBe(1);
  });
});

describe('a point on one kink alone', () => {
  it('is looked for in the planes of the first feature that the line has and of the last, and then of those before', () => {
    // (2, 0, 0) is turned to -2 e_3, which is halved until no w.x is above 1; where e_3 lies on another kink, to -2 e_2.
    expect(
      point(
        [
          [2, 0, 0],
          [0, 1, 1],
        ],
        [0, 0, 0],
      ),
    ).toEqual([0, 0, -1]);
    expect(
      point(
        [
          [2, 0, 0],
          [0, 1, 0],
          [0, 1, 1],
        ],
        [0, 0, 0],
      ),
    ).toEqual([0, -1, 0]);
    expect(
      point(
        [
          [2, 0, 0],
          [0, 3, 0],
        ],
        [0, 0, 0],
      ),
    ).toEqual([0, -2 / 8, 0]);
    expect(
      point(
        [
          [0, 1],
          [1, 0],
        ],
        [0, 0],
      ),
    ).toEqual([-1, 0]);
    // (0, 2, 3) is turned by e_3: w_3 = -2 and w_2 = 3.
    expect(
      point(
        [
          [0, 2, 3],
          [1, 1 / 4, 1 / 4],
        ],
        [0, 0, 0],
      ),
    ).toEqual([0, 3, -2]);
  });

  it('is looked for in the planes of the first 16 features alone', () => {
    const unit = Array.from({ length: 18 }, (_, j) => (j === 0 ? 1 : 0));

    expect(point([unit, Array(18).fill(1)], unit)).toEqual(unit.map((_, j) => (j === 15 ? -1 : 0)));
  });

  // Along e_1 the other kinks block -e_3 and -e_2.
  const blocked = [
    [1, 0, 0],
    [0, 1 / 8, 0],
    [0, 0, 1 / 8],
  ];

  it('is then looked for by the given vector, and by it with multiples of (1, 2, 3, ...) added', () => {
    // The vector (5, 1, 1) gives (0, -1, -1), and with (1, 2, 3) added (0, -3, -4).
    expect(point(blocked, [5, 1, 1])).toEqual([0, -1, -1]);
    expect(point([...blocked, [0, 1, -1]], [5, 1, 1])).toEqual([0, -3, -4]);
  });

  it('is not found where 16 such vectors lie on other kinks', () => {
    const more = (count: number) => Array.from({ length: count }, (_, t) => [0, (1 + 3 * t) / 64, -(1 + 2 * t) / 64]);

    expect(point([...blocked, ...more(15)], [0, 1, 1])).toEqual([0, -31 / 8, -46 / 8]);
    expect(point([...blocked, ...more(16)], [0, 1, 1])).toBeUndefined();
  });

  it('is halved until no inner product is above 1, be they beyond float64', () => {
    expect(
      point(
        [
          [1, 0],
          [0, 1],
        ],
        [0, 0],
      ),
    ).toEqual([0, -1]);
    expect(
      point(
        [
          [1, 0],
          [0, 3 / 2],
        ],
        [0, 0],
      ),
    ).toEqual([0, -1 / 2]);
    expect(
      point(
        [
          [2 ** 600, 0],
          [0, 2 ** 600],
        ],
        [0, 0],
      ),
    ).toEqual([0, -(2 ** -600)]);
  });

  it('is 0 where all samples are on the line, of one feature', () => {
    expect(point([[3], [-1]], [1])).toEqual([0]);
  });
});
