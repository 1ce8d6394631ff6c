import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { noSteps } from '../../../src/claim/steps.js';
import { claimOf } from '../../support/judging.js';

describe('thm-3.1/complete', () => {
  it('is about gradients below 2^-40 B far out', () => {
    const claim = 'thm-3.1/complete';
    // B is 4.
    const data = { x: [[4], [-1]], y: [1, -1] as const };
    const criticalAt = (gradient: number) => {
      const relu: Parts['relu'] = {
        ...standardParts.relu,
        evaluate(of, w, into) {
          standardParts.relu.evaluate(of, w, into);
          into.gradient.fill(gradient);
        },
      };
      const { hypotheses } = judgeCase(claimOf(claim), { claim, data, start: [1], steps: noSteps }, { ...standardParts, relu }).evaluation;
      return hypotheses.find(({ id }) => id === 'critical')?.slack;
    };

    expect([2 ** -38, 2 ** -38 - 2 ** -91].map(criticalAt)).toEqual([-1, 1]);
  });
});
