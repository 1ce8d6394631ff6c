import { describe, expect, it } from 'vitest';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { dataset } from '../../../src/data/dataset.js';
import { exp } from '../../../src/numerics/elementary.js';
import { lateStretch, STRETCH_FROM } from '../../../src/paper/gradient-descent/late-stretch.js';

/** Two positives, then two negatives. */
const data = dataset({ x: [[1], [2], [-1], [-2]], y: [1, 1, -1, -1] });

/** What the model says at one step. */
interface Told {
  readonly heights: readonly number[];
  readonly weights?: readonly number[];
  readonly loss?: number;
  readonly shift?: number;
  readonly gradient?: number;
}

/** A stretch whose steps the model tells one by one; before it nothing but the first positive is active. */
function stretchOf(told: readonly Told[], count = STRETCH_FROM + told.length - 1): ReturnType<typeof lateStretch> {
  let step = 0;
  const parts: Parts = {
    ...standardParts,
    relu: {
      ...standardParts.relu,
      evaluate(_, __, into) {
        const {
          heights,
          weights = [1, 1, 1, 1],
          loss = 1,
          shift = 0,
          gradient = 1,
        } = told[step++ - STRETCH_FROM] ?? { heights: [3, 0, 0, 0] };
        into.preactivation.set(heights);
        into.weight.set(weights);
        into.gradient.fill(gradient);
        Object.assign(into, { loss, shift });
      },
    },
  };
  return lateStretch({ claim: '', data: { x: [], y: [] }, start: [0], steps: constantSteps(1, count) }, data, parts);
}

describe('a late stretch', () => {
  const quiet: Told = { heights: [1 / 2, 0, 0, -1], weights: [3 / 4, 1, 1, 1], loss: 1 };

  it('counts the steps at which w.x_i > 0, and those at which that is so for two negatives', () => {
    const stretch = stretchOf([{ heights: [1 / 2, 0, 1 / 4, 1 / 8] }, { heights: [1, 0, 0, 1] }, { heights: [1, 0, -1, 0] }]);

    expect(stretch).toMatchObject({ J: [0], settled: true, acts: Uint32Array.of(3, 0, 1, 2), together: 1, quiet: STRETCH_FROM + 2 });
  });

  it('adds up the squared gradients, shifts included', () => {
    expect(
      stretchOf([
        { ...quiet, gradient: 3 },
        { ...quiet, gradient: 2 },
      ]),
    ).toMatchObject({ squares: 13 });
    expect(stretchOf([{ ...quiet, gradient: 3, shift: 2 }])).toMatchObject({ squares: 9 * exp(2) * exp(2) });
  });

  it('is settled where every positive stays as it is at its first step', () => {
    const heights = (first: number, second: number): Told => ({ heights: [first, second, 0, 0] });

    expect(stretchOf([heights(1 / 2, 0), heights(9, -1)])).toMatchObject({ J: [0], settled: true });
    expect(stretchOf([heights(1, 0), heights(1, 1 / 2)])).toMatchObject({ J: [0], settled: false });
    expect(stretchOf([heights(1, 1), heights(0, 1)])).toMatchObject({ J: [0, 1], settled: false });
  });

  it('takes the largest w.x_i and weights of active positives from the first step on at which no negative acts', () => {
    const loud: Told = { heights: [7, 5, 4, 0], weights: [1 / 2, 7 / 8, 1, 1] };
    const again: Told = { heights: [1 / 4, -1, 1 / 8, -2], weights: [1 / 4, 1, 1, 1] };

    expect(stretchOf([loud, quiet, again])).toMatchObject({
      quiet: STRETCH_FROM + 1,
      highest: Float64Array.of(1 / 2, 0, 1 / 8, -1),
      heaviest: 3 / 4,
    });
    expect(stretchOf([quiet, { ...again, weights: [2, 1, 1, 1], shift: 1 }])).toMatchObject({ heaviest: 2 * exp(1) });
  });

  it('takes the largest n L less 1 for each sample that is no active positive and less the weights of those, at its first step', () => {
    // Of n L = 4 loss, 3 are of other samples and 3/4 is of the active positive.
    const excesses = (...losses: readonly number[]) => stretchOf(losses.map((loss) => ({ ...quiet, loss })));

    expect(excesses(1, 2, 2, 1)).toMatchObject({ excess: { value: 17 / 4, step: STRETCH_FROM + 1 } });
    expect(stretchOf([quiet, { heights: [1, 0, 1, 1], weights: [1 / 2, 1, 1, 1], loss: 3 }])).toMatchObject({ excess: { value: 17 / 2 } });
    expect(stretchOf([{ ...quiet, loss: 1, weights: [1 / 2, 1, 1, 1], shift: 1 }])).toMatchObject({
      excess: { value: 4 * exp(1) - 3 - exp(1) / 2 },
    });
  });

  it('says nothing of heights where a negative acts at every step', () => {
    const stretch = stretchOf([{ heights: [1, 1, 1, 0] }, { heights: [1, 1, 0, 1] }]);

    expect(stretch).toMatchObject({ quiet: undefined, heaviest: 0, excess: { step: -1 }, together: 0 });
  });

  it('is a single step where the case ends with its first, and none where it ends before', () => {
    expect(stretchOf([quiet])).toMatchObject({ J: [0], quiet: STRETCH_FROM, steps: STRETCH_FROM });
    expect(stretchOf([], STRETCH_FROM - 1)).toBe(`the run ends at step ${STRETCH_FROM - 1}`);
  });

  it('is none where the run terminates in it, or diverges', () => {
    expect(stretchOf([quiet, { ...quiet, gradient: 0 }, { ...quiet, gradient: 0 }])).toBe(`the run ends at step ${STRETCH_FROM + 1}`);
    expect(stretchOf([quiet, { ...quiet, gradient: Number.POSITIVE_INFINITY }, quiet])).toBe(
      `the run leaves the range of float64 at step ${STRETCH_FROM + 2}`,
    );
  });
});
