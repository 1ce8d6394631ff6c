/** Exact solution of integer systems by p-adic lifting (Dixon 1982): digits of the solution in base p, by float64 products alone. */

import { log } from './elementary.js';
import { divideExactly, subtractProducts } from './limb-products.js';
import { EXACT, entryOf, type LimbMatrix, limbsFor } from './limbs.js';
import { largest, smallest } from './lists.js';
import { invertModulo, nearestResidue, primeBelow } from './modular.js';
import { absolute, bitLength } from './rational.js';
import { type CommonFractions, reconstruct } from './reconstruction.js';

/** Primes that are tried: one that divides a minor is one in some 10^4. */
const PRIMES = 3;

/** A positive definite matrix with its inverse modulo a prime. */
export interface LiftedMatrix {
  readonly matrix: LimbMatrix;
  readonly prime: number;
  /** Residues of the inverse nearest to zero. */
  readonly inverse: Float32Array;
}

/** Where every prime tried divides the leading principal minor of this index, which may then be zero. */
export interface SuspectedMinor {
  readonly suspected: number;
}

/** Inverts a symmetric matrix modulo a prime. */
export function prepareLifting(matrix: LimbMatrix): LiftedMatrix | SuspectedMinor {
  const { size, width, planes } = matrix;
  // Products of two residues, and of a residue and a limb, summed over a row, are exact; residues fit into single precision.
  let prime = Math.min(2 ** 24, 2 * Math.sqrt(EXACT / size), EXACT / size / 2 ** (width - 2));
  let suspected = 0;
  for (let attempt = 0; attempt < PRIMES; attempt++) {
    prime = primeBelow(prime);
    const reciprocal = 1 / prime;
    const residues = new Float64Array(size * size);
    const base = 2 ** width;
    for (let l = planes.length - 1; l >= 0; l--) {
      const plane = planes[l]!;
      for (let at = 0; at < residues.length; at++) residues[at] = nearestResidue(residues[at]! * base + plane[at]!, prime, reciprocal);
    }
    const singular = invertModulo(residues, size, prime);
    if (singular === undefined) return { matrix, prime, inverse: Float32Array.from(residues) };
    suspected = Math.max(suspected, singular);
  }
  return { suspected };
}

/**
 * Solves G x = b for a Gram matrix G.
 *
 * The number of digits follows from Hadamard's bounds det G <= prod G_ii and |adj_ij| <= prod G_ll / sqrt(G_ii G_jj), so that the
 * fractions are the solution, not a guess.
 *
 * @param right - b, integers.
 */
export function solveByLifting(lifted: LiftedMatrix, right: readonly bigint[]): CommonFractions {
  const { matrix, prime } = lifted;
  const { size } = matrix;
  const diagonal = Array.from({ length: size }, (_, i) => bitLength(entryOf(matrix, i * size + i)));
  const denominatorBits = diagonal.reduce((sum, bits) => sum + bits, 0);
  const numeratorBits = denominatorBits - smallest(diagonal) + 1 + bitLength(right.reduce((sum, b) => sum + absolute(b), 0n));
  // The modulus must be above twice the product of both bounds: one more digit is many bits.
  const digits = Math.ceil((denominatorBits + numeratorBits) / (log(prime) / Math.LN2)) + 1;
  const residues = lift(lifted, right, digits);
  const solution = reconstruct(residues, BigInt(prime) ** BigInt(digits), 1n << BigInt(numeratorBits));
  if (solution === undefined) throw new Error('lifting: the residues belong to no fractions within the bounds');
  return solution;
}

/** The solution modulo prime^count. */
function lift({ matrix, prime, inverse }: LiftedMatrix, right: readonly bigint[], count: number): bigint[] {
  const { size, width, planes } = matrix;
  const base = 2 ** width;
  const reciprocal = 1 / prime;
  const rest = remainders(matrix, right);
  const top = rest.length - 1;
  const residue = new Float64Array(size);
  const digit = new Float64Array(size);
  const all = new Float64Array(count * size);
  for (let step = 0; step < count; step++) {
    residue.fill(0);
    for (let l = top; l >= 0; l--) {
      const limbs = rest[l]!;
      for (let i = 0; i < size; i++) residue[i] = nearestResidue(residue[i]! * base + limbs[i]!, prime, reciprocal);
    }
    digit.fill(0);
    subtractProducts([inverse], size, residue, [digit]);
    for (let i = 0; i < size; i++) all[step * size + i] = digit[i] = nearestResidue(-digit[i]!, prime, reciprocal);
    subtractProducts(planes, size, digit, rest);
    divideExactly(rest, prime, width);
  }
  const powers: bigint[] = [BigInt(prime) ** 2n];
  return Array.from({ length: size }, (_, i) => joined(all, i, size, 0, count, prime, powers));
}

/** b by limbs, with room for every remainder: |r| <= |b| + max_i sum_j |G_ij|. */
function remainders({ size, width, planes }: LimbMatrix, right: readonly bigint[]): Float64Array[] {
  const mostBits = largest(right.map((b) => bitLength(absolute(b))));
  const length = Math.max(planes.length + limbsFor(size, width), Math.ceil((mostBits + 2) / width)) + Math.ceil(53 / width);
  const out = Array.from({ length }, () => new Float64Array(size));
  const half = 1n << BigInt(width - 1);
  right.forEach((b, i) => {
    let rest = b;
    for (let l = 0; rest !== 0n; l++) {
      const carry = (rest + half) >> BigInt(width);
      out[l]![i] = Number(rest - (carry << BigInt(width)));
      rest = carry;
    }
  });
  return out;
}

/** sum_t digit_t prime^t over t from `from` to `to`, by halves; powers[k] is prime^(2^(k+1)). */
function joined(all: Float64Array, i: number, size: number, from: number, to: number, prime: number, powers: bigint[]): bigint {
  const length = to - from;
  if (length === 1) return BigInt(all[from * size + i]!);
  if (length === 2) return BigInt(all[from * size + i]! + all[(from + 1) * size + i]! * prime);
  const level = 30 - Math.clz32(length - 1);
  while (powers.length <= level) powers.push(powers.at(-1)! ** 2n);
  const middle = from + 2 ** (level + 1);
  return joined(all, i, size, from, middle, prime, powers) + powers[level]! * joined(all, i, size, middle, to, prime, powers);
}
