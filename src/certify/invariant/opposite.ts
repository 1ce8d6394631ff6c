/** The printed "max-margin direction", argmin over |u| = 1 of max u.r_i, and what it contradicts. */
import { maxMargin } from '../../oracle/max-margin.js';
import type { Interval } from '../arithmetic/interval.js';
import { squareRoot } from '../enclosure/margin.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';

/**
 * Bounds on min over |u| = 1 of max over the rows r_i = s_i y_i x_i of u.r_i, which is negative: with c = sum q_i y_i x_i and all c.r_i > 0,
 * -c / |c| shows that it is at most -min c.r_i / |c|. So the printed direction has u.r_i < 0 for every i. The q_i are proposed elsewhere and
 * c.r_i checked by exact inner products; the larger bound is the one that holds.
 */
export function oppositeValue(
  { arithmetic, data, gram, rows }: Pick<Setting, 'arithmetic' | 'data' | 'gram' | 'rows'>,
  members: readonly number[],
  scaled: (product: Interval, i: number) => Interval = (product) => product,
): Interval {
  const best = maxMargin({ dimension: data.d, atLeastOne: members.map((i) => Float64Array.from(rows[i]!, (entry) => data.y[i]! * entry)) });
  mustHold(best.feasible, 'no direction separates the rows');
  mustHold(best.exact !== undefined, 'the max-margin direction is enclosed only');
  const { weights, denominator } = best.exact;
  const signed = (i: number, j: number): bigint => BigInt(data.y[i]! * data.y[j]!) * gram[i]![j]!.low;
  // denominator c.(y_i x_i) and denominator^2 |c|^2, exactly.
  const products = members.map((i) => members.reduce((sum, j, k) => sum + weights[k]! * signed(i, j), 0n));
  mustHold(denominator > 0n && products.every((product) => product > 0n), 'the proposed combination does not separate the rows');
  const square = products.reduce((sum, product, k) => sum + weights[k]! * product, 0n);
  // (c.r)^2 / |c|^2 at the precision of the arithmetic, whatever the size of the denominator.
  const values = members.map((i, k) => {
    const ratio = products[k]! ** 2n / square;
    return scaled(squareRoot(arithmetic.precision, { low: ratio, high: ratio + 1n }), i);
  });
  const least = values.reduce((a, b) => (b.low < a.low ? b : a));
  return arithmetic.negate(least);
}
