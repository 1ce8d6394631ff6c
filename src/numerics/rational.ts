/** From exact quotients of integers to correctly rounded doubles, and the few operations on BigInt that need it. */

import { nth } from './lists.js';

/** Bits that are kept before the last rounding: more than the 53 of a double, so that a sticky bit decides ties. */
const GUARDED = 64;
const DOUBLE_BITS = 53;
const LEAST_EXPONENT = -1074;

/** The number of bits of a non-negative integer, 0 for zero. */
export function bitLength(x: bigint): number {
  if (x === 0n) return 0;
  const hex = x.toString(16);
  return 4 * hex.length - (Math.clz32(Number.parseInt(hex[0]!, 16)) - 28);
}

/** |x|. */
export function absolute(x: bigint): bigint {
  return x < 0n ? -x : x;
}

/** The largest |x|, at least 1. */
export function largestSize(vector: readonly bigint[]): bigint {
  let largest = 1n;
  for (const x of vector) if (absolute(x) > largest) largest = absolute(x);
  return largest;
}

/** The sum of some integers, 0 of none. */
export function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}

/** The least of some integers (at least one). */
export function least(values: readonly bigint[]): bigint {
  let result = nth(values, 0);
  for (const value of values) if (value < result) result = value;
  return result;
}

/** The greatest of some integers (at least one). */
export function greatest(values: readonly bigint[]): bigint {
  let result = nth(values, 0);
  for (const value of values) if (value > result) result = value;
  return result;
}

/** Greatest common divisor, not negative; gcd(0, 0) = 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = absolute(a);
  let y = absolute(b);
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * The double nearest to (numerator / denominator) 2^exponent, ties to even; overflows to an infinity.
 *
 * @param denominator - positive.
 */
export function nearestQuotient(numerator: bigint, denominator: bigint, exponent = 0): number {
  if (numerator === 0n) return 0;
  const size = absolute(numerator);
  const shift = GUARDED + 1 - (bitLength(size) - bitLength(denominator));
  const dividend = shift > 0 ? size << BigInt(shift) : size;
  const divisor = shift < 0 ? denominator << BigInt(-shift) : denominator;
  const quotient = dividend / divisor;
  const result = rounded(quotient, quotient * divisor !== dividend, exponent - shift);
  return numerator < 0n ? -result : result;
}

/**
 * The double nearest to sqrt(numerator / denominator) 2^exponent.
 *
 * @param numerator - not negative.
 * @param denominator - positive.
 */
export function nearestRoot(numerator: bigint, denominator: bigint, exponent = 0): number {
  if (numerator === 0n) return 0;
  const wanted = 2 * GUARDED + 1 - (bitLength(numerator) - bitLength(denominator));
  const shift = wanted + (wanted & 1);
  const dividend = shift > 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift < 0 ? denominator << BigInt(-shift) : denominator;
  const quotient = dividend / divisor;
  const root = integerRoot(quotient);
  return rounded(root, root * root !== quotient || quotient * divisor !== dividend, exponent - shift / 2);
}

/** floor(sqrt(x)) for x below 2^1000. */
function integerRoot(x: bigint): bigint {
  let root = BigInt(Math.floor(Math.sqrt(Number(x))));
  // One Newton step doubles the 52 right bits, and is never below the root (a mean of r and x/r), rounded down.
  root = (root + x / root) >> 1n;
  while (root * root > x) root -= 1n;
  return root;
}

/** (m + epsilon) 2^exponent to the nearest double, where epsilon in (0, 1) is present if `sticky`; m has GUARDED bits or more. */
function rounded(m: bigint, sticky: boolean, exponent: number): number {
  const length = bitLength(m);
  const kept = Math.min(DOUBLE_BITS, length + exponent - LEAST_EXPONENT);
  if (kept < 0) return 0;
  const dropped = BigInt(length - kept);
  let head = m >> dropped;
  const rest = m - (head << dropped);
  const half = 1n << (dropped - 1n);
  if (rest > half || (rest === half && (sticky || (head & 1n) === 1n))) head += 1n;
  // Two exact factors, since 2^(exponent + dropped) alone can leave the range where the product does not.
  const scale = exponent + length - kept;
  const first = Math.max(-1000, Math.min(900, scale));
  return Number(head) * 2 ** first * 2 ** (scale - first);
}
