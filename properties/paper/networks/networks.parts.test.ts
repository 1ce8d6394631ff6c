/** What the claims about networks look at, on networks and steps that are written down. */

import { describe, expect, it } from 'vitest';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { type SlackRecord, slackRecord } from '../../../src/claim/slack.js';
import { constantSteps } from '../../../src/claim/steps.js';
import type { Case } from '../../../src/data/case.js';
import { dataset } from '../../../src/data/dataset.js';
import type { WindowStep } from '../../../src/paper/networks/judge-windows.js';
import type { Iterate } from '../../../src/paper/networks/network-run.js';
import { networkRun } from '../../../src/paper/networks/network-run.js';
import { outputAt } from '../../../src/paper/networks/output-ceiling.js';
import { eachPartition, judgeDraws, judgeEveryStep, type Move } from '../../../src/paper/networks/partition-growth.js';
import { hasBothSigns, isOfBothSigns, sumOfSquares } from '../../../src/paper/networks/pattern-partitions.js';
import { openWindow } from '../../../src/paper/networks/pattern-window.js';
import { judgeSettled } from '../../../src/paper/networks/settled-network.js';
import type { TrajectoryCheckpoint } from '../../../src/trajectory/log-time/index.js';

/** A neuron for each of two samples at a right angle. */
const apart: Case = {
  claim: 'sec-4.2/scope',
  data: {
    x: [
      [1, 0],
      [0, 1],
    ],
    y: [1, -1],
  },
  start: [1, 0, 0, 1],
  outputWeights: [1, -1],
  steps: constantSteps(0.25, 10),
};
const data = dataset(apart.data);

describe('output weights', () => {
  it.each([
    [[1, -1], 1],
    [[-2, 3, 1], 1],
    [[1, 2], -1],
    [[-1, -2], -1],
    [[1, -1, 0], -1],
    [[0, 1], -1],
    [[], -1],
  ])('%j are non-zero and of both signs: %d', (v, slack) => {
    expect(hasBothSigns(v).slack).toBe(slack);
  });

  it('of some neurons are of both signs, and have squares that add up', () => {
    const v = [1, 0, -2, 3];

    expect([[0, 2], [2, 0], [0, 3], [2], [0, 1], [1, 2], []].map((neurons) => isOfBothSigns(v, neurons))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect([sumOfSquares(v, [0, 2, 3]), sumOfSquares(v, [])]).toEqual([14, 0]);
  });

  it('weigh the positive preactivations of a sample', () => {
    const at = { preactivation: Float64Array.of(1, 2, 3, -4) } as Iterate;

    expect([0, 1].map((i) => outputAt(at, i, [2, -1]))).toEqual([0, 6]);
  });
});

describe('a run of a network', () => {
  const once = (count: number, v: readonly number[], parts = standardParts) => {
    const input = { ...apart, steps: constantSteps(0.25, count), outputWeights: v, start: v.flatMap((_, k) => [k % 2, 1 - (k % 2)]) };
    return networkRun(data, input, parts.network(v), 'gradient', parts).iterates;
  };

  it('is kept for who asks again, unless its numbers are too many', () => {
    const many = Array.from({ length: 16 }, (_, k) => (k % 2 === 0 ? 1 : -1) / 16);

    expect(once(10, [1, -1])).toBe(once(10, [1, -1]));
    // (2 + 2) 16 8,192 numbers are 2^19.
    expect(once(8192, many)).toBe(once(8192, many));
    expect(once(8193, many)).not.toBe(once(8193, many));
  });

  it('tells each iterate with its patterns, length and pull', () => {
    const [first, second] = once(1, [1, -1]);

    expect(first).toMatchObject({ k: 0, sample: -1, changes: 0, shift: 0 });
    // Neuron 1 acts on x_2 at 1, neuron 2 on x_1 at 1, both against the label: weights e^1.
    expect(first!.length).toBeCloseTo(Math.SQRT2, 12);
    expect(first!.pull).toBeCloseTo(2 * Math.E, 12);
    expect(second).toMatchObject({ k: 1, changes: 0 });
    expect(second!.w[1]).toBeCloseTo(1 - 0.125 * Math.E, 12);
  });

  it('counts changes of patterns', () => {
    expect(once(8, [1, -1]).map(({ changes }) => changes)).toEqual(expect.arrayContaining([0, 1]));
  });
});

describe('a stretch of constant patterns', () => {
  const windowAt = (w: readonly number[], preactivation: readonly number[]) =>
    openWindow(data, { w: Float64Array.from(w), preactivation: Float64Array.from(preactivation) } as Iterate, 2, standardParts);

  it('is sure where computed signs are exact, or wrong by more than rounding', () => {
    expect(windowAt([1, -1, -1, 1], [1, -1, -1, 1]).sure).toBe(true);
    expect(windowAt([1, -1, -1, 1], [1, -1, -1, -1e-17]).sure).toBe(false);
    expect(windowAt([1, -1, -1, 1], [1, -1, -1, -1]).sure).toBe(true);
    expect(windowAt([1, -1, -1, 1], [1e-17, 1e-17, -1, 1]).sure).toBe(false);
    expect(windowAt([1, -1, -1, 1], [1, 0, -1, 1]).sure).toBe(true);
  });
});

describe('the growth of a partition', () => {
  const told = (
    judge: (step: WindowStep, move: Move) => void,
    next: readonly number[],
    { drawn = 0, now = [1, 0], label = [] as string[] } = {},
  ) => {
    const seen: (readonly number[])[] = [];
    const slack = { record: (...[value, rounding]: Parameters<SlackRecord['record']>) => seen.push([value, rounding]) };
    const at = (w: readonly number[], k: number) => ({ k, w: Float64Array.from([...w, 5, 5]), sample: drawn, length: 1 });
    const window = {
      partitions: [
        { members: [0], neurons: [0] },
        { members: [1], neurons: [] },
      ],
    };
    const step = {
      data,
      v: [2, 1],
      window,
      before: at(now, 3),
      after: at(next, 4),
      eta: 1 / 4,
      slack,
      label: (_: string, value: string) => label.push(value),
    };
    eachPartition(step as unknown as WindowStep, judge);
    return seen;
  };

  it('is told at every step, with where the draw is from', () => {
    const label: string[] = [];

    expect(told(judgeEveryStep, [1, 0], { label })).toEqual([[-1, 0]]);
    expect(told(judgeEveryStep, [2, 0], { label, drawn: 1 })).toEqual([[1, 0]]);
    // A turn, and a fall.
    expect(told(judgeEveryStep, [0, 1])).toEqual([]);
    expect(told(judgeEveryStep, [1 / 2, 0])).toEqual([]);
    expect(label).toEqual(['within', 'elsewhere']);
  });

  it('is 1 where a draw from elsewhere leaves it, and -1 where one moves it', () => {
    expect(told(judgeDraws, [1, 0], { drawn: 1 })).toEqual([[1, 0]]);
    expect(told(judgeDraws, [1, 1e-300], { drawn: 1 })).toEqual([[-1, 0]]);
  });

  it('is held against eta (sum v^2) u exp(-u) / |Wt| at a draw from it', () => {
    // Wt goes from (2, 0) to (3, 0): u = 2.
    const [[slack, rounding] = []] = told(judgeDraws, [1.5, 0]);

    expect(slack).toBeCloseTo(1 / Math.exp(-2) - 1, 12);
    expect(rounding).toBeGreaterThan(2 ** -52);
    expect(rounding).toBeLessThan(1e-11);
    // To (2, 2), by sqrt 8 - 2.
    expect(told(judgeDraws, [1, 1])[0]![0]).toBeCloseTo((Math.sqrt(8) - 2) / Math.exp(-2) - 1, 12);
  });

  it('is nothing where the bound is not positive', () => {
    expect(told(judgeDraws, [1, 1], { now: [0, 1] })).toEqual([]);
    expect(told(judgeDraws, [1, 1], { now: [-1, 1] })).toEqual([]);
    expect(told(judgeDraws, [500, 0], { now: [499, 0] })).toEqual([]);
  });
});

describe('a network that is followed', () => {
  const evaluated = (last: Partial<TrajectoryCheckpoint>) => {
    const parts: Parts = {
      ...standardParts,
      trajectory: (options) => {
        const trajectory = standardParts.trajectory(options);
        return { ...trajectory, checkpoints: trajectory.checkpoints.map((one) => ({ ...one, ...last })) };
      },
    };
    const { hypotheses, conclusion } = judgeSettled(
      { disjoint: false },
      () => slackRecord().conclusion() ?? { slack: 1, rounding: 0, step: 0 },
    )(apart, parts);
    return [conclusion?.slack, ...hypotheses.filter(({ slack }) => slack < 0).map(({ id }) => id)];
  };

  it('takes its loss to zero with constant patterns, or is left out', () => {
    expect(evaluated({})).toEqual([1]);
    expect(evaluated({ constantLoss: 1 / 2 })).toEqual([undefined, 'zero-loss']);
    expect(evaluated({ logExcess: -999 })).toEqual([undefined, 'zero-loss']);
    expect(evaluated({ logExcess: -1000 })).toEqual([undefined, 'zero-loss']);
    expect(evaluated({ logExcess: -1001 })).toEqual([1]);
    expect(evaluated({ logExcess: 0 })).toEqual([undefined, 'zero-loss']);
    expect(evaluated({ sliding: [1] })).toEqual([undefined, 'constant-patterns']);
  });
});

describe('a stretch of patterns', () => {
  it('is not sure where rounding turned a sign of any neuron', () => {
    const single = dataset({ x: [[1, 1, 1]], y: [1] });
    // w_1.x is 2^-55, computed 0; w_2.x is -1.
    const w = Float64Array.of(1 / 4, 2 ** -55, -1 / 4, -1, 0, 0);
    const sure = (...preactivation: number[]) =>
      openWindow(single, { w, preactivation: Float64Array.from(preactivation) } as Iterate, 2, standardParts).sure;

    expect(sure(2 ** -55, -1)).toBe(true);
    expect(sure(0, -1)).toBe(false);
  });
});

describe('a run of SGD', () => {
  it('is another one for another seed', () => {
    const steps = { kind: 'power', alpha: 0.75, count: 20 } as const;
    const draws = [1, 2, 1].map((seed) => {
      const input: Case = { ...apart, steps, seed };
      return networkRun(data, input, standardParts.network([1, -1]), 'stochastic', standardParts).iterates.map(({ sample }) => sample);
    });

    expect(draws[1]).not.toEqual(draws[0]);
    expect(draws[2]).toEqual(draws[0]);
  });
});

describe('a network that rests', () => {
  it('is not promising', () => {
    const { hypotheses } = judgeSettled({ disjoint: false }, () => undefined)({ ...apart, start: [0, 0, 0, 0] }, standardParts);

    expect(hypotheses.at(-1)).toMatchObject({ id: 'promising', slack: -1 });
  });
});
