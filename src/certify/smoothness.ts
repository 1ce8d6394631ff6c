/** How curved the ReLU loss can be along a step. */
import { exp } from './exp.js';
import { greatest, type Interval, least } from './interval.js';
import type { Iterate } from './path.js';
import type { Setting } from './setting.js';

/**
 * An upper bound on the smoothness wherever L is smooth on the segment: its Hessian is (1/n) sum of exp(-y_i w.x_i) x_i x_i^T
 * over active i, whose largest eigenvalue is at most its trace; w.x_i is linear on the segment, so between its end values.
 */
export function smoothness(at: Setting, before: Iterate, after: Iterate): Interval {
  const { arithmetic, data, gram } = at;
  let sum = arithmetic.zero;
  for (let i = 0; i < data.n; i++) {
    if (!before.active[i] && !after.active[i]) continue;
    const [a, b] = [before.products[i]!, after.products[i]!];
    const [low, high] = [least([a.low, b.low]), greatest([a.high, b.high])];
    // exp(-v) is largest at the least active v, exp(v) at the largest.
    const exponent = data.y[i] === 1 ? -greatest([low, 0n]) : high;
    sum = arithmetic.add(sum, arithmetic.multiply(exp(arithmetic, { low: exponent, high: exponent }), gram[i]![i]!));
  }
  return arithmetic.divide(sum, BigInt(data.n));
}
