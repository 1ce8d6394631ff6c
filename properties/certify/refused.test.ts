/** Cases that miss what a certificate rests on by one sample, one sign or one unit, so that nothing may be certified of them. */

import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/data/case.js';
import { certify, changed, witnessOf } from '../support/certify.js';

describe('no certificate is given', () => {
  it.each<[string, string, Partial<Case>]>([
    ['ex-1/eq-5', 'a start at which the second positive is active too', { start: [1, 2] }],
    [
      'ex-1/eq-5',
      'a negative at a right angle to the first positive',
      {
        data: {
          x: [
            [1, 0],
            [-1, 1],
            [0, -1],
          ],
          y: [1, 1, -1],
        },
        start: [2, 1],
      },
    ],
    [
      'thm-3.1/spurious',
      'one positive of two that is active, and a negative on its kink',
      {
        data: {
          x: [
            [1, 0],
            [0, 1],
            [-1, -1],
          ],
          y: [1, 1, -1],
        },
        start: [1, -1],
      },
    ],
    ['thm-3.1/spurious', 'no negative on its kink', { start: [2, 1] }],
    [
      'thm-3.1/2',
      'a negative that is active beside a positive',
      {
        data: {
          x: [
            [1, 0],
            [0, 1],
            [1, -4],
          ],
          y: [1, 1, -1],
        },
        start: [1, 0],
      },
    ],
    ['thm-3.1/1-proof', 'a negative that is active', { start: [-1, 0] }],
    [
      'thm-3.1/1-proof',
      'one positive of two on the wrong side',
      {
        data: {
          x: [
            [0, 1],
            [1, 4],
            [-1, 0],
          ],
          y: [1, 1, -1],
        },
        start: [1, -1],
      },
    ],
    [
      'thm-3.1/1-proof',
      'one positive of two on the wrong side and the other on its kink',
      {
        data: {
          x: [
            [0, 1],
            [-1, 4],
            [-2, 1],
          ],
          y: [1, 1, -1],
        },
        start: [1, 0],
      },
    ],
    ['sec-4.2/scope', 'a neuron that acts by no weight', { outputWeights: [1, -1, 1, 0], start: [0.25, 0.1875, -0.25, 0, 0, 0.25, 1, 0] }],
    ['leaky/gd', 'a slope above 1', { slope: 2 }],
    ['leaky/sgd', 'a slope a little above 1', { slope: 1.25 }],
    [
      'sec-4.1/origin',
      'a slope that makes products no doubles',
      {
        slope: 0.3,
        data: { ...witnessOf('sec-4.1/origin').data, x: witnessOf('sec-4.1/origin').data.x.map((row) => row.map((entry) => 3 * entry)) },
      },
    ],
    ['leaky/gd', 'the slope 0', { slope: 0 }],
    ['leaky/gd', 'a negative slope', { slope: -0.5 }],
    ['leaky/sgd', 'a slope above 1', { slope: 2 }],
    ['leaky/sgd', 'a negative slope', { slope: -0.5 }],
    [
      'sec-4.2/scope',
      'a sample that no neuron acts on',
      {
        data: {
          x: [
            [1, 0],
            [-1, 0],
            [0, 1],
            [0, -1],
          ],
          y: [1, -1, 1, -1],
        },
      },
    ],
  ])('for %s with %s', (id, _, change) => {
    expect(certify(changed(id, {}))).toBeDefined();
    expect(certify(changed(id, change))).toBeUndefined();
  });

  it('for thm-3.4/staying@intended where the last draw of the sample that is held back does not carry the other over its kink', () => {
    const id = 'thm-3.4/staying@intended';
    const { data, start, steps } = witnessOf(id);
    if (steps.kind !== 'power') throw new Error('other steps');
    const [held = [], , carried = []] = data.x;
    // eta_{t-1} exp(-w.x1) x1.x3 is what that draw adds to w.x3; eta_{t-2} is larger by 5e-9 of itself.
    const height = start[0]! * held[0]!;
    const added = steps.count ** -steps.alpha * Math.exp(-height) * held[0]! * carried[0]!;
    const from = (share: number): Case => changed(id, { start: [start[0]!, start[1]!, start[0]! + share * added] });

    expect(certify(from(1 - 1e-9))).toBeDefined();
    expect(certify(from(1 + 1e-9))).toBeUndefined();
  });

  it('for prop-1/from-T without a step, while one is enough', () => {
    const [none, one] = [0, 1].map((count) => certify(changed('prop-1/from-T', { steps: { kind: 'power', alpha: 0.75, count } })));

    expect(none).toBeUndefined();
    expect(one).toBeDefined();
  });

  it('for prop-1/from-T where a draw leaves a positive on its kink', () => {
    const withPositive = (row: readonly number[]): Case =>
      changed('prop-1/from-T', { data: { x: [[0.375, 0.0625], row, [-3, 0.5]], y: [1, 1, -1] } });

    expect(certify(withPositive([0.375, 0.03125]))).toBeDefined();
    expect(certify(withPositive([0.375, 0]))).toBeUndefined();
  });
});

describe('a certificate', () => {
  it.each([-1, 1])('of leaky/special-cases has a negative slack whichever of the losses is larger: w = %i', (w) => {
    expect(certify(changed('leaky/special-cases', { start: [w] }))?.slack.high).toBeLessThan(0);
  });

  it.each(['prop-1/eq-15/long'])('of %s is about the separable region alone', (id) => {
    const { data, start } = changed(id, {});
    const beside = (height: number): Case =>
      changed(id, {
        data: { x: [...data.x.map((row) => [...row, 0]), [...data.x[0]!.map(() => 0), 2 ** -4]], y: [...data.y, 1] },
        start: [...start, height],
      });

    expect(certify(changed(id, {}))).toBeDefined();
    expect(certify(beside(-1))).toBeUndefined();
  });
});
