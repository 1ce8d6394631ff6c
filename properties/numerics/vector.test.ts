import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absoluteDot,
  addMultiple,
  allFinite,
  cosine,
  distance,
  dot,
  largestDifference,
  norm,
  normalized,
  plusMultiple,
  rowOf,
} from '../../src/numerics/vector.js';

/** Whole numbers, so that sums of products are exact. */
const whole = fc.integer({ min: -1000, max: 1000 });
const pair = fc
  .integer({ min: 1, max: 6 })
  .chain((n) => fc.tuple(fc.array(whole, { minLength: n, maxLength: n }), fc.array(whole, { minLength: n, maxLength: n })));

describe('vectors', () => {
  it('have the bilinear inner product, symmetric, whose absolute terms sum to the scale of its rounding', () => {
    fc.assert(
      fc.property(pair, whole, ([a, b], factor) => {
        expect(dot(a, b)).toBe(dot(b, a));
        expect(dot(plusMultiple(a, factor, b), b)).toBe(dot(a, b) + factor * dot(b, b));
        expect(absoluteDot(a, b)).toBe(dot(a.map(Math.abs), b.map(Math.abs)));
      }),
    );
    expect(dot([1, 2, 3], [4, 5, 6])).toBe(32);
  });

  it('are added in place as into a new one, which leaves what is added as it was', () => {
    fc.assert(
      fc.property(pair, whole, ([a, b], factor) => {
        const into = Float64Array.from(a);
        const added = [...b];
        addMultiple(into, factor, added);

        expect(into).toEqual(plusMultiple(a, factor, b));
        expect(added).toEqual(b);
        expect(largestDifference(plusMultiple(a, factor, b), a)).toBe(Math.abs(factor) * Math.max(...b.map(Math.abs)));
      }),
    );
  });

  it('are added to a plain list, which stays as long as it is', () => {
    const into = [1, 2];
    addMultiple(into, 3, [1, -1]);

    expect(into).toEqual([4, -1]);
  });

  it('have the Euclidean norm, which scales with them to the ends of the range', () => {
    fc.assert(
      fc.property(pair, fc.constantFrom(1, 2 ** 1000, 2 ** -1000), ([a, b], scale) => {
        const scaled = (list: readonly number[]) => list.map((value) => value * scale);
        const length = Math.sqrt(dot(a, a));

        expect(norm(scaled(a)) / scale).toBeCloseTo(length, 9);
        expect(distance(scaled(a), scaled(b))).toBe(norm(plusMultiple(scaled(a), -1, scaled(b))));
      }),
    );
    expect(norm([-3, 4])).toBe(5);
    expect(norm([])).toBe(0);
    expect(distance([1, 1], [4, -3])).toBe(5);
    expect(distance([1, 2], [1, 2])).toBe(0);
  });

  it('have no norm, no distance and no finite entries where one is not a number, and infinite ones where one is infinite', () => {
    for (const list of [
      [1, Number.NaN],
      [Number.NaN, 1],
    ]) {
      expect(norm(list)).toBeNaN();
      expect(distance(list, [0, 0])).toBeNaN();
      expect(allFinite(list)).toBe(false);
    }
    expect(norm([1, Number.NEGATIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
    expect(distance([1, Number.NEGATIVE_INFINITY], [0, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(allFinite([Number.POSITIVE_INFINITY])).toBe(false);
    expect(allFinite([1e308, 1e308, -1])).toBe(true);
  });

  it('point in a direction of length 1, but for the zero vector', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        fc.pre(norm(a) > 0 && norm(b) > 0);
        const direction = normalized(a);

        expect(norm(direction)).toBeCloseTo(1, 14);
        expect(dot(direction, a)).toBeCloseTo(norm(a), 9);
        expect(cosine(a, b)).toBeCloseTo(dot(direction, normalized(b)), 13);
        expect(cosine(a, a)).toBeCloseTo(1, 14);
      }),
    );
    expect(normalized([0, 0])).toEqual(new Float64Array(2));
    expect(normalized([0.25, 0])).toEqual(Float64Array.of(1, 0));
    expect(cosine([0, 0], [1, 0])).toBe(0);
    expect(cosine([1, 0], [0, 0])).toBe(0);
  });
});

it('has the rows of a matrix as views', () => {
  const matrix = Float64Array.of(1, 2, 3, 4, 5, 6);
  expect([0, 1, 2].map((k) => Array.from(rowOf(matrix, k, 2)))).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  rowOf(matrix, 1, 3)[0] = 7;
  expect(matrix[3]).toBe(7);
});
