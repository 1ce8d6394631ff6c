/** What the parts of evaluations say of data that are worked out by hand. */

import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import { slackRecord } from '../../src/claim/slack.js';
import type { Case } from '../../src/data/case.js';
import { dataset } from '../../src/data/dataset.js';
import { kinksOf } from '../../src/paper/landscape/bends.js';
import { riseNear } from '../../src/paper/landscape/rise-near.js';
import { heldBack } from '../../src/paper/stochastic/held-back.js';
import { entryLength } from '../../src/paper/stochastic/martingale.js';
import { exactly, recordEquality, recordOrder, side } from '../../src/paper/stochastic/sides.js';
import { type StableCase, staySlack } from '../../src/paper/stochastic/stable-case.js';
import { claimOf } from '../support/judging.js';

const judged = (input: Case) => judgeCase(claimOf(input.claim), input, standardParts);

describe('the kinks of the loss', () => {
  const axis = [1, 0];

  it.each<[string, number[][], (1 | -1)[], string, string]>([
    ['lines of equal lengths', [axis, axis], [1, -1], 'yes', 'yes'],
    ['one line of equal lengths and one of a negative', [axis, axis, [0, 1]], [1, -1, -1], 'yes', 'no'],
    ['one line of equal lengths and one of a positive', [axis, axis, [0, 1]], [1, -1, 1], 'no', 'no'],
  ])('of %s make it convex or not, and smooth or not', (_, x, y, convex, smooth) => {
    expect(kinksOf(dataset({ x, y }))).toEqual([
      ['convex', convex],
      ['smooth', smooth],
    ]);
  });
});

describe('the rise of the loss', () => {
  const data = dataset({ x: [[1, 0]], y: [1] });
  const w = Float64Array.of(1, 1);
  const along = (direction: readonly number[]) =>
    riseNear(data, w, Float64Array.from(direction), standardParts.landscapeRegion(data, w), standardParts);

  it('is 0 along what no sample sees, and the derivative along what one does', () => {
    expect(along([0, 1])).toMatchObject({ rise: 0, rounding: 0 });
    // The step is a 16th: (exp(-1 - s) - exp(-1)) / s.
    expect(along([1, 0]).rise).toBeCloseTo((Math.exp(-17 / 16) - Math.exp(-1)) * 16, 9);
    expect(along([16, 0]).rise).toBeCloseTo((Math.exp(-1.5) - Math.exp(-1)) * 2, 9);
  });
});

describe('how far iterates are from leaving', () => {
  it.each([
    [2, -1, 2],
    [2, 0, 2],
    [2, 3, -3],
    [0, -1, -Number.MIN_VALUE],
    [-2, -1, -2],
    [Number.NaN, -1, Number.NaN],
  ])('with w.x of the active at least %d and of the others at most %d is %d', (leastActive, mostSilent, slack) => {
    expect(staySlack({ leastActive, mostSilent })).toBe(slack);
  });
});

describe('the length of the interval of an entry of l(w, z) x', () => {
  it('reaches from the least to the greatest over the active samples, and to 0', () => {
    const data = dataset({
      x: [
        [3, 1],
        [-2, 2],
        [5, 9],
      ],
      y: [1, 1, -1],
    });
    const at = { data, active: [0, 1], start: new Float64Array(2) };

    expect(entryLength(at, 0)).toBe(5);
    expect(entryLength(at, 1)).toBe(2);
  });
});

describe('the slack of an inequality between two sums', () => {
  const least = (lower: readonly number[], upper: readonly number[]): number | undefined => {
    const slack = slackRecord();
    recordOrder(slack, 3, side(...lower.map(exactly)), side(...upper.map(exactly)), 'left against right');
    return slack.conclusion()?.slack;
  };

  it('is their difference by the sizes of all terms, and none where all are 0', () => {
    expect(least([0.25], [0.75])).toBe(0.5);
    expect(least([1, -1], [2])).toBe(0.5);
    expect(least([3], [1])).toBe(-0.5);
    expect(least([0], [0, 0])).toBeUndefined();
  });

  it('is minus the size of the difference for an equality', () => {
    const slack = slackRecord();
    recordEquality(slack, 3, side(exactly(0.25)), side(exactly(0.75)), 'left against right');

    expect(slack.conclusion()).toMatchObject({ slack: -0.5, step: 3, note: 'left against right: 0.25 against 0.75' });
  });
});

describe('a sample is held back', () => {
  const at = (third: readonly number[]): StableCase => ({
    data: dataset({ x: [[1, 0, 0, 0], [0, 1, 0, 0], [1, 0, -1, 0], [...third], [0, -1, 0, 1]], y: [1, 1, -1, 1, -1] }),
    region: 'separable',
    active: [0, 1, 3],
    reach: 1,
    gamma: 0.5,
    direction: Float64Array.of(0, 1, 0, 0),
    alpha: 0.75,
    start: Float64Array.of(1, 1, 1.25, 0.5),
    vector: () => new Float64Array(4),
    eta: (k) => (k + 1) ** -0.75,
  });

  it('only where no draw of any other active one leads out', () => {
    expect(heldBack(at([0, 2, 0, 1]), 1)?.of).toEqual([0]);
    expect(heldBack(at([0, -2, 0, 1]), 1)).toBeUndefined();
    expect(heldBack(at([0, 1, 0, 4]), 1)).toBeUndefined();
  });
});

describe('thm-3.2/3@intended', () => {
  it('is about limits on the edge of their region, too: w^+_J.x_2 = 0', () => {
    const input: Case = {
      claim: 'thm-3.2/3@intended',
      data: {
        x: [
          [1, 0],
          [0, 1],
          [-1, 0],
        ],
        y: [1, 1, -1],
      },
      start: [1, -1],
      steps: { kind: 'constant', eta: 0.25, count: 1000 },
    };

    expect(judged(input).evaluation.hypotheses.find(({ id }) => id === 'w+_J-inside')?.slack).toBeGreaterThanOrEqual(0);
    expect(judged(input).kind).toBe('satisfied');
  });
});

describe('sec-3.3/otherwise', () => {
  const ended = (seed: number) =>
    judged({
      claim: 'sec-3.3/otherwise',
      data: {
        x: [
          [1, 0, 0],
          [0, 1, 0],
          [-1, 2, 1],
        ],
        y: [1, 1, -1],
      },
      start: [1, -1, 5],
      steps: { kind: 'power', alpha: 0.75, count: 1 },
      seed,
    });
  const seeds = Array.from({ length: 8 }, (_, seed) => seed);

  it('is undecided where a negative is still active, and violated where no draw leads out of a region', () => {
    for (const seed of seeds) {
      const drawn = standardParts.uniformSampler(seed, 3)();

      expect(ended(seed).kind).toBe(drawn === 2 ? 'violated' : 'undecided');
    }
    expect(new Set(seeds.map((seed) => ended(seed).kind)).size).toBe(2);
  });
});
