import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { claimOf } from '../../support/judging.js';

/**
 * With a large start for neuron 2 it comes to the kink of x2 only after steps have given way to log time, and is left there, inactive: the
 * sign of w_2.x2, rounded, says nothing.
 */
const left = {
  data: {
    x: [
      [1, 2],
      [2, -1.625],
    ],
    y: [1, -1] as const,
  },
  start: [0.375, -0.125, 0, -1.75, 0, -1.0625, 0.6875, -0.5625, 0.875, 1.9375, 0, -1.125],
  outputWeights: [-1, 1, 1, -1.25, 1, 0.25],
  steps: constantSteps(0.25, 0),
};

describe.each(['sec-4.2/scope', 'sec-4.2/scope@repaired', 'thm-4.1/divergence', 'thm-4.1/direction@intended'])('%s', (claim) => {
  it('is undecided where rounding says on which side of a kink a sample was left', () => {
    const { kind, evaluation } = judgeCase(claimOf(claim), { claim, ...left }, standardParts);
    expect(kind).toBe('undecided');
    expect(evaluation.undecided).toBe('rounding decides on which side of a kink sample 2 lies');
  });

  it('is judged where no neuron comes to a kink', () => {
    const start = [0.375, -0.125, -1, -1.75, -1, -1.0625, 0.6875, -0.5625, 0.875, 1.9375, -1, -1.125];
    expect(judgeCase(claimOf(claim), { claim, ...left, start }, standardParts).kind).toBe('satisfied');
  });
});
