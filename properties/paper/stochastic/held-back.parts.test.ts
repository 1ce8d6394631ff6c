/** Runs that stay by never drawing one sample, at the borders of what is said of them; and runs near kinks and of tiny data. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { powerSteps } from '../../../src/claim/steps.js';
import type { Case } from '../../../src/data/case.js';
import { dataset } from '../../../src/data/dataset.js';
import { locks } from '../../../src/paper/generators/locks.js';
import { heldBack, heldBackCases, mostRates } from '../../../src/paper/stochastic/held-back.js';
import { isNearKink } from '../../../src/paper/stochastic/near-kink.js';
import type { StableCase } from '../../../src/paper/stochastic/stable-case.js';
import { claimOf } from '../../support/judging.js';

const drawsOf = <T>(cases: fc.Arbitrary<T>): T[] => fc.sample(cases, { seed: 5, numRuns: 200 });
const valuesOf = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

describe('a sample that is held back', () => {
  /** x_1 alone is at a right angle to the others, and its draws move the last sample, by x.x_j = 4 e^(-2). */
  const at = (rest: readonly (readonly number[])[], { far = 0.25, last = [2, 0, 0, -1], more = [] as number[][] } = {}): StableCase => ({
    data: dataset({
      x: [[2, 0, 0, 0], ...rest.map((row) => [...row]), [...last], ...more],
      y: [1, ...rest.map(() => 1), -1, ...more.map(() => -1)],
    }),
    region: 'separable',
    active: [0, ...rest.map((_, i) => 1 + i)],
    reach: 2,
    gamma: 1,
    direction: Float64Array.of(1, 0, 0, 0),
    alpha: 3 / 4,
    start: Float64Array.of(1, 1, 1, 2 + far),
    vector: () => new Float64Array(4),
    eta: (k) => 1 / (k + 1),
  });
  const [up, aside] = [
    [0, 1, 0, 0],
    [0, 0, 1, 0],
  ] as const;

  it('leads out while its step does, by more than rounding', () => {
    expect(heldBack(at([up, aside]), 1)).toEqual({ of: [0], rest: [1, 2], product: 2 });
    // 4 e^(-2) / t is 0.27 and 0.18 at t = 2 and 3.
    expect([2, 3].map((t) => heldBack(at([up, aside]), t)?.of)).toEqual([[0], undefined]);
    expect(heldBack(at([up, aside], { far: 0.54 }), 1)?.of).toEqual([0]);
    expect(heldBack(at([up, aside], { far: 0.55 }), 1)).toBeUndefined();
    expect(mostRates(at([up]), 16)).toBeCloseTo(8, 12);
  });

  it('is none where the others move what it would, or lead out themselves', () => {
    expect(heldBack(at([up, aside], { last: [2, 0, -1, -1] }), 1)).toBeUndefined();
    expect(heldBack(at([up, [0, -1, 1, 0]]), 1)).toBeUndefined();
    expect(heldBack(at([up, [0, -1, 2, 0]]), 1)).toBeUndefined();
    expect(heldBack(at([up, aside], { last: [2, 1, 0, -1] }), 1)).toBeUndefined();
    expect(heldBack(at([up, aside], { last: [2, -1, 0, -1], far: -0.75 }), 1)).toBeUndefined();
    expect(heldBack(at([up, [1, 0, 0, 2]]), 1)).toBeUndefined();
    expect(heldBack(at([]), 1)).toBeUndefined();
  });

  it('leads out by one negative among several, of which others are on the far side of all', () => {
    expect(heldBack(at([up, aside], { more: [[0, 0, 0, -1]] }), 1)?.of).toEqual([0]);
    expect(heldBack(at([up, aside], { more: [[0, 1, 0, -5]] }), 1)).toBeUndefined();
  });

  it('has its copies with it', () => {
    expect(heldBack(at([up, [2, 0, 0, 0]]), 1)).toEqual({ of: [0, 2], rest: [1], product: 2 });
    expect(heldBack(at([up, [2, 0, 1, 0]]), 1)).toBeUndefined();
  });
});

describe('what is drawn', () => {
  it('of held back samples has lengths, edges, exponents and counts as stated', () => {
    const drawn = drawsOf(heldBackCases({ lengths: [80, 82], edges: [15, 18], counts: [10, 20] }));
    const steps = drawn.map(({ steps }) => (steps.kind === 'power' ? steps : { alpha: Number.NaN, count: Number.NaN }));

    expect(valuesOf(steps.map(({ alpha }) => 64 * alpha))).toEqual([33, 34, 35]);
    expect(valuesOf(steps.map(({ count }) => count))).toEqual([10, 20]);
    for (const of of [0, 1]) {
      expect(valuesOf(drawn.map(({ data }) => 64 * data.x[of]![of]!))).toEqual([80, 81, 82]);
      expect(valuesOf(drawn.map(({ start }) => -Math.log2(start[of]!)))).toEqual([6, 7, 8, 9, 10, 11, 12]);
    }
    expect(valuesOf(drawn.map(({ data }) => data.x[2]![0]!))).toEqual([1 / 2, 1]);
    // How far the negative is from its kink.
    expect(valuesOf(drawn.map(({ data, start }) => -Math.log2(start[2]! - data.x[2]![0]! * start[0]!)))).toEqual([15, 18]);
    expect(valuesOf(drawn.flatMap(({ data }) => data.y))).toEqual([-1, 1]);
    expect(valuesOf(drawn.flatMap(({ data }) => [data.x[2]![1]!, data.x[2]![2]!]))).toEqual([-1, 0]);
  });

  it('of runs that lock is within 1/256 and 4/256 of what is written', () => {
    const drawn = drawsOf(locks());
    const written = [
      [-0.9375, 0.5625, -0.0625],
      [-0.25, -0.9375, 0.25, 0],
      [-1.8125, -2, 0, 0],
      [-0.6875, 1.125, 0, 0],
    ];
    const begun = [2.4375, -0.640625, 0];

    expect(valuesOf(drawn.map(({ data }) => data.x[0]![3]!))).toEqual([1 / 4, 1 / 2]);
    for (const [i, row] of written.entries())
      for (const [j, entry] of row.entries())
        expect(valuesOf(drawn.map(({ data }) => 256 * (data.x[i]![j]! - entry)))).toEqual(entry === 0 ? [0] : [-1, 0, 1]);
    for (const [j, entry] of begun.entries())
      expect(valuesOf(drawn.map(({ start }) => 256 * (start[j]! - entry)))).toEqual([-4, -3, -2, -1, 0, 1, 2, 3, 4]);
    for (const { data, start, separator, labels } of drawn) {
      const last = data.x[0]![3]!;
      expect([last * start[3]!, last * separator[3]!, labels]).toEqual([10, 8, [`last:${last}`]]);
    }
  });
});

describe('theorem 3.4 given staying, far out', () => {
  const far = (count: number, length: number, { alpha = 33 / 64, edge = 22 } = {}): Case => ({
    claim: 'thm-3.4/staying@intended',
    data: {
      x: [
        [32 / 64, 0, 0],
        [0, length, 0],
        [1, 0, -1],
      ],
      y: [1, 1, -1],
    },
    start: [2 ** -8, 2 ** -8, 2 ** -8 + 2 ** -edge],
    steps: powerSteps(alpha, count),
  });
  const kindOf = (input: Case) => judgeCase(claimOf(input.claim), input, standardParts).kind;

  it('is judged at multiples of 16, where the others are at most 1 long', () => {
    expect(kindOf(far(1e9, 1 / 2))).toBe('violated');
    expect(kindOf(far(1e9 + 8, 1 / 2))).toBe('discarded');
    expect(kindOf({ ...far(1e9, 1 / 2), start: [-1, 1, 1] })).toBe('discarded');
    const long = { alpha: 3 / 4, edge: 36 };
    expect([1, 65 / 64].map((length) => kindOf(far(2 ** 42, length, long)))).toEqual(['violated', 'discarded']);
  });
});

describe('a kink', () => {
  it('is near where w.x is below 1e-9 of |w| |x|, whatever their lengths', () => {
    for (const [w, x] of [
      [1, 1],
      [1024, 1],
      [1, 1024],
      [1 / 1024, 1 / 1024],
    ] as const) {
      const off = (share: number) => isNearKink(Float64Array.of(w, 0), Float64Array.of(x * share, x));

      expect([off(0.9e-9), off(-0.9e-9), off(1.1e-9), off(-1.1e-9)]).toEqual([true, true, false, false]);
    }
  });
});

describe('runs along one direction', () => {
  const told = (x: number, start: number) => {
    const input: Case = { claim: 'lem-f1', data: { x: [[x], [-1]], y: [1, -1] }, start: [start], steps: powerSteps(33 / 64, 300) };
    return judgeCase(claimOf('lem-f1'), input, standardParts).evaluation.undecided;
  };

  it('are left open where |x|^2, or w_0.x, is below the smallest number', () => {
    expect(told(1e-170, 1e100)).toBe('products with x underflow');
    expect(told(1e-100, 1e-250)).toBe('products with x underflow');
    expect(told(1, 1)).toBeUndefined();
  });
});
