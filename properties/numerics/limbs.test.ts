/** Integers as limbs: as wide as sums of products allow, and no more of them than are needed. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOf, gramByLimbs, type LimbVectors, limbsFor, splitVectors } from '../../src/numerics/limbs.js';

const MANY = 2000;
const split = (...vectors: readonly (readonly number[])[]): LimbVectors =>
  splitVectors(
    vectors.map((vector) => Float64Array.from(vector)),
    MANY,
  )!;
const ones = (dimension: number): readonly number[] => Array<number>(dimension).fill(1);
const gram = (...vectors: readonly (readonly number[])[]) => gramByLimbs(split(...vectors), vectors.length, vectors[0]!.length);

describe('limbs', () => {
  it.each([
    // Two limbs of w bits: 4^(w - 1) * 2 * dimension is at most 2^52.
    [1, 24],
    [32, 24],
    [33, 23],
    [128, 23],
    [129, 22],
  ])('of a vector of %d ones are as wide as sums of products allow: %d bits', (dimension, width) => {
    expect(split(ones(dimension)).width).toBe(width);
  });

  it.each([
    [1, 24, 2],
    [2 ** 24 - 1, 24, 2],
    [2 ** 24, 24, 3],
    [2 ** 53, 24, 4],
    [2 ** 60, 20, 5],
  ])('of integers up to %d are of %d bits and %d in number, one to spare', (largest, width, count) => {
    expect(limbsFor(largest, width)).toBe(count);
  });

  it('are refused where they are more than are asked for, or a number is not finite', () => {
    expect(splitVectors([Float64Array.of(2 ** 24)], 3)?.planes).toHaveLength(3);
    expect(splitVectors([Float64Array.of(2 ** 24)], 2)).toBeUndefined();
    expect(splitVectors([Float64Array.of(1, Number.POSITIVE_INFINITY)], MANY)).toBeUndefined();
  });

  it('add up to the vectors, and are nearest to zero', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger(), { minLength: 1, maxLength: 4 }), (vector) => {
        const { width, planes } = split(vector);
        const limbs = vector.map((_, j) => planes.map((plane) => plane[j]!));

        expect(limbs.map((of) => of.reduce((sum, limb, l) => sum + (BigInt(limb) << BigInt(width * l)), 0n))).toEqual(vector.map(BigInt));
        expect(limbs.flat().every((limb) => Math.abs(limb) <= 2 ** (width - 1))).toBe(true);
      }),
    );
  });
});

describe('inner products by limbs', () => {
  it('are those of the integers', () => {
    const three = fc
      .integer({ min: 1, max: 5 })
      .chain((d) => fc.tuple(...[0, 1, 2].map(() => fc.array(fc.maxSafeInteger(), { minLength: d, maxLength: d }))));
    fc.assert(
      fc.property(three, (vectors) => {
        const matrix = gram(...vectors);
        const dot = (a: readonly number[], b: readonly number[]): bigint => a.reduce((sum, x, j) => sum + BigInt(x) * BigInt(b[j]!), 0n);
        const due = vectors.flatMap((a) => vectors.map((b) => dot(a, b)));

        expect(due.map((_, at) => entryOf(matrix, at))).toEqual(due);
      }),
    );
  });

  it.each([
    ['0', [0, 0], 1],
    ['1', [1, 0], 1],
    ['2^46, by limbs of 24 bits,', [2 ** 23, 0], 2],
    ['2^96, by limbs of 24 bits,', [2 ** 48, 0], 5],
  ])('of %s have no limbs that are 0 at the top', (_, vector, planes) => {
    expect(gram(vector).planes).toHaveLength(planes);
  });
});
