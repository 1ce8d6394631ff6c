/** Numbers on a grid of dyadic fractions, ordered so that they shrink to numbers that are easy to read. */

import fc, { type Arbitrary } from 'fast-check';

const FINEST = 64;

/**
 * A multiple of 1/denominator in [-max, max].
 *
 * Shrinks to 0 if it can, then to the coarsest number of about its size: 83/64 tries 41/32, 21/16, 11/8, 5/4, 1.
 *
 * @param max - a positive integer.
 * @param denominator - a power of two.
 */
export function lattice(max = 4, denominator = FINEST): Arbitrary<number> {
  checkRange(max, denominator);
  return fc
    .integer({ min: -max * denominator, max: max * denominator })
    .map((index) => (index < 0 ? -magnitude(-index, max) : magnitude(index, max)));
}

/** A multiple of 1/denominator in (0, max], shrinking to 1. */
export function positiveLattice(max = 4, denominator = FINEST): Arbitrary<number> {
  checkRange(max, denominator);
  return fc.nat({ max: max * denominator - 1 }).map((index) => magnitude(index + 1, max));
}

/** d numbers of {@link lattice}. */
export function latticeVector(d: number, max = 4, denominator = FINEST): Arbitrary<number[]> {
  return fc.array(lattice(max, denominator), { minLength: d, maxLength: d });
}

/** A multiple of 1/denominator strictly between 0 and 1, shrinking to 1/2. */
export function unitInterval(denominator = FINEST): Arbitrary<number> {
  checkRange(1, denominator);
  return fc.nat({ max: denominator - 2 }).map((index) => magnitude(index + 2, 1));
}

/**
 * Enumerates the dyadic fractions in [0, max]: 0, the integers 1 to max, the odd halves, the odd quarters and so on, each
 * in ascending order. Half an index leads to a number of about the same size with half the denominator, which is why
 * integers that shrink towards 0 make a number coarser before they make it smaller.
 */
function magnitude(index: number, max: number): number {
  if (index <= max) return index;
  let rest = index - max - 1;
  let count = max;
  let denominator = 2;
  while (rest >= count) {
    rest -= count;
    count *= 2;
    denominator *= 2;
  }
  return (2 * rest + 1) / denominator;
}

function checkRange(max: number, denominator: number): void {
  if (!(Number.isInteger(max) && max > 0)) throw new RangeError(`lattice: max is ${max}, not a positive integer`);
  if (!(Number.isInteger(denominator) && denominator > 0 && (denominator & (denominator - 1)) === 0)) {
    throw new RangeError(`lattice: denominator is ${denominator}, not a power of two`);
  }
}
