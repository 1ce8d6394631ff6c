import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { dataset } from '../../../src/data/dataset.js';
import { remainsInside, remainsOutside } from '../../../src/paper/gradient-descent/remains.js';
import { claimOf } from '../../support/judging.js';

/** w^+ is along x1, and makes x2 active; (1, 2) separates. */
const outside = {
  x: [
    [2, 1],
    [1, -1],
  ],
  y: [1, -1] as const,
};

describe('a run that was seen to come and go too rarely', () => {
  const judged = (eta: number) => {
    const input = { claim: 'thm-3.2/2-visits@repaired', data: outside, start: [0.5, 0], steps: constantSteps(eta, 2 ** 16) };
    return judgeCase(claimOf(input.claim), input, standardParts);
  };

  it('is undecided where steps are so small that it has only begun', () => {
    const { kind, evaluation } = judged(2 ** -20);
    expect(kind).toBe('undecided');
    expect(evaluation.undecided).toMatch(/^0 entries and 0 exits, \d+ strikes expected; the run may still come and go$/);
  });

  it('is judged once it comes and goes', () => {
    expect(judged(2 ** -6).kind).toBe('satisfied');
  });
});

describe('a run outside of the region', () => {
  const data = dataset(outside);
  // The max-margin direction is (0, 1): margin 1 on both samples.
  it('remains there for all that is known while w has come as far as a negative that acts must carry it', () => {
    expect(remainsOutside(data, Float64Array.of(0, 0), Float64Array.of(0, 4), 8, standardParts)).toBe(false);
  });

  it('remains there where time goes by and w hardly moves', () => {
    expect(remainsOutside(data, Float64Array.of(0, 0), Float64Array.of(0, 1), 8, standardParts)).toBe(true);
  });
});

describe('a run inside of the region', () => {
  it('remains there where w^+ is inside', () => {
    const inside = dataset({ x: [outside.x[0]!, [-1, -1]], y: [1, -1] });
    expect(remainsInside(inside, Float64Array.of(1, 1), 0.5, standardParts)).toBe(true);
  });

  it('leaves it where w^+ is outside', () => {
    expect(remainsInside(dataset(outside), Float64Array.of(0, 1), 0.5, standardParts)).toBe(false);
  });
});
