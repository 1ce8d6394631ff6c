/**
 * The check of a max-margin answer that is proved by an enclosure.
 *
 * Let A be the support rows, integers; m > 0 the multipliers; v = A'm; r = A v - level. The exact multipliers that put w on the support
 * at the level are m - G^-1 r with G = A A', so that they differ from m by at most |r| / sigma^2, and w from v by at most |r| / sigma,
 * where sigma is a lower bound on the least singular value of A. Hence the multipliers are positive, and rows outside are above the
 * level if they are so at v by more than their length times |r| / sigma: then w is optimal, and the support is what it is said to be.
 *
 * One bound is asked for, |r| / sigma^2 < N min m, and the others follow from it. |v| >= sigma |m| >= sigma min m, so that |r| / sigma
 * < N |v|. And since |v|^2 = m.(A v) = m.r + level sum m, the level is at least sigma^2 |m|^2 / sum m - |r| >= sigma^2 min m - |r|, which is
 * above (1/N - 1) |r|: what is above the level at v is above 0 for w, and v itself separates.
 */

import { commonExponent, scaledInteger } from '../numerics/dyadic.js';
import { integerProduct, nth, smallest } from '../numerics/lists.js';
import { sumOf } from '../numerics/rational.js';
import { leastSingularValue } from '../numerics/right-inverse.js';
import { type Numbers, norm } from '../numerics/vector.js';
import { certainlyAbove, product, roundingDefect, roundsRoot } from './certificate-rounding.js';
import type { EnclosedMargin, MarginProblem } from './margin-problem.js';

/** N: how far, relatively, multipliers and vector may be from the exact ones, far below the rounding of doubles. */
const NARROW = 2 ** -100;
/** Covers the rounding of a handful of float64 operations, upwards. */
const UP = 1 + 1e-9;

/** What is wrong with an answer; undefined when it is proved right. */
export function enclosureDefect({ dimension, atLeastOne, atMostZero = [] }: MarginProblem, answer: EnclosedMargin): string | undefined {
  const { support, enclosure } = answer;
  if (atMostZero.length > 0) return 'an enclosure proves nothing where there are constraints';
  const { multipliers, level, inverse } = enclosure;
  if (multipliers.length !== support.length || inverse.length !== support.length) return 'the enclosure does not match the support';
  if (support.some((k, i) => !(k in atLeastOne) || (i > 0 && k <= nth(support, i - 1)))) return 'the support is no ascending list of rows';
  if (inverse.some((column) => column.length !== dimension)) return 'the inverse has another dimension';
  if (answer.degenerate.length > 0) return 'rows whose multipliers are positive are called degenerate';

  const exponent = commonExponent(atLeastOne);
  const vector = new Array<bigint>(dimension).fill(0n);
  support.forEach((k, i) => {
    const row = nth(atLeastOne, k);
    for (let j = 0; j < dimension; j++) if (row[j] !== 0) vector[j]! += nth(multipliers, i) * scaledInteger(nth(row, j), exponent);
  });
  const integers = (row: Numbers): Float64Array => Float64Array.from(row, (x) => Number(scaledInteger(x, exponent)));
  const residual = UP * norm(support.map((k) => Number(product(nth(atLeastOne, k), vector, exponent) - level)));
  const sigma = leastSingularValue(
    support.map((k) => integers(nth(atLeastOne, k))),
    inverse,
  );
  const least = smallest(multipliers.map(Number));
  const distance = (UP * residual) / sigma;
  // Written so that what is not a number, overflows or is not positive proves nothing.
  if (!((UP * distance) / sigma / NARROW < least)) return 'the enclosure is too wide';

  const outside = outsideDefect(
    atLeastOne,
    answer,
    (row) => Number(product(row, vector, exponent) - level) > UP * distance * norm(integers(row)),
  );
  return doublesDefect(answer, vector, exponent) ?? outside;
}

function doublesDefect(answer: EnclosedMargin, vector: readonly bigint[], exponent: number): string | undefined {
  const { multipliers, level } = answer.enclosure;
  const square = integerProduct(vector, vector);
  const total = sumOf(multipliers);
  if (answer.constraintWeights.length > 0) return 'there are weights of constraints';
  const own = new Map(answer.support.map((k, i) => [k, nth(multipliers, i)]));
  const misrounded = roundingDefect(
    'weight',
    answer.weights,
    Array.from(answer.weights, (_, i) => own.get(i) ?? 0n),
    total,
  );
  if (misrounded !== undefined) return misrounded;
  if (!roundsRoot(answer.margin, level * level, square, exponent)) return `the margin is not ${answer.margin}`;
  if (answer.direction.length !== vector.length) return 'the direction has another length';
  for (const [j, x] of vector.entries()) {
    const u = nth(answer.direction, j);
    if (!roundsRoot(x < 0n ? -u : u, x * x, square, 0)) return `entry ${j} of the direction is not ${u}`;
  }
  return undefined;
}

/** The rows outside the support must be above it by more than the enclosure is wide; signs in float64 are enough for most. */
function outsideDefect(rows: readonly Numbers[], answer: EnclosedMargin, isAbove: (row: Numbers) => boolean): string | undefined {
  const support = new Set(answer.support);
  if (answer.weights.length !== rows.length) return 'weights do not match the rows';
  for (const [i, row] of rows.entries()) {
    if (support.has(i)) continue;
    if (certainlyAbove(row, answer.direction, answer.margin + 2 ** -90 * norm(row)) || isAbove(row)) continue;
    return `row ${i} of atLeastOne is not proved to be above the margin`;
  }
  return undefined;
}
