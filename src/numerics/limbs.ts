/**
 * Large integers as sums of limbs in float64: x = sum_l limb_l 2^(w l) with |limb_l| <= 2^(w-1), so that sums of products of limbs
 * are exact while they stay below 2^53.
 */

import { binaryExponent } from './dyadic.js';

/** Sums of products of limbs must stay below this; a bit is left for the sum of two such sums. */
export const EXACT = 2 ** 52;

/** Integer vectors by limbs: limb l of entry j of vector i is planes[l][i * dimension + j]. */
export interface LimbVectors {
  readonly width: number;
  readonly planes: readonly Float64Array[];
}

/** A symmetric matrix of integers by limbs, in single precision, which holds them exactly. */
export interface LimbMatrix {
  readonly size: number;
  readonly width: number;
  readonly planes: readonly Float32Array[];
}

/**
 * Splits integer vectors into limbs that are narrow enough for {@link gramByLimbs}.
 *
 * @param vectors - integers of any size as finite doubles, each vector of the same length.
 * @returns undefined where an entry is not finite or has more limbs than `most`.
 */
export function splitVectors(vectors: readonly Float64Array[], most: number): LimbVectors | undefined {
  const dimension = vectors[0]?.length ?? 0;
  let largest = 1;
  for (const vector of vectors) for (let j = 0; j < dimension; j++) largest = Math.max(largest, Math.abs(vector[j]!));
  if (!Number.isFinite(largest)) return undefined;
  let width = 24;
  let count = limbsFor(largest, width);
  while (2 ** (2 * (width - 1)) * dimension * count > EXACT) count = limbsFor(largest, --width);
  if (count > most) return undefined;
  const base = 2 ** width;
  const planes = Array.from({ length: count }, () => new Float64Array(vectors.length * dimension));
  vectors.forEach((vector, i) => {
    for (let j = 0; j < dimension; j++) {
      let rest = vector[j]!;
      for (let l = 0; rest !== 0; l++) {
        const carry = Math.floor(rest / base + 0.5);
        planes[l]![i * dimension + j] = rest - carry * base;
        rest = carry;
      }
    }
  });
  return { width, planes };
}

/** Limbs of w bits that hold integers up to a size, with one to spare for what rounding to the nearest carries over. */
export function limbsFor(largest: number, width: number): number {
  return Math.floor(binaryExponent(largest) / width) + 2;
}

/** The matrix of inner products of integer vectors. */
export function gramByLimbs({ width, planes }: LimbVectors, size: number, dimension: number): LimbMatrix {
  const count = planes.length;
  // Sums of `count` inner products, each below 4^(w-1) dimension, carry over into less than 53 - w bits.
  const total = 2 * count + Math.ceil(53 / width);
  const out = Array.from({ length: total }, () => new Float32Array(size * size));
  const sums = new Float64Array(total);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k <= i; k++) {
      sums.fill(0);
      for (let a = 0; a < count; a++) {
        const left = planes[a]!;
        for (let b = 0; b < count; b++) sums[a + b]! += innerProduct(left, i * dimension, planes[b]!, k * dimension, dimension);
      }
      carryOver(sums, width);
      for (let l = 0; l < total; l++) {
        out[l]![i * size + k] = sums[l]!;
        out[l]![k * size + i] = sums[l]!;
      }
    }
  }
  while (out.length > 1 && out.at(-1)!.every((x) => x === 0)) out.pop();
  return { size, width, planes: out };
}

function innerProduct(a: Float64Array, fromA: number, b: Float64Array, fromB: number, length: number): number {
  let even = 0;
  let odd = 0;
  let j = 0;
  for (; j + 1 < length; j += 2) {
    even += a[fromA + j]! * b[fromB + j]!;
    odd += a[fromA + j + 1]! * b[fromB + j + 1]!;
  }
  if (j < length) even += a[fromA + j]! * b[fromB + j]!;
  return even + odd;
}

/** Makes all limbs of one integer nearest to zero. */
function carryOver(limbs: Float64Array, width: number): void {
  const base = 2 ** width;
  let carry = 0;
  for (let l = 0; l < limbs.length; l++) {
    const value = limbs[l]! + carry;
    carry = Math.floor(value / base + 0.5);
    limbs[l] = value - carry * base;
  }
}

/** An entry of a matrix by limbs. */
export function entryOf({ width, planes }: LimbMatrix, at: number): bigint {
  let value = 0n;
  for (let l = planes.length - 1; l >= 0; l--) value = (value << BigInt(width)) + BigInt(planes[l]![at]!);
  return value;
}
