import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { inverseLogSlack } from '../../../src/paper/linear-model/nacson.cyclic-direction.js';
import type { Trajectory } from '../../../src/trajectory/log-time/index.js';
import { claimOf } from '../../support/judging.js';
import { settledAlong } from '../../support/settled-along.js';

describe('the slack of a rate 1 / ln t', () => {
  /** Of a run along (1, 0) whose error is 2^-12, so small that it may be a transient. */
  const slackOf = (middle: number, last: number) => inverseLogSlack(Float64Array.of(1, 2 ** -12), settledAlong(middle, last));

  it('is left open below 0, and told at 0', () => {
    expect(slackOf(4, 8)).toMatchObject({ slack: 0, rounding: 1e-3 + 1 / 64 });
    expect(slackOf(4, 16)).toMatchObject({ slack: -1, rounding: 1 / 2 });
  });
});

describe('nacson/cyclic-direction', () => {
  it.each([
    ['log time does not know', { kind: 'unknown', s: 5, reason: 'told so' }, 'log-time engine at ln t = 5: told so'],
    ['the run terminates', { kind: 'reached', end: 'terminated' }, 'the run terminates'],
  ])('is undecided where %s', (_, logTime, why) => {
    const claim = 'nacson/cyclic-direction';
    const data = {
      x: [
        [1, 0],
        [0, -1],
      ],
      y: [1, -1] as const,
    };
    const parts = {
      ...standardParts,
      trajectory: () => ({ w: Float64Array.of(1, -1), checkpoints: [], logTime }) as unknown as Trajectory,
    };
    const input = { claim, data, start: [0, 0], steps: constantSteps(1 / 64, 2) };

    expect(judgeCase(claimOf(claim), input, parts).evaluation.undecided).toBe(why);
  });
});
