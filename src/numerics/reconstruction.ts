/** Rational numbers from their residues (Wang, Guy and Davenport 1982). */

import { absolute, gcd } from './rational.js';

/** Rational numbers over one denominator. */
export interface CommonFractions {
  readonly numerators: readonly bigint[];
  /** Positive. */
  readonly denominator: bigint;
}

/**
 * The rational numbers with given residues whose reduced common denominator is at most D and whose numerators over it are at most N in
 * size, where 2 N D < modulus: there is at most one such list.
 *
 * @returns undefined where there is none.
 */
export function reconstruct(residues: readonly bigint[], modulus: bigint, N: bigint): CommonFractions | undefined {
  let denominator = 1n;
  const numerators: bigint[] = [];
  for (const residue of residues) {
    const product = centred(denominator * residue, modulus);
    if (absolute(product) <= N) {
      numerators.push(product);
      continue;
    }
    const found = fraction(product, modulus, N);
    if (found === undefined) return undefined;
    for (let i = 0; i < numerators.length; i++) numerators[i]! *= found.denominator;
    denominator *= found.denominator;
    numerators.push(found.numerator);
  }
  return { numerators, denominator };
}

/** The first quotient of Euclid's algorithm with a numerator of at most N. */
function fraction(residue: bigint, modulus: bigint, N: bigint): { numerator: bigint; denominator: bigint } | undefined {
  let [r0, r1] = [modulus, residue < 0n ? residue + modulus : residue];
  let [t0, t1] = [0n, 1n];
  while (r1 > N) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  if (t1 === 0n) return undefined;
  return t1 < 0n ? { numerator: -r1, denominator: -t1 } : { numerator: r1, denominator: t1 };
}

/** Several lists of fractions over the least common denominator of all. */
export function overOneDenominator(lists: readonly CommonFractions[]): { denominator: bigint; solutions: bigint[][] } {
  const denominator = lists.reduce((common, list) => (common / gcd(common, list.denominator)) * list.denominator, 1n);
  return { denominator, solutions: lists.map((list) => list.numerators.map((x) => x * (denominator / list.denominator))) };
}

function centred(x: bigint, modulus: bigint): bigint {
  const rest = x % modulus;
  if (2n * rest > modulus) return rest - modulus;
  return 2n * rest < -modulus ? rest + modulus : rest;
}
