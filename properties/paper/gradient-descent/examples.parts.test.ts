/** The examples of appendix C on iterates that are worked out by hand. */

import { describe, expect, it } from 'vitest';
import { judgeCase, type Outcome } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { exp } from '../../../src/numerics/elementary.js';
import { nth } from '../../../src/numerics/lists.js';
import { claimOf } from '../../support/judging.js';
import { walking } from '../../support/walking.js';

interface Walk {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly (1 | -1)[];
  readonly eta?: number;
  readonly count?: number;
}

/** What a claim says where gradient descent goes through these iterates. */
function judged(claim: string, { x, y, eta = 1 / 4, count }: Walk, iterates: readonly (readonly number[])[]): Outcome {
  const steps = constantSteps(eta, count ?? iterates.length - 1);
  const parts = { ...standardParts, gradientDescent: walking(iterates) };
  return judgeCase(claimOf(claim), { claim, data: { x, y }, start: [...nth(iterates, 0)], steps }, parts);
}

describe('ex-1, where rounding decides on which side of its kink x2 lies', () => {
  const data: Walk = {
    x: [
      [1, 0],
      [-1, 2],
      [-1, -1],
    ],
    y: [1, 1, -1],
  };

  it('is undecided where nothing was broken before', () => {
    const { kind, evaluation } = judged('ex-1', data, [[1, 0.5 - 2 ** -54]]);

    expect(kind).toBe('undecided');
    expect(evaluation.undecided).toBe('from step 0 on rounding decides on which side of its kink sample 2 lies');
  });

  it('is violated where it clearly was', () => {
    const { kind, evaluation } = judged('ex-1', data, [
      [1, 0],
      [1, 1],
      [1, 0.5 + 2 ** -53],
    ]);

    expect(kind).toBe('violated');
    expect(evaluation.undecided).toBeUndefined();
  });
});

/** w.x1 = w_1 + w_2 and w.x2 = 2 w_1. */
const second: Walk = {
  x: [
    [1, 1, 0],
    [2, 0, 0],
  ],
  y: [1, -1],
};
const begin = [-1, 2, 0];

describe('ex-2/between', () => {
  it('judges w_t.x2 = 0, too', () => {
    const walk = [begin, [0, 1, 5], [1, 0, 100]];

    const { conclusion } = judged('ex-2/between@intended', second, walk).evaluation;

    expect(conclusion?.step).toBe(1);
    expect(conclusion?.slack).toBeCloseTo(1 / Math.sqrt(52), 12);
  });

  it('calls a stretch of more than ten steps long', () => {
    const labelsOf = (steps: number) => judged('ex-2/between', second, Array(steps + 1).fill(begin)).evaluation.labels;

    expect(labelsOf(10)).toEqual([['stretch', 'short']]);
    expect(labelsOf(11)).toEqual([['stretch', 'long']]);
  });
});

describe('example 2', () => {
  it('is about x1.x2 <= 0.5 |x2|^2', () => {
    const smallOf = (first: number) => {
      const { hypotheses } = judged(
        'ex-2/between',
        {
          x: [
            [first, 1, 0],
            [2, 0, 0],
          ],
          y: [1, -1],
        },
        [begin],
      ).evaluation;
      return hypotheses.find(({ id }) => id === 'x1.x2-small')?.slack;
    };

    expect([1 - 2 ** -53, 1, 1 + 2 ** -52].map(smallOf)).toEqual([1, 1, -1]);
  });
});

describe('ex-2/enters', () => {
  it('counts steps to w_t.x2 > 0, where the bound is 2 + e^3 - e', () => {
    const walk = [begin, [0, 3, 0], [1, 4, 0]];
    const { conclusion } = judged('ex-2/enters', { ...second, eta: 1, count: 100 }, walk).evaluation;

    expect(conclusion?.step).toBe(2);
    expect(conclusion?.slack).toBeCloseTo(1 - 2 / (2 + exp(3) - exp(1)), 12);
  });

  it('is judged where the rounding of the bound is at most 1/16', () => {
    // w_0.x1 = 1 is a sum of terms of the size of M, and x2 becomes active within some 50 steps.
    const at = (M: number) => {
      const x = [
        [1, 1, -1, 0],
        [2, 0, 0, 1],
      ];
      return judged('ex-2/enters', { x, y: [1, -1], eta: 1, count: 1000 }, [
        [1, M, M, -4],
        [1, M, M, 0],
      ]).evaluation;
    };
    const roundingAt = (M: number) => at(M).conclusion?.rounding ?? Number.POSITIVE_INFINITY;
    // gamma_64 = 2^-47, but for a relative 2^-47, times 2 M is 1/16 near M = 2^42; one more in M is some 2^-46 more.
    const least = 2 ** 42 - 100;
    const last = Array.from({ length: 200 }, (_, more) => least + more).findLast((M) => roundingAt(M) <= 1 / 16)!;

    expect(roundingAt(least)).toBeGreaterThan(1 / 17);
    expect(roundingAt(last)).toBeGreaterThan(1 / 16 - 2 ** -45);
    expect(at(last + 1).undecided).toBe('rounding blurs the bound');
    // Halves, quarters, ... of one come nearer, up to 1/16 itself.
    const finer = Array.from({ length: 1024 }, (_, share) => roundingAt(last + share / 1024));
    expect(finer).toContain(1 / 16);
  });
});

describe('ex-2/leaves', () => {
  // eta |x2|^2 = 1: every step with both samples active takes 1/2 from w.x2 at least.
  const slackOf = (...walk: number[][]) => judged('ex-2/leaves', second, [begin, ...walk]).evaluation.conclusion;

  it('is about what w.x2 falls by, and about the steps until x2 is inactive', () => {
    // From 2 to 1 in a step; up to step 1 + 4 + 1 x2 may be active.
    expect(slackOf([1, 1, 0], [1 / 2, 1, 0])).toMatchObject({
      slack: 1 / 2,
      parts: [
        { name: 'move', slack: 1 / 2 },
        { name: 'leaves', slack: 4 / 7 },
      ],
    });
    expect(slackOf([1, 1, 0], [0, 1, 0])).toMatchObject({ slack: 3 / 2, step: 1 });
    expect(slackOf([1, 1, 0], [0, 1, 0])?.parts).toBeUndefined();
  });

  it('judges no step from where w.x1 = 0 or w.x2 = 0', () => {
    expect(slackOf([0, 1, 0], [1, 1, 0], [0, 1, 0])).toMatchObject({ slack: 3 / 2, step: 2 });
    expect(slackOf([1, -1, 0], [2, 0, 0], [1, 0, 0])).toMatchObject({ slack: 8 / 12, step: 3 });
  });

  it('calls x2 often active after more than ten such steps', () => {
    const labelsOf = (steps: number) => {
      const falling = Array.from({ length: steps + 1 }, (_, k) => [steps + 1 - k, 1, 0]);
      return judged('ex-2/leaves', second, [begin, ...falling]).evaluation.labels;
    };

    expect(labelsOf(10)).toEqual([['x2', 'seldom']]);
    expect(labelsOf(11)).toEqual([['x2', 'often']]);
  });
});
