/** Small steps, and what the engine can tell about, at their borders. */

import { describe, expect, it } from 'vitest';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { dataset } from '../../../src/data/dataset.js';
import type { MaxMargin } from '../../../src/oracle/max-margin.js';
import { nearEnough, wideEnough } from '../../../src/paper/setting/reach.js';
import { isSmallStep, smallStep, smallStepBelow } from '../../../src/paper/setting/small-step.js';

describe('what is within reach', () => {
  const data = dataset({
    x: [
      [4, 0],
      [0, -2],
    ],
    y: [1, -1],
  });

  it('are margins of at least B/256', () => {
    const of = (margin: number) => wideEnough(data, { feasible: true, margin } as MaxMargin).slack;

    expect([of(4 / 256), of(8 / 256), of(2 / 256)]).toEqual([0, 1, -1 / 2]);
    expect(wideEnough(data, { feasible: false } as MaxMargin).slack).toBe(-1);
  });

  it('are starts within 6,400 by B', () => {
    expect(
      [
        [1600, 0],
        [0, 800],
        [3200, 0],
      ].map((start) => nearEnough(data, start).slack),
    ).toEqual([0, 1, -1 / 2]);
    expect(nearEnough(data, [0, 0]).slack).toBe(6400 * 2 ** 20 - 1);
  });
});

describe('a small step', () => {
  const unit = dataset({
    x: [
      [1, 0],
      [0, -1],
    ],
    y: [1, -1],
  });
  const eta = (rate: number) =>
    ({
      claim: 'thm-3.2/1',
      data: {
        x: [
          [1, 0],
          [0, -1],
        ],
        y: [1, -1],
      },
      start: [0, 0],
      steps: { kind: 'constant', eta: rate, count: 0 },
    }) as const;

  it('is a power of two below 2 by the smoothness at the start', () => {
    // Coefficients 1/2 at w = 0 for the linear model; a quarter of that on the inactive side at slope 1/2.
    expect(smallStep(unit, [0, 0], 1, 0)).toBe(2);
    expect(smallStep(unit, [0, 0], 1 / 2, 0)).toBe(8);
    expect(smallStep(unit, [0, 0], 1 / 2, 3)).toBe(1);
    // e^2/2 is 3.7, and e^(1/2)/2 is 0.8.
    expect(smallStep(unit, [0, -2], 0, 0)).toBe(1 / 2);
    expect(smallStep(unit, [0, -1 / 2], 0, 0)).toBe(2);
    expect(smallStep(unit, [0, 0], 0, 0)).toBe(2 ** 21);
  });

  it('is one below the smoothness of all weights that the loss at the start leaves room for', () => {
    // Negatives have 1/2, and L - n-/n = 1/2 goes to any sample: together 1, within rounding.
    expect(smallStepBelow(unit, [0, 0])).toBe(1);
    expect([1, 1.99, 2, 0, -1].map((rate) => isSmallStep(unit, eta(rate), standardParts).slack)).toEqual([1, 1, -1, -1, -1]);
    // Where 2/beta is a power of two itself, half of it.
    for (const [length, step] of [
      [2 ** -20, 2 ** 20],
      [1 / 8, 64],
    ] as const)
      expect(
        smallStepBelow(
          dataset({
            x: [
              [length, 0],
              [0, -length],
            ],
            y: [1, -1],
          }),
          [0, 0],
        ),
      ).toBe(step);
  });

  it('is below 2 by that smoothness, strictly', () => {
    const small = (x: number[][], y: (1 | -1)[], start: number[], rate: number) =>
      isSmallStep(dataset({ x, y }), { claim: 'thm-3.2/1', data: { x, y }, start, steps: constantSteps(rate, 0) }, standardParts).slack;

    // (1/2) 4 of the negative, and (1 - 1/2) 4.
    expect(
      [0.49, 0.51].map((rate) =>
        small(
          [
            [1, 0],
            [-2, 0],
          ],
          [1, -1],
          [0, 0],
          rate,
        ),
      ),
    ).toEqual([1, -1]);
    // No negative, and L = 1: exactly 1.
    expect([1.99, 2].map((rate) => small([[1]], [1], [0], rate))).toEqual([1, -1]);
    // L is about e^720.
    expect(small([[1], [-1]], [1, -1], [-720], 1)).toBe(-1);
  });
});
