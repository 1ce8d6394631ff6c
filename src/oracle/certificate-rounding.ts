/** What the checks of max-margin answers ask of doubles: that they are the exact values, rounded, and signs that rounding cannot turn. */

import { adjacent, lowestExponent, scaledInteger } from '../numerics/dyadic.js';
import { gamma } from '../numerics/rounding.js';
import type { Numbers } from '../numerics/vector.js';

/** Doubles below this are taken for zero, give or take. */
const SAFE = 2 ** -900;

/**
 * Whether row.u > level for the exact u and level >= 0, by doubles that differ from them by at most one unit in the last place; false
 * where rounding or underflow could hide the truth.
 */
export function certainlyAbove(row: Numbers, u: Float64Array, level: number): boolean {
  let sum = 0;
  let size = level;
  let lost = 0;
  for (let j = 0; j < u.length; j++) {
    const term = row[j]! * u[j]!;
    sum += term;
    size += Math.abs(term);
    // An entry that underflowed may be another altogether, of this size.
    if (Math.abs(u[j]!) < SAFE) lost += SAFE * Math.abs(row[j]!);
  }
  // Products that underflow are off by less than 2^-1022 each, all together far less than one unit of rounding of such a size.
  if (size < SAFE) return false;
  return sum - level > gamma(2 * u.length + 13) * size + lost;
}

/** row.vector in units of 2^exponent. */
export function product(row: Numbers, vector: readonly bigint[], exponent: number): bigint {
  let sum = 0n;
  for (let j = 0; j < vector.length; j++) if (row[j] !== 0) sum += scaledInteger(row[j]!, exponent) * vector[j]!;
  return sum;
}

/** Whether doubles are numerators / denominator, each between its neighbours; says what is wrong. */
export function roundingDefect(
  name: string,
  doubles: Float64Array,
  numerators: readonly bigint[],
  denominator: bigint,
): string | undefined {
  if (doubles.length !== numerators.length) return `there are ${doubles.length} ${name}s as doubles, not ${numerators.length}`;
  for (const [i, numerator] of numerators.entries()) {
    const x = doubles[i]!;
    if (x === 0 && numerator === 0n) continue;
    if (
      !(x >= 0) ||
      compare(adjacent(x, -1), 1, numerator, denominator, 0) > 0 ||
      compare(adjacent(x, 1), 1, numerator, denominator, 0) < 0
    ) {
      return `${name} ${i} is not ${x}`;
    }
  }
  return undefined;
}

/** Whether sqrt(numerator / denominator) 2^exponent lies between the neighbours of x. */
export function roundsRoot(x: number, numerator: bigint, denominator: bigint, exponent: number): boolean {
  if (x === 0 && numerator === 0n) return true;
  return (
    x >= 0 &&
    compare(Math.max(0, adjacent(x, -1)), 2, numerator, denominator, 2 * exponent) <= 0 &&
    compare(adjacent(x, 1), 2, numerator, denominator, 2 * exponent) >= 0
  );
}

/** The sign of x^power - (numerator / denominator) 2^exponent. */
function compare(x: number, power: 1 | 2, numerator: bigint, denominator: bigint, exponent: number): number {
  if (!Number.isFinite(x)) return 1;
  const own = lowestExponent(x) ?? 0;
  const integer = scaledInteger(x, own);
  const shift = power * own - exponent;
  const left = (power === 1 ? integer : integer * integer) * denominator;
  const difference = (left << BigInt(Math.max(0, shift))) - (numerator << BigInt(Math.max(0, -shift)));
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
