/** What claims on Combes-style data look at besides, on data and iterates that are written down. */

import { describe, expect, it } from 'vitest';
import { slackRecord } from '../../../src/claim/slack.js';
import type { Snapshot } from '../../../src/claim/snapshot.js';
import { dataset } from '../../../src/data/dataset.js';
import { combesConditions, isCorrect } from '../../../src/paper/stochastic/combes-data.js';
import { drawMoves, judgedDraws, movement } from '../../../src/paper/stochastic/combes-draws.js';
import type { SgdCase } from '../../../src/paper/stochastic/combes-run.js';
import { isWithinReach, untilSettled } from '../../../src/paper/stochastic/until-settled.js';
import { combesData as data, iterateAt } from '../../support/combes-steps.js';

describe('the condition on the data', () => {
  it('comes with the least inner products of each kind', () => {
    const more = dataset({ x: [...[0, 1, 2].map((i) => Array.from(data.x.slice(2 * i, 2 * i + 2))), [-3, 1]], y: [1, 1, -1, -1] });

    expect(combesConditions(more).least).toMatchObject({ within: { positive: 2, negative: 1 }, across: 1 });
    expect(combesConditions(more).conditions.slack).toBe(1);
    expect(combesConditions(dataset({ x: [[1], [-2]], y: [1, -1] })).conditions.slack).toBe(1);
  });

  it.each<[string, number[][], (1 | -1)[]]>([
    [
      'a right angle within a class',
      [
        [1, 0],
        [-1, 1],
        [-1, -1],
      ],
      [1, -1, -1],
    ],
    [
      'an obtuse angle within a class',
      [
        [1, 0],
        [-1, 2],
        [-1, -2],
      ],
      [1, -1, -1],
    ],
    [
      'a right angle across',
      [
        [1, 0],
        [0, 1],
      ],
      [1, -1],
    ],
    [
      'an acute angle across',
      [
        [1, 0],
        [1, 1],
      ],
      [1, -1],
    ],
    [
      'a sample that is zero',
      [
        [1, 0],
        [0, 0],
        [-1, 0],
      ],
      [1, 1, -1],
    ],
    [
      'one class alone',
      [
        [1, 0],
        [1, 1],
      ],
      [1, 1],
    ],
    [
      'the other class alone',
      [
        [1, 0],
        [1, 1],
      ],
      [-1, -1],
    ],
  ])('is not met by %s', (_, x, y) => {
    const { conditions, least } = combesConditions(dataset({ x, y }));

    expect([conditions.slack, least]).toEqual([-1, undefined]);
  });

  it('counts a negative on its kink as correct, and a positive not', () => {
    expect([0, 2].map((i) => isCorrect(data, [0, 0], i))).toEqual([false, true]);
    expect([0, 2].map((i) => isCorrect(data, [1, 0], i))).toEqual([true, true]);
    expect([0, 2].map((i) => isCorrect(data, [-1, 0], i))).toEqual([false, false]);
  });
});

describe('a draw', () => {
  it('moves y w.x_j by so much of eta |x| |x_j|', () => {
    const [before, after] = [iterateAt(0, [3, 4], 1), iterateAt(1, [5, 4], -1)];
    const positive = movement(data, before, after, 1 / 2, 0);
    const negative = movement(data, before, after, 1 / 2, 2);
    const unit = Math.sqrt(5) / 2;

    expect([positive.unit, negative.unit]).toEqual([expect.closeTo(unit * Math.SQRT2, 12), expect.closeTo(unit, 12)]);
    expect([positive.move, negative.move]).toEqual([expect.closeTo(2 / (unit * Math.SQRT2), 12), expect.closeTo(2 / unit, 12)]);
    // Of both products with x_j, by |w| |x_j|, and of the exponent, by |w| |x|.
    const sizes = (5 + Math.sqrt(41)) / unit + 5 * Math.sqrt(5);
    for (const { rounding } of [positive, negative]) {
      expect(rounding).toBeGreaterThan(2 * 2 ** -53 * sizes);
      expect(rounding).toBeLessThan(40 * 2 ** -53 * sizes);
    }
  });

  it('moves w where the sample drawn is off its kink on the active side', () => {
    expect([0, 1, 2].map((sample) => drawMoves(data, iterateAt(0, [0.5, -0.5], sample)))).toEqual([false, true, false]);
  });

  it('is counted by whether it moves w', () => {
    const slack = slackRecord();

    expect(judgedDraws('a step is judged', slack, { silent: 0, judged: 0 })).toMatchObject({ labels: [], further: [{ slack: -1 }] });
    slack.record(1, 0, 0);
    expect(judgedDraws('a step is judged', slack, { silent: 1, judged: 1 })).toMatchObject({
      labels: [
        ['draw', 'inactive'],
        ['draw', 'judged'],
      ],
      further: [{ slack: 1 }],
    });
  });
});

describe('a start', () => {
  const pair = dataset({ x: [[1], [-1]], y: [1, -1] });

  it.each([
    [32, 0],
    [16, 1],
    [0, 1],
    [-64, -0.5],
  ])('at %d is within reach by %d', (start, slack) => {
    for (const [positive, negative, across] of [
      [2, 3, 4],
      [3, 2, 4],
      [4, 3, 2],
    ] as const)
      expect(isWithinReach({ least: { data: pair, within: { positive, negative }, across }, start: [start] }).slack).toBe(slack);
  });
});

describe('a run on such data', () => {
  const region = (kind: string, end: string) => {
    const asked: boolean[] = [];
    const run = {
      least: { data },
      parts: { landscapeRegion: () => ({ kind }) },
      each(visit: (before: Snapshot, after: Snapshot) => boolean) {
        for (const k of [1, 15, 16, 17, 32]) asked.push(visit(iterateAt(k - 1, [0, 0], 0), iterateAt(k, [0, 0], 0)));
        return { end, w: new Float64Array(2), steps: 32 };
      },
    };
    return { asked, kind: untilSettled(run as unknown as SgdCase).kind };
  };

  it('goes on until every sixteenth step finds the separable region, and ends there, silent, or open', () => {
    expect(region('separable', 'stopped')).toEqual({ asked: [true, true, false, true, false], kind: 'separable' });
    expect(region('partial', 'horizon')).toEqual({ asked: [true, true, true, true, true], kind: 'open' });
    expect(region('silent', 'terminated').kind).toBe('silent');
    expect(region('silent', 'horizon').kind).toBe('open');
    expect(region('partial', 'terminated').kind).toBe('open');
    expect(region('separable', 'diverged').kind).toBe('open');
  });
});
