import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { claimOf } from '../../support/judging.js';
import { toldRun } from '../../support/told-run.js';

describe('app-b/active-max-margin@repaired', () => {
  const claim = claimOf('app-b/active-max-margin@repaired');
  const judged = (active: readonly number[]) =>
    judgeCase(
      claim,
      {
        claim: claim.id,
        data: {
          x: [
            [1, 0],
            [-1, 1],
          ],
          y: [1, -1],
        },
        start: [1, 0],
        steps: constantSteps(1 / 4, 1000),
      },
      toldRun(
        [1, 0],
        [1e4, 1e5, 1e6].map((s) => ({ s, w: [s, 0], active })),
      ),
    );

  it('is broken by a negative that stays active, wherever w goes', () => {
    expect(judged([0]).kind).toBe('satisfied');
    expect(judged([0, 1])).toMatchObject({
      kind: 'violated',
      evaluation: { conclusion: { slack: -0.5, note: 'a negative stays active' } },
    });
  });
});
