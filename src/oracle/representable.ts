/** A float64 point of a cone that an exact integer point is known of. */

import { signOfDot } from '../numerics/exact-dot.js';
import { nth } from '../numerics/lists.js';
import { bitLength, largestSize, nearestQuotient } from '../numerics/rational.js';
import type { Numbers } from '../numerics/vector.js';
import { ExactRows, integerDot } from './exact-rows.js';

/** Precisions, in bits, at which the free coordinates are rounded when the nearest doubles leave the cone. */
const PRECISIONS = [4, 8, 12, 16, 20, 26, 32, 38, 44, 50];

/** Number of multiples of the exact point that are tried. */
const ROUNDINGS = 256n;

/**
 * Doubles w with a.w > 0 for all `positive` rows and c.w <= 0 for all `notPositive` rows, near an exact point of that
 * cone: the nearest doubles if they belong, else points of few bits in the face of the cone that the exact point lies on,
 * else the nearest doubles to multiples of the point.
 * Every candidate is checked exactly. Undefined when none of them belongs: a cone narrower than about 2^-53 may hold no
 * double vector at all.
 */
export function representablePoint(
  exact: readonly bigint[],
  positive: readonly Numbers[],
  notPositive: readonly Numbers[],
): Float64Array | undefined {
  const belongs = (w: Float64Array): boolean =>
    positive.every((a) => signOfDot(a, w) > 0) && notPositive.every((c) => signOfDot(c, w) <= 0);
  const nearest = asDoubles(exact);
  if (belongs(nearest)) return nearest;
  const rows = new ExactRows(notPositive, exact.length);
  const face = notPositive.flatMap((_, k) => (integerDot(rows.integer(k), exact) === 0n ? [[...rows.integer(k)]] : []));
  const span = nullSpace(face, exact.length);
  const largest = largestSize(span.free.map((j) => nth(exact, j)));
  for (const bits of PRECISIONS) {
    const candidate = asDoubles(span.point(exact.map((x) => ((x << BigInt(bits)) + (x < 0n ? -largest : largest) / 2n) / largest)));
    if (belongs(candidate)) return candidate;
  }
  // Multiples of the point round differently, which helps where the cone is about as narrow as the rounding.
  for (let factor = ROUNDINGS + 1n; factor < 2n * ROUNDINGS; factor++) {
    const candidate = asDoubles(exact.map((x) => factor * x));
    if (belongs(candidate)) return candidate;
  }
  return undefined;
}

/** An integer vector divided by its largest entry's size, rounded up to a power of two: exact if the entries have 53 bits. */
function asDoubles(vector: readonly bigint[]): Float64Array {
  const unit = 1n << BigInt(bitLength(largestSize(vector)));
  return Float64Array.from(vector, (x) => nearestQuotient(x, unit));
}

interface NullSpace {
  /** Coordinates that may be chosen at will. */
  readonly free: readonly number[];
  /** A positive multiple of the vector with these free coordinates (the others are ignored) that all rows map to zero. */
  point(coordinates: readonly bigint[]): bigint[];
}

/** The vectors orthogonal to integer rows, by fraction-free Gauss-Jordan elimination; the rows are written over. */
export function nullSpace(rows: bigint[][], dimension: number): NullSpace {
  const pivots: number[] = [];
  let determinant = 1n;
  for (let column = 0; column < dimension; column++) {
    const rank = pivots.length;
    const found = rows.findIndex((row, r) => r >= rank && row[column] !== 0n);
    if (found < 0) continue;
    [rows[rank], rows[found]] = [nth(rows, found), nth(rows, rank)];
    const pivotRow = nth(rows, rank);
    const pivot = nth(pivotRow, column);
    rows.forEach((row, r) => {
      if (r === rank) return;
      const factor = nth(row, column);
      for (let j = 0; j < dimension; j++) row[j] = (pivot * nth(row, j) - factor * nth(pivotRow, j)) / determinant;
    });
    determinant = pivot;
    pivots.push(column);
  }
  const free = Array.from({ length: dimension }, (_, j) => j).filter((j) => !pivots.includes(j));
  const sign = determinant < 0n ? -1n : 1n;
  return {
    free,
    point(coordinates) {
      const out = new Array<bigint>(dimension);
      for (const j of free) out[j] = sign * determinant * nth(coordinates, j);
      pivots.forEach((column, r) => {
        out[column] = -sign * free.reduce((sum, j) => sum + nth(nth(rows, r), j) * nth(coordinates, j), 0n);
      });
      return out;
    },
  };
}
