/** How curved the ReLU loss can be along a step. */

import { everySample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { greatest } from '../../numerics/rational.js';
import { exp } from '../arithmetic/exp.js';
import { greatestOf, type Interval, leastOf, point } from '../arithmetic/interval.js';
import { squareRoot } from './margin.js';
import type { Iterate } from './path.js';
import type { Setting } from './setting.js';

/** What {@link smoothness} bounds beta by. */
export const SMOOTHNESS_BOUND =
  'beta <= (1/n) sqrt(sum_ij e_i e_j (x_i.x_j)^2) over active i and j, e_i the largest loss of sample i there';

/**
 * An upper bound on the smoothness wherever L is smooth on the segment: its Hessian is (1/n) sum of exp(-y_i w.x_i) x_i x_i^T
 * over active i, whose largest eigenvalue is at most its Frobenius norm; that grows with each of the losses, and w.x_i is linear on the
 * segment, so a loss is largest at one of the ends.
 */
export function smoothness(at: Setting, before: Iterate, after: Iterate): Interval {
  const { arithmetic, data, inner } = at;
  const acting = everySample(data).filter((i) => before.active[i] || after.active[i]);
  const losses = acting.map((i) => {
    const ends = [nth(before.products, i), nth(after.products, i)];
    // exp(-v) is largest at the least active v, exp(v) at the largest.
    const exponent = data.y[i] === 1 ? -greatest([leastOf(ends).low, 0n]) : greatestOf(ends).high;
    return { i, loss: exp(arithmetic, point(exponent)) };
  });
  const terms = losses.flatMap((a) =>
    losses.map((b) => {
      const product = inner(a.i, b.i);
      return arithmetic.multiply(arithmetic.multiply(a.loss, b.loss), arithmetic.multiply(product, product));
    }),
  );
  return arithmetic.divide(squareRoot(arithmetic.precision, arithmetic.sum(terms)), BigInt(data.n));
}
