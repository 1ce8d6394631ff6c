/** Largest margins over the balls of l1 and l-infinity: bounds that hold, lie close together, and match what can be worked out. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { separable } from '../../src/generator/separable.js';
import { dot } from '../../src/numerics/vector.js';
import { type Ball, ballMargin, evaluatedOnBall } from '../../src/oracle/ball-margin.js';
import { signedRows } from '../../src/oracle/max-margin.js';

const NORM: Readonly<Record<Ball, (w: readonly number[]) => number>> = {
  l1: (w) => w.reduce((sum, value) => sum + Math.abs(value), 0),
  'l-infinity': (w) => w.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0),
};

describe.each<Ball>(['l1', 'l-infinity'])('the largest margin over the ball of %s', (ball) => {
  it('is enclosed: no vector has a larger one than the upper bound, and the direction reaches the lower one', () => {
    const probes = fc.array(fc.array(fc.integer({ min: -64, max: 64 }), { minLength: 4, maxLength: 4 }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(separable(), probes, ({ data, separator }, drawn) => {
        const rows = signedRows(dataset(data));
        const found = ballMargin(rows, ball);
        expect(found).toBeDefined();
        const { low, high, direction, weights } = found ?? { low: 0, high: 0, direction: [], weights: [] };
        const marginOf = (w: readonly number[]): number => Math.min(...rows.map((row) => dot(row, w))) / NORM[ball](w);

        for (const w of [separator, ...drawn.map((probe) => probe.slice(0, separator.length))].filter((w) => NORM[ball](w) > 0))
          expect(marginOf(w)).toBeLessThanOrEqual(high * (1 + 1e-13));
        expect(marginOf([...direction])).toBeGreaterThanOrEqual(low * (1 - 1e-13));
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
        expect(high - low).toBeLessThan(1e-4 * high);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('is between the bounds that any vector and weights prove, and weights of which one is negative prove nothing', () => {
    const numbers = (length: number, least: number) =>
      fc.array(fc.integer({ min: least, max: 16 }), { minLength: length, maxLength: length }).map((drawn) => Float64Array.from(drawn));
    let [proved, refused] = [0, 0];
    fc.assert(
      fc.property(separable(), numbers(64, -2), numbers(64, -1), ({ data, separator }, bent, drawn) => {
        const rows = signedRows(dataset(data));
        const { low = 0, high = 0 } = ballMargin(rows, ball) ?? {};
        const direction = Float64Array.from(separator, (entry, j) => 16 * entry + (bent[j] ?? 0));
        const weights = drawn.slice(0, rows.length);

        const other = evaluatedOnBall(rows, ball, direction, weights);

        if (other === undefined) {
          refused++;
          expect(Math.min(...rows.map((row) => dot(row, direction))) <= 0 || Math.min(...weights) < 0 || Math.max(...weights) === 0).toBe(
            true,
          );
          return;
        }
        proved++;
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
        expect(other.low).toBeLessThanOrEqual(high);
        expect(other.high).toBeGreaterThanOrEqual(low);
      }),
      { numRuns: 100, seed: 5 },
    );
    expect(Math.min(proved, refused)).toBeGreaterThan(10);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('is not proved by what is no number, as a solver may err: %s', (wrong) => {
    const rows = [
      [2, 1],
      [1, 3],
    ];
    const right = Float64Array.of(1, 1);

    expect(evaluatedOnBall(rows, ball, right, right)).toBeDefined();
    for (const place of [0, 1]) {
      expect(evaluatedOnBall(rows, ball, right.with(place, wrong), right)).toBeUndefined();
      expect(evaluatedOnBall(rows, ball, right, right.with(place, wrong))).toBeUndefined();
    }
  });

  it.each([1e-9, 1, 1e9])('is found whatever the unit: %s', (unit) => {
    const { low = 0, high = 0 } = ballMargin([[3 * unit], [2 * unit]], ball) ?? {};

    expect(low / unit).toBeCloseTo(2, 9);
    expect(high / unit).toBeCloseTo(2, 9);
  });

  it('is undefined where nothing separates', () => {
    expect(
      ballMargin(
        [
          [1, 0],
          [-1, 0],
        ],
        ball,
      ),
    ).toBeUndefined();
    expect(ballMargin([], ball)).toBeUndefined();
  });
});

describe('two rows', () => {
  it.each<[Ball, number]>([
    ['l1', 2 / 3],
    ['l-infinity', 1],
  ])('(1, 0) and (0, 2) have the margin over %s that is worked out by hand', (ball, margin) => {
    const { low = 0, high = 0 } =
      ballMargin(
        [
          [1, 0],
          [0, 2],
        ],
        ball,
      ) ?? {};

    expect(low).toBeLessThanOrEqual(margin);
    expect(high).toBeGreaterThanOrEqual(margin);
    expect(high - low).toBeLessThan(1e-8);
  });
});
