import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { signOfDot } from '../../../src/numerics/exact-dot.js';
import { dot } from '../../../src/numerics/vector.js';
import { claimOf } from '../../support/judging.js';

/** What is said of the run from a start on one positive and one negative sample. */
function judged(x: readonly number[][], start: readonly number[], parts: Parts = standardParts) {
  const input = { claim: 'thm-3.2/4-limit@intended', data: { x, y: [1, -1] }, start, steps: constantSteps(1, 5) };
  return judgeCase(claimOf(input.claim), input, parts);
}

describe('where gradient descent rests (thm-3.2/4-limit@intended)', () => {
  it('is not decided where no sample is active by computed signs alone', () => {
    const x = [
      [1, 0],
      [-0.1, 0.3],
    ];
    const start = [-2.7, -0.9];
    expect(dot(x[1]!, start)).toBe(0);
    expect(signOfDot(x[1]!, start)).toBe(1);

    expect(judged(x, start)).toMatchObject({
      kind: 'undecided',
      evaluation: { undecided: 'rounding changes the sign of some w_T.x_i at step 0' },
    });
  });

  it('is decided where a sample is on its kink exactly, or beyond it', () => {
    const x = [
      [1, 0],
      [-1, 3],
    ];
    expect(judged(x, [-3, -1])).toMatchObject({ kind: 'satisfied' });
    expect(judged(x, [-3, -2])).toMatchObject({ kind: 'satisfied' });
  });

  it('is violated where a model says that a sample does not act which is active beyond all rounding', () => {
    const deaf: Parts = {
      ...standardParts,
      relu: {
        ...standardParts.relu,
        evaluate(data, w, into) {
          standardParts.relu.evaluate(data, w, into);
          into.gradient.fill(0);
          into.weight.fill(1);
        },
      },
    };
    const x = [
      [1, 0],
      [-0.1, 0.3],
    ];
    expect(judged(x, [-2.7, 1], deaf)).toMatchObject({ kind: 'violated' });
    // One of them is near its kink, another is not.
    expect(
      judged(
        [
          [-1, 0],
          [-0.1, 0.3],
        ],
        [-2.7, -0.9],
        deaf,
      ),
    ).toMatchObject({ kind: 'violated' });
    expect(
      judged(
        [
          [1, 0],
          [-0.1, 0.3],
        ],
        [-2.7, -0.9],
        deaf,
      ),
    ).toMatchObject({ kind: 'undecided' });
  });
});
