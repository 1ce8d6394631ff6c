/** The terms of eq. 10 on one step that is written down, and the steps along the full gradient beside them. */

import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { powerSteps } from '../../../src/claim/steps.js';
import { dataset } from '../../../src/data/dataset.js';
import { fullStep, meanDirection, meanIterate } from '../../../src/paper/stochastic/along-the-way.js';
import { drawnStep } from '../../../src/paper/stochastic/path-terms.js';
import { type PathStep, reducedLoss } from '../../../src/paper/stochastic/pathwise.js';
import type { SettledEnd } from '../../../src/paper/stochastic/settling.js';
import type { StableCase } from '../../../src/paper/stochastic/stable-case.js';
import { silentShare } from '../../../src/paper/stochastic/theorem-3-3.either.js';
import { claimOf } from '../../support/judging.js';
import { walking } from '../../support/walking.js';

/** Two active samples among three, and eta_k = 2^(1-k). */
const at = {
  data: dataset({
    x: [
      [2, 0],
      [0, 1],
      [-1, 0],
    ],
    y: [1, 1, -1],
  }),
  active: [0, 1],
  start: Float64Array.of(0, 0),
  reach: 2,
  eta: (k: number) => 2 ** (1 - k),
} as unknown as StableCase;

describe('the loss of the proofs', () => {
  it('is the mean over the active samples, with its gradient', () => {
    const { loss, gradient } = reducedLoss(at, [1, 2]);

    expect(loss).toBeCloseTo(Math.exp(-2), 12);
    expect(gradient[0]).toBeCloseTo(-Math.exp(-2), 12);
    expect(gradient[1]).toBeCloseTo(-Math.exp(-2) / 2, 12);
  });
});

describe('steps along the full gradient', () => {
  it('have the size of the step by the number of all samples', () => {
    const w = Float64Array.of(1, 2);
    fullStep(at, w, 2);

    expect(w[0]).toBeCloseTo(1 + (1 / 6) * 2 * Math.exp(-2), 12);
    expect(w[1]).toBeCloseTo(2 + (1 / 6) * Math.exp(-2), 12);
  });

  it('have the mean of the iterates before t', () => {
    // w_0 = 0 and w_1 = (2/3) (2, 1).
    expect(meanIterate(at, 1)).toEqual(Float64Array.of(0, 0));
    expect(meanIterate(at, 2)[0]).toBeCloseTo(2 / 3, 12);
    expect(meanIterate(at, 2)[1]).toBeCloseTo(1 / 3, 12);
    expect(meanDirection(at, 2)[0]).toBeCloseTo(2 / Math.sqrt(5), 12);
  });
});

describe('one step against u', () => {
  /** From (1, 2) to (1.5, 3), where eta = 1/2 and the gradient is not that of the step. */
  const step = (reach: number): PathStep =>
    ({
      ...at,
      reach,
      before: { k: 2, w: Float64Array.of(1, 2) },
      after: { k: 3, w: Float64Array.of(1.5, 3) },
      loss: 3,
      gradient: Float64Array.of(-3, 4),
    }) as unknown as PathStep;

  it('has the terms that expanding the square gives', () => {
    const { begin, left, right, size } = drawnStep(step(2), Float64Array.of(0, 0));
    // Moved by -(1/2, 1), which is eta times the gradient of the draw.
    const [fall, square, noise] = [3 - 1, 1 / 4 + 1, 2 * (5 / 2 + (1 / 2 + 2))];

    expect([begin, left]).toEqual([expect.closeTo(5, 12), expect.closeTo(11.25, 12)]);
    expect(right).toBeCloseTo(5 - fall + square + noise, 12);
    expect(size).toBeCloseTo(5 + 11.25 + 4 + square + 5 * Math.sqrt(5) + 2 * Math.sqrt(square * 5), 12);
  });

  it('has them for a u that is not 0', () => {
    const { begin, left, right } = drawnStep(step(2), Float64Array.of(1, 0));
    const ofU = (Math.exp(-2) + 1) / 2;

    expect([begin, left]).toEqual([4, expect.closeTo(9.25, 12)]);
    expect(right).toBeCloseTo(4 - (3 - ofU) + 5 / 4 + 2 * (4 + 2), 12);
  });

  it('rounds by the squares of lengths, and by exponents of at most B times them', () => {
    const ulp = 2 ** -53;
    for (const reach of [1, 1000]) {
      const { size, error } = drawnStep(step(reach), Float64Array.of(30, 40));
      const sizes = size + 2500 + 50 * reach * size;

      expect(error).toBeGreaterThan(2 * ulp * sizes);
      expect(error).toBeLessThan(400 * ulp * sizes);
    }
  });
});

describe('a path', () => {
  /** The first two samples are active at the start, and stay so at (2, 2). */
  const failed = (...iterates: readonly (readonly number[])[]): string[] => {
    const input = {
      claim: 'prop-1/eq-10',
      data: {
        x: [
          [1, 0.25],
          [0.25, 1],
          [-1, -1],
        ],
        y: [1, 1, -1],
      },
      start: [1, 1],
      vectors: { u: [1, 0] },
      steps: powerSteps(0.75, iterates.length),
      seed: 1,
    };
    const parts: Parts = { ...standardParts, stochasticGradientDescent: walking([[1, 1], ...iterates]) };
    const { hypotheses } = judgeCase(claimOf(input.claim), input, parts).evaluation;
    return hypotheses.filter(({ slack }) => slack < 0).map(({ id }) => id);
  };

  it('stays where every sample stays active or silent', () => {
    expect(failed([2, 2], [3, 3])).toEqual([]);
    // w.x_2 = -3/4, while the others stay as they are.
    expect(failed([1, -1], [1, -1])).toEqual(['stays']);
    // w.x_3 = 2.
    expect(failed([-1, -1], [-1, -1])).toEqual(['stays']);
  });
});

describe('the share of positives that are left silent', () => {
  it('is a mean over the ends of runs, each of which may round', () => {
    const end = (probability: number, active: readonly number[]) => ({ probability, active }) as unknown as SettledEnd;

    expect(silentShare({ data: at.data, ends: [end(1 / 4, [0]), end(1 / 2, []), end(1 / 4, [0, 1])] })).toEqual([
      expect.closeTo(5 / 12, 12),
      3 * Number.EPSILON,
    ]);
    expect(silentShare({ data: at.data, ends: [end(1, [0, 1])] })).toEqual([0, Number.EPSILON]);
  });
});
