/** Proposed multipliers are taken where they certify a direction, and refused where one condition fails: solvers propose none that are wrong. */

import { describe, expect, it } from 'vitest';
import { vectorBy } from '../../src/certify/enclosure/margin.js';
import { type Setting, settingOf } from '../../src/certify/enclosure/setting.js';
import { faceBy } from '../../src/certify/invariant/face.js';
import { caseOf, opposed } from '../support/face-cases.js';

const settingWith = (samples: readonly (readonly number[])[]): Setting => settingOf(caseOf(samples, [0, 6, -0.125], 0.5), 40);

// The positives oppose each other along the first axis; the fourth sample is behind, and v of the first three is (0, 1, 1).
const at = settingWith([...opposed, [0, 3, 0, 1], [0, 1, 0, -1], [1, 0, 0, 1], [-1, 0, 0, 1]]);

describe('a max-margin direction', () => {
  it('is taken with its length where samples with weights are nearest, and others are as far or farther', () => {
    const v = vectorBy(at, [0, 1, 3], { weights: [1n, 1n, 0n], denominator: 2n });
    const near = (value: { readonly low: bigint; readonly high: bigint }) => at.arithmetic.bounds(value).low;

    expect(near(v.square)).toBeCloseTo(2);
    expect(v.products.map(near)).toEqual([2, 2, 1, 3, 1, 0, 0].map((product) => expect.closeTo(product)));
  });

  it.each([
    ['have another sum than the denominator', [0, 1], [1n, 1n], 3n],
    ['are negative in part', [0, 1, 3], [2n, 2n, -2n], 2n],
  ])('is refused where its weights %s', (_, of, weights, denominator) => {
    expect(() => vectorBy(at, of, { weights, denominator })).toThrow('q is not on the simplex');
  });

  it.each([
    ['are all 0', [0, 1], [0n, 0n], 0n],
    ['cancel each other', [5, 6], [1n, 1n], 2n],
    ['leave out one that is nearer', [0, 1], [1n, 0n], 1n],
    ['leave out one that is nearer, first', [0, 1], [0n, 1n], 1n],
    ['are on one that is farther', [0, 1, 3], [1n, 1n, 2n], 4n],
  ])('is refused where its weights %s', (_, of, weights, denominator) => {
    expect(() => vectorBy(at, of, { weights, denominator })).toThrow('q does not certify the direction');
  });
});

describe('a face', () => {
  // Without the fifth sample, which v = (0, 1, 0) makes active.
  const held = settingWith([...opposed, [0, 3, 0, 1], [0, -1, 0, -1], [1, 0, 0, 1], [-1, 0, 0, 1]]);
  const woken = settingWith([...opposed, [0, 3, 0, 1], [0, 1, 0, -1], [1, 0, 0, 1], [-1, 0, 0, 1]]);

  it('is taken where multipliers are on samples at equality alone, and all others are beyond', () => {
    const face = faceBy(held, [0, 1, 3], { weights: [1n, 1n, 0n], constraintWeights: [2n, 0n], denominator: 2n });

    expect(face?.support.map(({ i }) => i)).toEqual([0, 1]);
    expect(face?.kinks.map(({ i }) => i)).toEqual([2]);
  });

  it.each([
    ['have another sum than the denominator', [1n, 1n, 0n], [2n, 0n], 3n],
    ['are negative on a positive', [2n, 1n, -1n], [2n, 0n], 2n],
    ['are negative on a negative', [1n, 1n, 0n], [2n, -1n], 2n],
  ])('is refused where its multipliers %s', (_, weights, constraintWeights, denominator) => {
    expect(() => faceBy(held, [0, 1, 3], { weights, constraintWeights, denominator })).toThrow('not multipliers');
  });

  it.each<[string, Setting, number[], bigint[], bigint[], bigint]>([
    ['are all 0', held, [0, 1], [0n, 0n], [0n, 0n], 0n],
    ['are 0 on all positives', held, [0, 1], [0n, 0n], [1n, 0n], 0n],
    ['cancel each other', held, [5, 6], [1n, 1n], [0n, 0n], 2n],
    ['are on a positive that is farther', held, [0, 1, 3], [1n, 1n, 2n], [4n, 0n], 4n],
    ['leave out a positive that is nearer', held, [0, 1], [1n, 0n], [1n, 0n], 1n],
    ['are too small on a negative, which stays active', held, [0, 1], [1n, 1n], [1n, 0n], 2n],
    ['are too large on a negative, which is off its kink', held, [0, 1], [1n, 1n], [3n, 0n], 2n],
    ['are 0 on a negative that is active', woken, [0, 1], [1n, 1n], [2n, 0n], 2n],
  ])('is refused where its multipliers %s', (_, given, J, weights, constraintWeights, denominator) => {
    expect(() => faceBy(given, J, { weights, constraintWeights, denominator })).toThrow('the multipliers do not certify a direction');
  });
});
