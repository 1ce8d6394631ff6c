import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { claimOf } from '../../support/judging.js';
import { toldRun } from '../../support/told-run.js';

/** The first positive keeps active: w^+_J is (1, 0), in W_J, and the loss tends to (n - |J|)/n. */
const data = {
  x: [
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  y: [1, 1, -1] as const,
};
const LIMIT = (3 - 1) / 3;

interface Told {
  readonly active?: readonly number[];
  readonly constantLoss?: number;
  /** w_2 at ln t = 10^6, where w_1 is 10^6. */
  readonly off?: number;
}

/** What is said of a run of which log time tells so. */
function judged({ active = [0], constantLoss = LIMIT, off = 0 }: Told) {
  const at = (s: number, aside: number) => ({ s, w: [s, aside], active, constantLoss });
  const parts = toldRun([1, -1], [at(1e4, 1000), at(1e5, 1000), at(1e6, off)]);
  const input = { claim: 'thm-3.2/3@intended', data, start: [1, -1], steps: constantSteps(1 / 4, 1000) };
  return judgeCase(claimOf(input.claim), input, parts).evaluation;
}

describe('thm-3.2/3@intended', () => {
  const properSubset = (active: readonly number[]) => judged({ active }).hypotheses.find(({ id }) => id === 'proper-subset')?.slack;

  it('is about runs on which some positives stay active, and not all', () => {
    expect(properSubset([0])).toBe(1);
    expect(properSubset([])).toBe(-1);
    expect(properSubset([0, 1])).toBe(-1);
  });

  it('is judged by the limit of the loss where that is further from what is claimed than the direction', () => {
    expect(judged({}).conclusion).toMatchObject({ slack: 1 / 2, rounding: 0, note: `the loss tends to ${LIMIT}` });
    expect(judged({ constantLoss: LIMIT + 1 / 3 }).conclusion?.slack).toBeCloseTo(-1 / 2, 12);
  });

  it('is judged by the direction where that is as far', () => {
    // r = error ln t / ln ln t is 108 at ln t = 10^4, and 145 at 10^6: the slack is 1 - 145/216.
    expect(judged({ off: 2000 }).conclusion?.slack).toBeCloseTo(1 - 145 / 216, 2);
    // Losses of which one in some six is exactly as far.
    const tied = Array.from({ length: 40 }, (_, more) => 2000 + more).flatMap((off) => {
      const { conclusion } = judged({ off });
      const slack = conclusion!.slack;
      const losses = Array.from({ length: 16 }, (_, k) => LIMIT + (1 / 2 - slack) / 3 + (k - 8) * 2 ** -53);
      return losses.filter((loss) => 0.5 - 3 * Math.abs(loss - LIMIT) === slack).map((constantLoss) => ({ off, constantLoss, conclusion }));
    });

    expect(tied.length).toBeGreaterThan(0);
    for (const { conclusion, ...told } of tied) expect(judged(told).conclusion).toEqual(conclusion);
  });
});
