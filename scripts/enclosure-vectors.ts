/** Enclosures of exp and ln at rational points, for fixtures/vectors.json. */

import { exp } from '../src/certify/arithmetic/exp.js';
import { type Interval, IntervalArithmetic } from '../src/certify/arithmetic/interval.js';
import { log } from '../src/certify/arithmetic/log.js';
import { absolute, bitLength } from '../src/numerics/rational.js';
import type { Vectors } from '../src/report/vectors-schema.js';
import { rational } from './rational-text.js';

/** Bits that an end keeps, and one more for each of the two ends that are rounded. */
const KEPT_BITS = 128;
/** An enclosure is at most 2^-WIDTH_BITS of its size wide. */
export const WIDTH_BITS = KEPT_BITS - 2;
/** Fixed point in which exp and ln are enclosed at all points: exp(-512) leaves 1250 bits. */
const arithmetic = new IntervalArithmetic(2000);

/** A point and the numerator and denominator that it is the quotient of. */
type Quotient = readonly [numerator: bigint, denominator: bigint];

/** Powers of two from tiny to large, times numbers of few bits and of infinitely many. */
const sizes: readonly Quotient[] = [-200, -60, -20, -8, -3, -1, 0, 1, 2, 5, 9].flatMap((exponent) =>
  [[1n, 1n] as const, [1n, 3n] as const, [5n, 7n] as const].map(([p, q]): Quotient => {
    const power = 1n << BigInt(Math.abs(exponent));
    return exponent < 0 ? [p, q * power] : [p * power, q];
  }),
);
const expPoints: readonly Quotient[] = [...sizes.map(([p, q]): Quotient => [-p, q]), [0n, 1n], ...sizes];
/** Besides those sizes, numbers on both sides of 1, where ln is small. */
const lnPoints: readonly Quotient[] = [
  ...sizes,
  ...[8n, 60n, 200n].flatMap((bits) => [-1n, 1n].map((side): Quotient => [(1n << bits) + side, 1n << bits])),
];

/** An enclosure of a function at a point, its ends rounded outwards. */
function enclosed(of: (arithmetic: IntervalArithmetic, at: Interval) => Interval, [p, q]: Quotient): Vectors['exp'][number] {
  const { low, high } = of(arithmetic, arithmetic.quotient(p, q));
  const end = (floor: bigint): string => rational(floor, arithmetic.one.low);
  return { x: rational(p, q), low: end(roundedDown(low)), high: end(-roundedDown(-high)) };
}

/** x with its bits but the first KEPT_BITS zero, never above x. */
function roundedDown(x: bigint): bigint {
  const dropped = BigInt(Math.max(0, bitLength(absolute(x)) - KEPT_BITS));
  return (x >> dropped) << dropped;
}

/** exp from exp(-512) to exp(512). */
export function expVectors(): Vectors['exp'] {
  return expPoints.map((point) => enclosed(exp, point));
}

/** ln from 2^-200 to 512. */
export function lnVectors(): Vectors['ln'] {
  return lnPoints.map((point) => enclosed(log, point));
}
