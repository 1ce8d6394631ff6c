import { describe, expect, it } from 'vitest';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { dataset } from '../../../src/data/dataset.js';
import { log } from '../../../src/numerics/elementary.js';
import type { OptimizerUnderTest } from '../../../src/optimizer/optimizer.js';
import { followStrikes, recurrentMargin, velocitySlack } from '../../../src/paper/gradient-descent/recurrent.js';
import type { EventCheckpoint } from '../../../src/trajectory/events/index.js';

/** Three positives and a negative: the entries of w are the heights of the first three. */
const data = dataset({
  x: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [-1, -1, -1],
  ],
  y: [1, 1, 1, -1],
});
const start = [1, 1, 1];

type Mark = readonly [w: readonly number[], activated: readonly number[]];

/** What is said where the engine of events tells of ln t = 18, 26 and 34, and steps of size 0 leave the run where it is. */
function followed(marks: readonly Mark[], { begin = start, early = start, optimizer = standardParts.gradientDescent } = {}) {
  const asked: Parameters<Parts['events']>[0][] = [];
  const at = (s: number, [w, activated]: Mark): EventCheckpoint => ({ s, w: Float64Array.from(w), activated });
  const parts: Parts = {
    ...standardParts,
    gradientDescent: optimizer,
    events(problem) {
      asked.push(problem);
      const checkpoints = [at(log(100_000), [early, [0, 0, 0, 0]]), ...marks.map((mark, place) => at(18 + 8 * place, mark))];
      return { kind: 'reached', end: 'terminated', checkpoints, plainSteps: 0, crossings: 0, jumps: 0 };
    },
  };
  return { ...followStrikes(data, begin, 0, parts), asked };
}

/** The first positive stays active, the second is struck so often in both parts, the third stays inactive. */
const struck = (first: number, second: number): readonly Mark[] => [
  [
    [1, -1, 0],
    [5, 3, 7, 0],
  ],
  [
    [2, 1, 0],
    [5, 3 + first, 7, 9],
  ],
  [
    [4, -1, -1],
    [5, 3 + first + second, 7, 12],
  ],
];

describe('a run that is followed from strike to strike', () => {
  it('is asked for at 10^5 steps, where plain steps can be compared, and at ln t = 18, 26 and 34', () => {
    const [problem] = followed(struck(2, 2)).asked;

    expect(problem).toMatchObject({ from: 10_000, until: 34, checkpoints: [log(100_000), 18, 26], eta: 0, slope: 0 });
    expect(problem).toMatchObject({ mostEvents: 16_000, mostSteps: 8 * 16_000 });
    expect(Array.from(problem!.start)).toEqual(start);
  });

  it('has those positives as recurrent that become active twice in both parts', () => {
    expect(followed(struck(2, 2)).recurrent).toEqual({
      J: [0],
      recurrent: [1],
      velocities: [Float64Array.of(1 / 8, 1 / 4, 0), Float64Array.of(1 / 4, -1 / 4, -1 / 8)],
    });
    for (const [first, second] of [
      [1, 5],
      [5, 1],
    ] as const)
      expect(followed(struck(first, second)).recurrent).toBe('no positive is recurrent');
  });

  it('tells where it is in the end, whatever positives do', () => {
    for (const marks of [struck(2, 2), struck(0, 0)]) expect(followed(marks).w).toEqual(Float64Array.of(4, -1, -1));
  });

  it('has not settled where another positive becomes active in between, or is so at one mark and not at another', () => {
    const [first, middle, last] = struck(2, 2) as [Mark, Mark, Mark];
    const leaves: Mark = [[-1, -1, 0], last[1]];
    const comes: Mark = [[2, 1, 1 / 4], middle[1]];
    const flickers: Mark = [last[0], [5, 7, 8, 12]];

    for (const marks of [
      [first, middle, leaves],
      [first, comes, last],
      [first, middle, flickers],
    ])
      expect(followed(marks)).toMatchObject({ w: Float64Array.from(marks[2]![0]), recurrent: 'some positive has not settled' });
  });

  it('is told nothing of where the engines are more than 1e-7 (1 + |w|) apart', () => {
    const off = (by: number) => followed(struck(2, 2), { early: [1 + by * (1 + Math.sqrt(3)), 1, 1] }).recurrent;

    expect(off(0.99e-7)).toMatchObject({ recurrent: [1] });
    expect(off(1.01e-7)).toBe('plain steps and the way from strike to strike disagree');
  });

  it('is compared after 10^5 plain steps, and may be off by 1e-7 (1 + |w|) there', () => {
    const counting: OptimizerUnderTest = {
      ...standardParts.gradientDescent,
      create: () => ({
        step(w) {
          w[0]! += 1;
        },
      }),
    };

    expect(followed(struck(2, 2), { optimizer: counting, early: [100_001, 1, 1] }).recurrent).toMatchObject({ recurrent: [1] });
    expect(followed(struck(2, 2), { begin: [1e-7, 0, 0], early: [0, 0, 0] }).recurrent).toMatchObject({ recurrent: [1] });
  });

  it('ends where the engine does not come to the last mark', () => {
    for (const count of [0, 1, 2]) expect(followed(struck(2, 2).slice(0, count)).recurrent).toBe('the run ends');
  });
});

describe('the max margin of J', () => {
  it('keeps recurrent positives at w.x >= 0 and negatives at w.x <= 0', () => {
    const kept = dataset({
      x: [
        [1, -1],
        [0, 1],
        [-1, 0],
      ],
      y: [1, 1, -1],
    });

    // Of the first alone it is along (1, -1); with w_2 >= 0 it is along (1, 0).
    expect(Array.from(recurrentMargin(kept, [0], [1], standardParts)!.direction)).toEqual([1, 0]);
    expect(recurrentMargin(kept, [0], [], standardParts)!.direction[1]).toBeLessThan(-0.7);
    // And with w.x <= 0 for a negative along (0, -1), or (0, 1), too.
    const negative = dataset({
      x: [
        [1, -1],
        [0, -1],
      ],
      y: [1, -1],
    });
    expect(Array.from(recurrentMargin(negative, [0], [], standardParts)!.direction)).toEqual([1, 0]);
    expect(recurrentMargin(kept, [], [1], standardParts)).toBeUndefined();
  });
});

describe('mean velocities', () => {
  const margin = { direction: Float64Array.of(1, 0), margin: 1 / 2 } as unknown as NonNullable<ReturnType<typeof recurrentMargin>>;
  // p = direction / margin = (2, 0), so that a velocity (2 - 2 e, 0) is off by e.
  const slackOf = (first: number, second: number) =>
    velocitySlack({ J: [0], recurrent: [1], velocities: [Float64Array.of(2 - 2 * first, 0), Float64Array.of(2 - 2 * second, 0)] }, margin)
      ?.slack;

  it('that are both within 1/32 of p leave 1/32 less the larger of their errors', () => {
    expect(slackOf(0, 0)).toBe(1 / 32);
    expect(slackOf(0, 1 / 64)).toBe(1 / 64);
    expect(slackOf(1 / 64, 1 / 32)).toBe(0);
    expect(slackOf(1 / 32, 1 / 32)).toBe(0);
  });

  it('that are both off by 1/16 or more leave 1/32 less the smaller of their errors', () => {
    expect(slackOf(1 / 16, 1 / 16)).toBe(-1 / 32);
    expect(slackOf(1 / 16 + 1 / 64, 1 / 16)).toBe(-1 / 32);
  });

  it('do not tell in between', () => {
    expect(slackOf(1 / 32 + 1 / 256, 1 / 32 + 1 / 256)).toBeUndefined();
    expect(slackOf(1 / 32, 1 / 32 + 1 / 256)).toBeUndefined();
    expect(slackOf(1 / 16, 1 / 16 - 1 / 512)).toBeUndefined();
  });

  it('do not tell where they differ by more than 1/32 of the larger', () => {
    expect(slackOf(-1, -1 + 1 / 16)).toBe(1 / 32 - 15 / 16);
    expect(slackOf(-1, -1 + 1 / 16 + 1 / 256)).toBeUndefined();
    expect(slackOf(-1 + 1 / 16, -1)).toBe(1 / 32 - 15 / 16);
    expect(velocitySlack({ J: [], recurrent: [], velocities: [Float64Array.of(1), Float64Array.of(1)] }, undefined)).toBeUndefined();
  });
});
