import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { claimOf } from '../../support/judging.js';
import { toldRun } from '../../support/told-run.js';

describe('thm-3.2/2-local@repaired', () => {
  it('is about negatives whose cosine with w^+_J is above 1e-12, with J a part of the positives', () => {
    // Where x1 alone stays active w^+_J is (1, 0).
    const hypothesis = (id: string, cosine: number, active: readonly number[]) => {
      const data = {
        x: [
          [1, 0],
          [0, 1],
          [cosine, -1],
        ],
        y: [1, 1, -1] as const,
      };
      const parts = toldRun(
        [1, -1],
        [1e4, 1e5, 1e6].map((s) => ({ s, w: [s, 0], active })),
      );
      const input = { claim: 'thm-3.2/2-local@repaired', data, start: [1, 1 / 2], steps: constantSteps(1 / 8, 0) };
      return judgeCase(claimOf(input.claim), input, parts).evaluation.hypotheses.find((one) => one.id === id)?.slack;
    };

    expect(hypothesis('w+_J-outside', 1e-12, [0])).toBe(-1);
    expect(hypothesis('w+_J-outside', 2e-12, [0])).toBe(1);
    expect([[0], [], [0, 1]].map((active) => hypothesis('proper-subset', 1 / 2, active))).toEqual([1, -1, -1]);
  });
});
