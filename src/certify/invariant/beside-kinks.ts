/** Runs of gradient descent that stay beside the kinks of negatives: w.x_b stays in a box while |w| grows, so the direction converges. */

import { nth, smallest } from '../../numerics/lists.js';
import { atStart } from '../argument.js';
import { type Interval, isPositive } from '../arithmetic/interval.js';
import { exactSlack } from '../certificate.js';
import { marginVector } from '../enclosure/margin.js';
import type { Look } from '../enclosure/search.js';
import { samples } from '../enclosure/separator.js';
import type { Setting } from '../enclosure/setting.js';
import { Undecided } from '../undecided.js';
import { faceSearch } from './face-kept.js';
import type { Kept } from './kept.js';
import { kinkBox } from './kink.js';

/** Iterates at which that is shown, for the case's step size and every smaller one. */
export function staysBesideKinks(at: Setting): Look<Kept> {
  const aboutRay = faceSearch(at);
  return { slope: 0, test: (iterate) => kinkBox(at, iterate) ?? aboutRay.test(iterate), isPromising: aboutRay.isPromising };
}

/** Why the direction converges, and where to. */
export function convergence({ arithmetic, input }: Setting, { J, kinks, floors, how }: Kept): readonly string[] {
  const least = smallest(floors.map((floor) => arithmetic.bounds(floor).low));
  const boxes = kinks.map(({ b, box }) => {
    const { low, high } = arithmetic.bounds(box);
    return `w.x${b + 1} lies in [${low}, ${high}]`;
  });
  const struck = samples(kinks.map(({ b }) => b));
  return [
    atStart(input.start, `w.x_i > 0 for ${samples(J)}, and ${boxes.join(', ')}`),
    `No step leads out of that, and w.x_i >= ${least} on ${samples(J)} for ever.`,
    ...how,
    `All w.x_i, i in J, grow without bound, while the part of w along ${struck} stays bounded.`,
    J.length === 1
      ? 'Beside it w moves along u_i, the rest of x_i, alone, so w_t/|w_t| converges to u_i/|u_i|, at a right angle to these negatives.'
      : 'Beside it w moves by h sum rho_i exp(-w.u_i) u_i with rho_i bounded from both sides and u_i the rest of x_i, so w_t/|w_t| converges to the max-margin direction of the u_i (docs/explanation/certificates.md), at a right angle to these negatives.',
  ];
}

/** The slack of "the direction does not converge" where it does. */
export const noWandering = {
  slack: exactSlack(0),
  how: 'The slack is the limit of the largest distance between two late directions, which is 0. Divergence would need it positive.',
};

/** A negative that the max-margin direction v/|v| of the active positives makes active. */
export interface Woken {
  readonly b: number;
  /** v.x_b > 0. */
  readonly product: Interval;
  /** |v|^2. */
  readonly square: Interval;
}

/**
 * A struck negative that the max-margin direction of the active positives makes active, by its dual vector.
 *
 * @throws Undecided where none is shown to be.
 */
export function wokenNegative(at: Setting, { J, kinks }: Kept): Woken {
  const { products, square } = marginVector(at, J);
  for (const { b } of kinks) {
    const product = nth(products, b);
    if (isPositive(product)) return { b, product, square };
  }
  throw new Undecided('the max-margin direction is not shown to make a struck negative active');
}
