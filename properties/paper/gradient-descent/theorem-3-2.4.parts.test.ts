import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import type { Workspace } from '../../../src/model/model.js';
import { exp } from '../../../src/numerics/elementary.js';
import { nth } from '../../../src/numerics/lists.js';
import { claimOf } from '../../support/judging.js';
import { walking } from '../../support/walking.js';

const data = {
  x: [
    [1, 0],
    [0, 1],
  ],
  y: [1, -1] as const,
};

/** What is said where the optimizer goes through these iterates, and the model tells other numbers than it should. */
function concluded(iterates: readonly number[][], told: Partial<Pick<Workspace, 'loss' | 'shift'>> = {}, gradient?: readonly number[]) {
  const parts = {
    ...standardParts,
    gradientDescent: walking(iterates),
    relu: {
      ...standardParts.relu,
      evaluate(...[of, w, into]: Parameters<typeof standardParts.relu.evaluate>) {
        standardParts.relu.evaluate(of, w, into);
        if (gradient !== undefined) into.gradient.set(gradient);
        Object.assign(into, told);
      },
    },
  };
  const input = { claim: 'thm-3.2/4', data, start: nth(iterates, 0), steps: constantSteps(1, 5) };
  return judgeCase(claimOf(input.claim), input, parts).evaluation.conclusion;
}

describe('thm-3.2/4', () => {
  it('holds where the run stays from the first iterate on at which no sample is active', () => {
    expect(concluded([[-1, -1]])).toMatchObject({ slack: 1 / 2, step: 0 });
    expect(
      concluded([
        [1, -1],
        [0, -1],
      ]),
    ).toMatchObject({ slack: 1 / 2, step: 1 });
  });

  it('is broken where an entry moves after that, be it later', () => {
    const note = 'w_1 differs from w_0, which lies in W_J, J empty';
    expect(
      concluded([
        [-1, -1],
        [-1, -2],
      ]),
    ).toMatchObject({ slack: -1 / 2, step: 0, note });
    // The gradient that is told keeps the run from ending.
    const later = [
      [-1, -1],
      [-1, -1],
      [-1, -1],
      [-2, -1],
    ];
    expect(concluded(later, {}, [1, 0])).toMatchObject({ slack: -1 / 2, step: 0, note: note.replace('w_1', 'w_3') });
  });

  it('takes the loss with its shift', () => {
    expect(concluded([[-1, -1]], { loss: exp(-1), shift: 1 })?.slack).toBeCloseTo(1 / 2, 12);
    // n |L - 1| = 1.
    expect(concluded([[-1, -1]], { loss: 3 / 2 })).toMatchObject({ slack: -1 / 2 });
  });

  it('is broken where the run ends although a sample is active', () => {
    expect(concluded([[1, -1]], {}, [0, 0])).toMatchObject({ slack: -1 / 2, step: 0, note: 'the run terminates outside W_J, J empty' });
    expect(
      concluded([
        [1, -1],
        [2, -1],
      ]),
    ).toMatchObject({ slack: 1 / 2, step: 5 });
  });
});
