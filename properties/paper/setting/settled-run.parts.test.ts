/** What becomes of a run that is followed to the horizon, on courses that are written down. */

import { describe, expect, it } from 'vitest';
import { standardParts } from '../../../src/claim/parts.js';
import { dataset } from '../../../src/data/dataset.js';
import { sampleAtKink } from '../../../src/paper/setting/sample-at-kink.js';
import { follow, hasOutgrown } from '../../../src/paper/setting/settled-run.js';
import type { Trajectory } from '../../../src/trajectory/log-time/index.js';
import { checkpoint } from '../../support/checkpoint.js';

describe('a length', () => {
  it('has outgrown its start from 8 and 3 times on', () => {
    expect([hasOutgrown(1, 3, 24), hasOutgrown(1, 2.9, 24), hasOutgrown(1, 3, 23.9), hasOutgrown(2, 5.9, 80)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(hasOutgrown(1 / 2, 1.5, 12)).toBe(true);
  });
});

describe('a run', () => {
  const data = dataset({
    x: [
      [1, 0],
      [0, -1],
    ],
    y: [1, -1],
  });
  const followed = (more: Partial<Trajectory>, model = standardParts.relu, start: readonly number[] = [1, 1]) =>
    follow(data, model, start, 0.25, {
      ...standardParts,
      trajectory: () =>
        ({
          checkpoints: [],
          steps: 0,
          w: Float64Array.from(start),
          logTime: { kind: 'reached', end: 'horizon' },
          ...more,
        }) as unknown as Trajectory,
    });
  const course = [10, 1e4, 1e5, 1e6].map((s) => checkpoint(s, [s, s]));

  it('is settled with its first, middle and last checkpoints in the window', () => {
    const run = followed({ checkpoints: course });

    expect(run.kind === 'settled' && [run.first.s, run.middle.s, run.last.s, run.late.length]).toEqual([1e4, 1e5, 1e6, 3]);
  });

  it('ends where its last checkpoint is, or its last step', () => {
    const logTime = { kind: 'reached', end: 'terminated' } as unknown as NonNullable<Trajectory['logTime']>;

    expect(followed({ checkpoints: course, logTime })).toEqual({ kind: 'terminated', w: Float64Array.of(1e6, 1e6) });
    expect(followed({ logTime })).toEqual({ kind: 'terminated', w: Float64Array.of(1, 1) });
  });

  it('outweighs a strike of a hundredth of its length', () => {
    // A strike is (eta/n) |x| = 1/8 long.
    const kinds = [12.5, 12.4, 7].map(
      (length) => followed({ checkpoints: course.map(({ s }) => checkpoint(s, [(s / 1e6) * length, 0])) }).kind,
    );

    expect(kinds).toEqual(['settled', 'unknown', 'unknown']);
  });

  it.each<[string, Partial<Trajectory>]>([
    ['no checkpoint', {}],
    ['no checkpoint', { checkpoints: course.slice(0, 1) }],
    ['no checkpoint', { checkpoints: course.slice(3) }],
    ['still change', { checkpoints: [...course.slice(0, 3), { ...course[3]!, active: [1] }] }],
    ['still change', { checkpoints: [...course.slice(0, 3), { ...course[3]!, sliding: [1] }] }],
    ['thrown too far', { checkpoints: course.map((one) => ({ ...one, w: Float64Array.of(1, 1) })) }],
    ['a strike on a kink', { checkpoints: course.map((one) => ({ ...one, w: one.w.map((entry) => entry * 1e-6) })) }],
    ['leave the range', { logTime: undefined as never }],
    ['balance', { logTime: { kind: 'reached', end: 'stationary' } as never }],
    ['log-time engine at ln t = 3: why', { logTime: { kind: 'unknown', s: 3, reason: 'why' } as never }],
  ])('is unknown: %s', (why, more) => {
    const run = followed(more);

    expect(run.kind === 'unknown' ? run.reason : run.kind).toContain(why);
  });
});

describe('the kinks', () => {
  it('of every neuron are looked at', () => {
    const apart = dataset({
      x: [
        [1, 1],
        [-1, -2],
      ],
      y: [1, -1],
    });
    const near = [0.1, -0.1 + 2 ** -56];
    const at = (start: readonly number[]) => follow(apart, standardParts.network([1, -1]), start, 0.25, standardParts);

    expect(sampleAtKink(apart, Float64Array.from(near))).toBe(0);
    for (const start of [
      [...near, 1, 1],
      [1, 1, ...near],
    ])
      expect(at(start)).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('sample 1 lies') });
  });

  it('are none of the linear model', () => {
    const apart = dataset({
      x: [
        [1, 1],
        [-1, -2],
      ],
      y: [1, -1],
    });

    expect(follow(apart, standardParts.linear, [0.1, -0.1 + 2 ** -56], 0.25, standardParts).kind).toBe('settled');
  });

  it('are met exactly where products are 0, which rounding does not decide', () => {
    const kink = dataset({
      x: [
        [1, 1],
        [3, 1],
      ],
      y: [1, -1],
    });

    expect(sampleAtKink(kink, [1, -1])).toBeUndefined();
    expect(sampleAtKink(kink, [0, 0])).toBeUndefined();
    expect(sampleAtKink(kink, [1, 1])).toBeUndefined();
    // 3 fl(1/3) - 1 is 0 when rounded, and is not.
    expect(sampleAtKink(kink, [1 / 3, -1])).toBe(1);
  });
});
