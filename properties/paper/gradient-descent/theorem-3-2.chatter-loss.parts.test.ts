import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/claim/claim.js';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { exp } from '../../../src/numerics/elementary.js';
import { claimOf } from '../../support/judging.js';
import { walking } from '../../support/walking.js';

/** w.x1 = w_1 and w.x2 = 2 w_1 + w_2; h = 1/2. */
const data = {
  x: [
    [1, 0],
    [2, 1],
  ],
  y: [1, -1] as const,
};
const FROM = 2 ** 12;
const QUIET = [4, -9];

/** What is said of a run that is quiet up to step 4096, and then goes through these iterates. */
function judged(...tail: readonly (readonly number[])[]): Evaluation {
  const early = Array<readonly number[]>(FROM).fill(QUIET);
  const parts = { ...standardParts, gradientDescent: walking([...early, ...tail]) };
  const claim = 'thm-3.2/chatter-loss@repaired';
  return judgeCase(claimOf(claim), { claim, data, start: QUIET, steps: constantSteps(1, FROM + tail.length - 1) }, parts).evaluation;
}

const metOf = ({ hypotheses }: Evaluation) => hypotheses.map(({ id, slack }) => [id, slack]);

describe('thm-3.2/chatter-loss@repaired', () => {
  it('compares heights and losses with the lift by the positive, h e^-4 2', () => {
    const { conclusion, labels, hypotheses } = judged(QUIET, [4, -8 + 1 / 64], [5, -11]);
    const slacks = Object.fromEntries(conclusion!.parts!.map(({ name, slack }) => [name, slack]));

    expect(hypotheses.every(({ slack }) => slack === 1)).toBe(true);
    expect(slacks.kinks).toBeCloseTo(1 - 1 / 64 / exp(-4), 12);
    expect(slacks.loss).toBeCloseTo(1 - (exp(1 / 64) - 1) / (exp(exp(-4)) - 1), 10);
    expect(labels).toEqual([['kinks', 'alone']]);
  });

  it('is about runs that are quiet at some step from 4096 on', () => {
    const loud = [4, -7];

    expect(metOf(judged(loud, loud))).toEqual([
      ['separable', 1],
      ['positive-step', 1],
      ['quiet', -1],
    ]);
    expect(metOf(judged())).toEqual(metOf(judged(loud)));
    expect(metOf(judged(loud, QUIET))).toContainEqual(['quiet', 1]);
  });

  it('is about runs on which a negative acts, and is thrown back', () => {
    expect(metOf(judged(QUIET, QUIET))).toContainEqual(['struck', -1]);
    expect(metOf(judged(QUIET, [4, -7]))).toContainEqual(['struck', 1]);
    expect(metOf(judged([1 / 4, -1], [1 / 4, 0]))).toContainEqual(['thrown-back', 1]);
  });
});
