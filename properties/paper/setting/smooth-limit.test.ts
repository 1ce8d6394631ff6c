/** On the linear and the leaky model the loss must tend to 0, whatever the direction does. */

import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import type { Case } from '../../../src/data/case.js';
import { claimOf } from '../../support/judging.js';

const input: Case = {
  claim: 'linear/direction',
  data: {
    x: [
      [1, 2],
      [-1, -1],
    ],
    y: [1, -1],
  },
  start: [0.5, 0],
  steps: { kind: 'constant', eta: 0.25, count: 0 },
  slope: 0.5,
};

/** Parts that follow the true run and say that a constant loss is left. */
const withConstantLoss: Parts = {
  ...standardParts,
  trajectory: (options) => {
    const trajectory = standardParts.trajectory(options);
    return { ...trajectory, checkpoints: trajectory.checkpoints.map((checkpoint) => ({ ...checkpoint, constantLoss: 1 / 2 })) };
  },
};

describe.each(['linear/direction', 'leaky/gd@intended'])('%s', (id) => {
  it('is satisfied by a run that goes to the max-margin direction', () => {
    expect(judgeCase(claimOf(id), input, standardParts).kind).toBe('satisfied');
  });

  it('is violated by the same run where the loss does not tend to 0', () => {
    const { kind, evaluation } = judgeCase(claimOf(id), input, withConstantLoss);

    expect(kind).toBe('violated');
    expect(evaluation.conclusion).toMatchObject({ slack: -1, note: 'the loss does not tend to 0' });
  });
});
