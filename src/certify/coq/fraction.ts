/** Exact fractions, as a file for Coq writes them. */

import { lowestExponent, scaledInteger } from '../../numerics/dyadic.js';
import { gcd, nearestQuotient } from '../../numerics/rational.js';

/** numerator / denominator in lowest terms, the denominator positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * A quotient in lowest terms.
 *
 * @throws RangeError where the denominator is 0.
 */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  if (denominator === 0n) throw new RangeError('a fraction must not have the denominator 0');
  const divisor = denominator < 0n ? -gcd(numerator, denominator) : gcd(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** The number that a finite double is. */
export function ofDouble(x: number): Fraction {
  const exponent = lowestExponent(x);
  if (exponent === undefined) return fraction(0n);
  const integer = scaledInteger(x, exponent);
  return exponent < 0 ? fraction(integer, 1n << BigInt(-exponent)) : fraction(integer << BigInt(exponent));
}

/** A double near to it. */
export function toDouble({ numerator, denominator }: Fraction): number {
  return nearestQuotient(numerator, denominator);
}

/** a + b */
export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** a b */
export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** -a */
export function minus(a: Fraction): Fraction {
  return { numerator: -a.numerator, denominator: a.denominator };
}

/** a / b. @throws RangeError where b is 0. */
export function over(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Whether a <= b. */
export function isAtMost(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator <= b.numerator * a.denominator;
}

/** Whether a < 2. */
export function isBelowTwo(a: Fraction): boolean {
  return !isAtMost(fraction(2n), a);
}

/** The larger of two. */
export function larger(a: Fraction, b: Fraction): Fraction {
  return isAtMost(b, a) ? a : b;
}

/** The smaller of two. */
export function smaller(a: Fraction, b: Fraction): Fraction {
  return isAtMost(a, b) ? a : b;
}

/** The inner product of two vectors of doubles. */
export function innerProduct(a: readonly number[], b: readonly number[]): Fraction {
  return a.reduce((sum, x, place) => plus(sum, times(ofDouble(x), ofDouble(b[place] ?? 0))), fraction(0n));
}

/** A number as Coq reads it, such as `2`, `(-1)` or `(-1 / 2)`. */
export function literal({ numerator, denominator }: Fraction): string {
  if (denominator !== 1n) return `(${numerator} / ${denominator})`;
  return numerator < 0n ? `(${numerator})` : `${numerator}`;
}

/** A double as Coq reads it. */
export function double(x: number): string {
  return literal(ofDouble(x));
}

/** A vector of doubles as a list. */
export function list(entries: readonly number[]): string {
  return `[${entries.map(double).join('; ')}]`;
}
