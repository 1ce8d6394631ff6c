import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { claimOf } from '../../support/judging.js';

/**
 * With large starts neurons come to the kink of x2 only after steps have given way to log time, and are left there, inactive: the sign of
 * w_k.x2, rounded, says nothing. Found by seed 18 of sec-4.2/scope@repaired.
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

/** Neuron 1 slides along the kink of x2 while neuron 2 takes the loss to zero. */
const chattering = {
  data: {
    x: [
      [1, 1],
      [0, 1],
    ],
    y: [1, -1] as const,
  },
  start: [2, -1, -2, 1],
  outputWeights: [1, -0.5],
  steps: constantSteps(0.5, 0),
};

describe.each(['sec-4.2/scope', 'sec-4.2/scope@repaired', 'thm-4.1/divergence', 'thm-4.1/direction@intended'])('%s', (claim) => {
  const judged = (input: Omit<typeof left | typeof chattering, 'claim'>) => judgeCase(claimOf(claim), { claim, ...input }, standardParts);

  it('is judged by the sides that log time has where neurons are left on a kink', () => {
    expect(judged(left).kind).toBe('satisfied');
  });

  it('is judged the same where those neurons are inactive from the start', () => {
    const start = [0.375, -0.125, -1, -1.75, -1, -1.0625, 0.6875, -0.5625, 0.875, 1.9375, -1, -1.125];
    const [kinked, clear] = [judged(left), judged({ ...left, start })];

    expect(clear.kind).toBe('satisfied');
    // Their limits are one; what is left of the start at the horizon differs.
    expect(kinked.evaluation.conclusion?.slack).toBeCloseTo(clear.evaluation.conclusion?.slack ?? Number.NaN, 3);
  });
});

it.each(['sec-4.2/scope', 'sec-4.2/scope@repaired'])('%s leaves out a network with a unit that chatters for ever', (claim) => {
  const { kind, evaluation } = judgeCase(claimOf(claim), { claim, ...chattering }, standardParts);

  expect(kind).toBe('discarded');
  expect(evaluation.hypotheses.filter(({ slack }) => slack < 0).map(({ id }) => id)).toEqual(['constant-patterns']);
});
