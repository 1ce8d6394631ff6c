/** Step sizes, exponents, seeds, slopes and output weights. */

import fc, { type Arbitrary } from 'fast-check';
import { nth } from '../numerics/lists.js';
import { lattice, unitInterval } from './lattice.js';

/** A constant step size eta: 1, 2, 3 or 4 times a power of two, from 2^-10 to 4; shrinks to 1. */
export function stepSize(): Arbitrary<number> {
  return fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat({ max: 10 })).map(([count, halvings]) => count * 2 ** -halvings);
}

/** How large a step size is: "eta:tiny" below 2^-5, "eta:large" above 1, else "eta:moderate". */
export function stepSizeLabel(eta: number): string {
  return `eta:${eta < 2 ** -5 ? 'tiny' : eta > 1 ? 'large' : 'moderate'}`;
}

/** An exponent of the step sizes (k+1)^-alpha: a multiple of 1/64 strictly between 1/2 and 1; shrinks to 3/4. */
export function alpha(): Arbitrary<number> {
  return unitInterval(32).map((fraction) => (1 + fraction) / 2);
}

/** A seed of SGD's sampling: an unsigned integer of 32 bits. */
export function samplingSeed(): Arbitrary<number> {
  return fc.integer({ min: 0, max: 2 ** 32 - 1 });
}

/** A slope of the leaky ReLU: a multiple of 1/64 strictly between 0 and 1; shrinks to 1/2. */
export function slope(): Arbitrary<number> {
  return unitInterval();
}

/**
 * Output weights v of a network: between `least` and `most` non-zero multiples of 1/8 in [-2, 2], both signs among them.
 *
 * @throws RangeError unless 2 <= least <= most.
 */
export function outputWeights(least: number, most: number): Arbitrary<number[]> {
  if (!(least >= 2 && least <= most)) throw new RangeError(`output weights: from ${least} to ${most}, not a range from 2 up`);
  return fc.array(lattice(2, 8), { minLength: least, maxLength: most }).map((draws) => {
    const weights = draws.map((weight) => (weight === 0 ? 1 : weight));
    const last = weights.length - 1;
    if (weights.every((weight) => weight > 0 === nth(weights, 0) > 0)) weights[last] = -nth(weights, last);
    return weights;
  });
}
