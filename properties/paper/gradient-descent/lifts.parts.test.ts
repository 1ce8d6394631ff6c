import { describe, expect, it } from 'vitest';
import { dataset } from '../../../src/data/dataset.js';
import { exp } from '../../../src/numerics/elementary.js';
import { lifts } from '../../../src/paper/gradient-descent/lifts.js';

/** The lifts of negatives beside one positive, (1, 0), whose exp(-w.x) is at most `heaviest`. */
const lifted = (negatives: readonly (readonly number[])[], heaviest: number, h: number, acts: readonly number[] = negatives.map(() => 1)) =>
  lifts(dataset({ x: [[1, 0], ...negatives], y: [1, ...negatives.map(() => -1)] }), h, { acts: Uint32Array.of(1, ...acts), heaviest });

describe('how far negatives are lifted over their kinks', () => {
  it('is by h eps (x_i.x_j)^+ where they are struck alone', () => {
    expect(lifted([[2, 1]], 1 / 8, 1 / 2)).toEqual({ struck: [1], bounds: [1 / 8], obtuse: false });
    expect(lifted([[-2, 1]], 1 / 8, 1 / 2)).toEqual({ struck: [1], bounds: [0], obtuse: false });
  });

  it('may be h |x_j|^2, and no more', () => {
    expect(lifted([[2, 1]], 5 / 2, 1 / 2).bounds).toEqual([5 / 2]);
    expect(lifted([[2, 1]], 5 / 2 + 2 ** -40, 1 / 2).bounds).toBeUndefined();
  });

  it('counts samples that act in the stretch, be it once', () => {
    expect(
      lifted(
        [
          [2, 1],
          [0, -1],
        ],
        1 / 8,
        1,
        [1, 0],
      ),
    ).toEqual({ struck: [1], bounds: [1 / 4], obtuse: false });
    expect(
      lifted(
        [
          [2, 1],
          [0, -1],
        ],
        1 / 8,
        1,
        [0, 2],
      ),
    ).toEqual({ struck: [2], bounds: [0], obtuse: false });
    expect(lifted([], 1, 1)).toEqual({ struck: [], bounds: [], obtuse: false });
  });

  it('is the least V with V = h (-x_j.x_k)^+ exp(V) where two are at an obtuse angle', () => {
    const { bounds, obtuse } = lifted(
      [
        [2, 1],
        [-2, 0],
      ],
      0,
      1 / 16,
    );

    expect(obtuse).toBe(true);
    // h 4 exp(V) is 1/4 exp(V) for both, and V is below h 4.
    expect(bounds).toBeUndefined();
    const wide = lifted(
      [
        [2, 4],
        [-2, 4],
      ],
      0,
      1 / 16,
    );
    expect(wide).toEqual({ struck: [1, 2], bounds: [0, 0], obtuse: false });
    const [V = Number.NaN, same] =
      lifted(
        [
          [2, 1],
          [-1, 1],
        ],
        0,
        1 / 4,
      ).bounds ?? [];
    expect(V).toBeCloseTo(exp(V) / 4, 14);
    expect(same).toBe(V);
    expect(V).toBeLessThan(1 / 2);
  });

  it('is looked for in 200 rounds', () => {
    // h (-x_j.x_k) = 1/e, where V comes to 1 slowly.
    let V = 0;
    for (let round = 0; round < 200; round++) V = exp(V - 1);

    const [found] =
      lifted(
        [
          [2, 2],
          [2, -2 - exp(-1) / 2],
        ],
        0,
        1,
      ).bounds ?? [];
    expect(found).toBeCloseTo(V, 12);
  });

  it('adds the pull of all active positives', () => {
    const data = dataset({
      x: [
        [1, 0],
        [3, 1],
        [1, 1],
      ],
      y: [1, 1, -1],
    });

    expect(lifts(data, 1 / 4, { acts: Uint32Array.of(1, 1, 1), heaviest: 1 / 8 }).bounds).toEqual([5 / 32]);
    expect(lifts(data, 1 / 4, { acts: Uint32Array.of(1, 0, 1), heaviest: 1 / 8 }).bounds).toEqual([1 / 32]);
  });
});
