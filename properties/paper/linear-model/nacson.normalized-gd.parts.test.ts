import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { FULL_PRECISION } from '../../../src/model/model.js';
import { claimOf } from '../../support/judging.js';

describe('nacson/normalized-gd', () => {
  const { linear } = standardParts;
  /** What is said where the scaled loss is so much at every iterate. */
  const judged = (loss: number, count = 200) => {
    const parts: Parts = {
      ...standardParts,
      linear: {
        ...linear,
        evaluate(data, w, into) {
          linear.evaluate(data, w, into);
          into.loss = loss;
        },
      },
    };
    const input = {
      claim: 'nacson/normalized-gd',
      data: {
        x: [
          [1, 0],
          [-1, 0],
        ],
        y: [1, -1],
      },
      start: [0.5, 0],
      steps: constantSteps(0.25, count),
    };
    return judgeCase(claimOf(input.claim), input, parts).evaluation;
  };

  it('is judged as long as the loss has all its digits', () => {
    expect(judged(FULL_PRECISION).conclusion).toBeDefined();
    expect(judged(FULL_PRECISION * (1 - 2 ** -50)).conclusion).toBeUndefined();
  });

  it('is about bounds above 0', () => {
    const positive = (loss: number) => judged(loss, 0).hypotheses.find(({ id }) => id === 'bound-positive')?.slack;

    // gamma = 1, |w_0| = 1/2 and n = 2: the bound at the start is -2 ln(2 L).
    expect([1 / 2, 1 / 2 - 2 ** -54].map(positive)).toEqual([-1, 1]);
  });
});
