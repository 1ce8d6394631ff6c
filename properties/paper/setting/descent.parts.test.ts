/** The descent inequality and its smoothness, on single steps that are written down. */

import { describe, expect, it } from 'vitest';
import { slackRecord } from '../../../src/claim/slack.js';
import type { Snapshot } from '../../../src/claim/snapshot.js';
import { dataset } from '../../../src/data/dataset.js';
import { descentSlack, isBelowBound, lossRise, pathSmoothness } from '../../../src/paper/setting/descent.js';

const at = (weight: readonly number[], preactivation: readonly number[], more: Partial<Snapshot> = {}): Snapshot => ({
  k: 7,
  w: Float64Array.of(1, 0),
  gradient: Float64Array.of(1, 0),
  preactivation: Float64Array.from(preactivation),
  weight: Float64Array.from(weight),
  loss: 0,
  shift: 0,
  sample: -1,
  ...more,
});

describe('the smoothness on a segment', () => {
  const data = dataset({
    x: [
      [2, 0],
      [0, 0],
    ],
    y: [1, -1],
  });
  const beta = (before: Snapshot, after: Snapshot, slope = 1 / 2): number => pathSmoothness(data, before, after, slope);

  it('is the larger curvature of both ends by n, times |x|^2', () => {
    expect(beta(at([3, 0], [1, 0]), at([2, 0], [1, 0]))).toBeCloseTo((3 / 2) * 4, 12);
    expect(beta(at([2, 0], [1, 0]), at([3, 0], [1, 0]))).toBeCloseTo((3 / 2) * 4, 12);
  });

  it('has the square of the slope on the inactive side, where the kink itself belongs', () => {
    expect(beta(at([3, 0], [0, 0]), at([2, 0], [-1, 0]))).toBeCloseTo((3 / 8) * 4, 12);
    expect(beta(at([3, 0], [0, 0]), at([2, 0], [-1, 0]), 0)).toBeLessThan(1e-12);
  });

  it('is at least that of the kink where a sample changes sides', () => {
    for (const [first, second] of [
      [1, 0],
      [0, 1],
      [-1, 1],
    ] as const)
      expect(beta(at([1 / 2, 0], [first, 0]), at([1 / 2, 0], [second, 0]))).toBeCloseTo((1 / 2) * 4, 12);
    expect(beta(at([1 / 2, 0], [1, 0]), at([1 / 2, 0], [2, 0]))).toBeCloseTo((1 / 4) * 4, 12);
  });

  it('is infinite where an exponent, or a product of finite numbers, is beyond float64', () => {
    const fine = at([1, 0], [1, 0]);

    expect(beta(at([1, 0], [1, 0], { shift: 1 }), fine)).toBe(Number.POSITIVE_INFINITY);
    expect(beta(fine, at([1, 0], [1, 0], { shift: -1 }))).toBe(Number.POSITIVE_INFINITY);
    expect(beta(at([Number.POSITIVE_INFINITY, 0], [1, 0]), fine)).toBe(Number.POSITIVE_INFINITY);
    expect(beta(at([Number.NaN, 0], [1, 0]), fine)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a step that lowers the loss', () => {
  it('has eta beta < 2', () => {
    expect(isBelowBound(1 / 2, 4 - 2 ** -50)).toBe(true);
    expect(isBelowBound(1 / 2, 4)).toBe(false);
    expect(isBelowBound(1 / 2, Number.POSITIVE_INFINITY)).toBe(false);
  });
});

describe('the descent of one step', () => {
  const data = dataset({
    x: [
      [1, 0],
      [0, 1],
    ],
    y: [1, -1],
  });
  /** From weights 1/2 and 1 to others, with |grad|^2 = 1 and eta = 1/4: the slack for c = 1/4, its rounding, and its note. */
  function told(before: Snapshot, after: Snapshot) {
    const slack = slackRecord();
    descentSlack(data, before, after, { eta: 1 / 4, c: 1 / 4, slope: 0 }, slack);
    return slack.conclusion();
  }
  const begun = at([1 / 2, 1], [1, -1]);

  it('is the fall of the mean loss by eta |grad|^2, less c', () => {
    expect(told(begun, at([1 / 4, 1], [1, -1]))).toMatchObject({
      slack: 1 / 8 / (1 / 4) - 1 / 4,
      step: 7,
      note: 'the loss falls by 0.125 where a fall of at least 0.0625 is claimed',
    });
    expect(told(begun, at([1 / 2, 1], [1, -1]))).toMatchObject({ slack: -1 / 4, note: expect.stringContaining('falls by 0 ') });
    expect(told(begun, at([1, 1], [1, -1]))).toMatchObject({ slack: -5 / 4, note: expect.stringContaining('rises by 0.25 ') });
  });

  it('says nothing where the gradient is zero', () => {
    expect(told({ ...begun, gradient: Float64Array.of(0, 0) }, begun)).toBeUndefined();
    expect(told({ ...begun, gradient: Float64Array.of(0, -1) }, begun)).toBeDefined();
  });

  it('is the rise with the other sign', () => {
    expect(lossRise(data, begun, at([1 / 4, 1], [1, -1]), 0).value).toBe(-1 / 8);
    expect(lossRise(data, begun, at([1, 1], [1, -1]), 0).value).toBe(1 / 4);
  });

  it('has no rounding of samples that are silent at both ends, and some of all others', () => {
    const roundingOf = (weight: readonly number[], before: readonly number[], after: readonly number[], slope = 0): number =>
      lossRise(data, at(weight, before), at(weight, after), slope).rounding;
    const silent = [-1, 0];

    expect(roundingOf([1, 1], silent, silent)).toBe(0);
    // No sample of a model without an inactive side is silent: a weight of 1 is rounded there.
    expect(roundingOf([1, 1], silent, silent, 1)).toBeGreaterThan(2 ** -53);
    for (const active of [
      [1, 0],
      [-1, 1],
    ]) {
      expect(roundingOf([1, 1], active, silent)).toBeGreaterThan(2 ** -53);
      expect(roundingOf([1, 1], silent, active)).toBeGreaterThan(2 ** -53);
    }
    expect(roundingOf([1 / 2, 1], silent, silent)).toBeGreaterThan(2 ** -54);
    // A weight errs by the rounding of its exponent, of size |w|.|x| at either end; the other sample has none.
    const far = { w: Float64Array.of(100, 0) };
    const error = lossRise(data, at([1, 1], [1, -1], far), at([1 / 2, 1], [1, -1], far), 0).rounding;
    expect(error).toBeGreaterThan((2 ** -53 * 2 * 200) / 2);
    expect(error).toBeLessThan((2 ** -53 * 50 * 200) / 2);
    // By the larger of both weights.
    for (const [first, second] of [
      [1 / 2, 1],
      [1, 1],
    ] as const)
      expect(lossRise(data, at([first, 1], [1, -1], far), at([second, 1], [1, -1], far), 0).rounding).toBe(error);
  });

  it('has a rounding of the gradient by how much its terms cancel', () => {
    const near = told(begun, at([1 / 4, 1], [1, -1]))!.rounding;
    const cancelled = told({ ...begun, gradient: Float64Array.of(1e-6, 0) }, at([1 / 4, 1], [1, -1]))!.rounding;

    expect(near).toBeLessThan(1e-13);
    expect(cancelled).toBeGreaterThan(1e6 * 2 ** -53);
  });
});
