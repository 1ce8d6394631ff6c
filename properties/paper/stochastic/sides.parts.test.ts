/** Sums with bounds on their errors: each bound is that of interval arithmetic, and leaves room for rounding, but not much. */

import { describe, expect, it } from 'vitest';
import type { SlackRecord } from '../../../src/claim/slack.js';
import { UNIT_ROUNDOFF } from '../../../src/numerics/rounding.js';
import {
  exactly,
  lengthOf,
  logarithm,
  recordEquality,
  recordOrder,
  type Side,
  side,
  squared,
  sumBefore,
  type Term,
  times,
} from '../../../src/paper/stochastic/sides.js';

/** Expects a value, and an error between so many and a hundred units in the last place of a size. */
function expectTerm([value, error]: Term, due: number, { ulps = 1, of = Math.abs(due), beside = 0 } = {}): void {
  expect(value).toBe(due);
  expect(error - beside).toBeGreaterThanOrEqual(ulps * UNIT_ROUNDOFF * of);
  expect(error - beside).toBeLessThanOrEqual(100 * UNIT_ROUNDOFF * of);
}

/** What is recorded of two sides. */
function recorded(record: typeof recordOrder, left: Side, right: Side): unknown[] {
  const seen: unknown[] = [];
  const slack = { record: (...all: Parameters<SlackRecord['record']>) => seen.push([...all.slice(0, 3), all[3]?.()]) };
  record(slack as unknown as SlackRecord, 3, left, right, 'left');
  return seen;
}

describe('a term', () => {
  it('that is right to some ulps has an error by its size', () => {
    expectTerm(exactly(-300), -300);
    expectTerm(times(-2, [3, 0]), -6, { ulps: 2 });
    expectTerm(times(-2, [3, 1 / 2]), -6, { beside: 1 });
    expectTerm(logarithm([2 ** -40, 0]), Math.log(2 ** -40));
    expectTerm(logarithm([1 / 4, 1 / 2]), Math.log(1 / 4), { beside: 2 });
  });

  it('has a square with the error of the farther end', () => {
    for (const value of [3, -3]) expect(squared([value, 1 / 2])).toEqual([9, 3.5 ** 2 - 9]);
  });

  it('that is a length moves by the error of each of d entries, times sqrt d, and by the rounding of d squares', () => {
    const [value, error] = lengthOf(Float64Array.of(3, 0, 4, 0), 1 / 2);

    expect(value).toBe(5);
    expect(error).toBeCloseTo(1, 12);
    expectTerm(lengthOf(Float64Array.of(3, 0, 4, 0), 0), 5, { ulps: 4 });
  });
});

describe('a sum', () => {
  it('over the steps before t adds values and errors, and rounds by the sizes of its terms', () => {
    const alternating = (k: number): Term => [(-1) ** k * (k + 1), 2 ** -k];

    expect(sumBefore(0, alternating)).toEqual([0, 0]);
    expectTerm(sumBefore(1, alternating), 1, { beside: 1 });
    expectTerm(sumBefore(3, alternating), 2, { ulps: 3, of: 6, beside: 1.75 });
    expectTerm(
      sumBefore(60, (k) => [(-1) ** k, 0]),
      0,
      { ulps: 60, of: 60 },
    );
  });

  it('of terms does likewise, and tells the sum of their sizes', () => {
    const { value, error, size } = side([3, 1 / 4], [-5, 1 / 8]);

    expect([value, size]).toEqual([-2, 8]);
    expectTerm([value, error], -2, { ulps: 2, of: 8, beside: 3 / 8 });
    expect(side(...Array.from({ length: 60 }, (): Term => [1, 0])).error).toBeGreaterThanOrEqual(60 * 60 * UNIT_ROUNDOFF);
    expect(side()).toEqual({ value: 0, error: 0, size: 0 });
  });
});

describe('what is recorded of two sides', () => {
  const left: Side = { value: -1, error: 1 / 4, size: 3 };
  const right: Side = { value: 1, error: 1 / 2, size: 5 };

  it('is relative to the sizes of both', () => {
    expect(recorded(recordOrder, left, right)).toEqual([[2 / 8, 0.75 / 8, 3, 'left: -1 against 1']]);
    expect(recorded(recordOrder, right, left)).toEqual([[-2 / 8, 0.75 / 8, 3, 'left: 1 against -1']]);
    expect(recorded(recordEquality, left, right)).toEqual([[-2 / 8, 0.75 / 8, 3, 'left: -1 against 1']]);
    expect(recorded(recordEquality, right, left)).toEqual([[-2 / 8, 0.75 / 8, 3, 'left: 1 against -1']]);
  });

  it('is nothing where both are of nothing, and something where one is', () => {
    const nothing = side();

    for (const record of [recordOrder, recordEquality]) {
      expect(recorded(record, nothing, nothing)).toEqual([]);
      expect(recorded(record, nothing, side([1, 0]))).toHaveLength(1);
      expect(recorded(record, side([1, 0]), nothing)).toHaveLength(1);
    }
  });
});
