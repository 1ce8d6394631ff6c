/** Exact numbers as text: quotients of integers in lowest terms. */

import { lowestExponent, scaledInteger } from '../src/numerics/dyadic.js';
import { gcd } from '../src/numerics/rational.js';

/** numerator / denominator, with a positive denominator. */
export function rational(numerator: bigint, denominator: bigint): string {
  const common = gcd(numerator, denominator);
  return `${numerator / common}/${denominator / common}`;
}

/** numerator 2^exponent / denominator, with a positive denominator. */
export function scaledRational(numerator: bigint, denominator: bigint, exponent: number): string {
  const power = 1n << BigInt(Math.abs(exponent));
  return exponent < 0 ? rational(numerator, denominator * power) : rational(numerator * power, denominator);
}

/** A finite double. */
export function exactly(x: number): string {
  const exponent = lowestExponent(x) ?? 0;
  return scaledRational(scaledInteger(x, exponent), 1n, exponent);
}
