/** How curved the ReLU loss can be along a step. */
import { exp } from '../arithmetic/exp.js';
import { greatest, type Interval, least, point } from '../arithmetic/interval.js';
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
  const { arithmetic, data, gram } = at;
  const acting = Array.from({ length: data.n }, (_, i) => i).filter((i) => before.active[i] || after.active[i]);
  const losses = acting.map((i) => {
    const [a, b] = [before.products[i]!, after.products[i]!];
    const [low, high] = [least([a.low, b.low]), greatest([a.high, b.high])];
    // exp(-v) is largest at the least active v, exp(v) at the largest.
    const exponent = data.y[i] === 1 ? -greatest([low, 0n]) : high;
    return exp(arithmetic, point(exponent));
  });
  let sum = arithmetic.zero;
  acting.forEach((i, p) => {
    acting.forEach((j, q) => {
      const product = arithmetic.multiply(gram[i]![j]!, gram[i]![j]!);
      sum = arithmetic.add(sum, arithmetic.multiply(arithmetic.multiply(losses[p]!, losses[q]!), product));
    });
  });
  return arithmetic.divide(squareRoot(arithmetic.precision, sum), BigInt(data.n));
}
