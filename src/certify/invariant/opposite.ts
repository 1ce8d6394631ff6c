/** The printed "max-margin direction", argmin over |u| = 1 of max u.r_i, and what it contradicts. */
import { labelOf } from '../../data/dataset.js';
import { integerProduct, nth, pairs } from '../../numerics/lists.js';
import { least } from '../../numerics/rational.js';
import { maxMargin } from '../../oracle/max-margin.js';
import { type Interval, leastOf } from '../arithmetic/interval.js';
import { squareRoot } from '../enclosure/margin.js';
import type { Setting } from '../enclosure/setting.js';
import { signedProduct } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';

/**
 * Bounds on min over |u| = 1 of max over the rows r_i = s_i y_i x_i of u.r_i, which is negative: with c = sum q_i y_i x_i and all c.r_i > 0,
 * -c / |c| shows that it is at most -min c.r_i / |c|. So the printed direction has u.r_i < 0 for every i. The q_i are proposed elsewhere and
 * c.r_i checked by exact inner products; the larger bound is the one that holds.
 */
export function oppositeValue(
  at: Pick<Setting, 'arithmetic' | 'data' | 'units' | 'rows'>,
  members: readonly number[],
  scaled: (product: Interval, i: number) => Interval = (product) => product,
): Interval {
  const { data, rows } = at;
  const signedRow = (i: number): Float64Array => Float64Array.from(nth(rows, i), (entry) => labelOf(data, i) * entry);
  const best = maxMargin({ dimension: data.d, atLeastOne: members.map(signedRow) });
  mustHold(best.feasible, 'no direction separates the rows');
  mustHold(best.exact !== undefined, 'the max-margin direction is enclosed only');
  return valueBy(at, members, best.exact.weights, scaled);
}

/** The bounds by proposed q_i, up to a common factor. @throws Undecided where some c.r_i is not positive */
export function valueBy(
  at: Pick<Setting, 'arithmetic' | 'units' | 'data'>,
  members: readonly number[],
  weights: readonly bigint[],
  scaled: (product: Interval, i: number) => Interval = (product) => product,
): Interval {
  const { arithmetic } = at;
  const weighed = pairs(members, weights);
  // c.r_i and |c|^2, exactly.
  const products = members.map((i) => weighed.reduce((sum, [j, weight]) => sum + weight * signedProduct(at, i, j), 0n));
  mustHold(least(products) > 0n, 'the proposed combination does not separate the rows');
  const square = integerProduct(products, weights);
  // (c.r)^2 / |c|^2 at the precision of the arithmetic, whatever the size of the q_i.
  const values = pairs(members, products).map(([i, product]) => {
    const ratio = product ** 2n / square;
    return scaled(squareRoot(arithmetic.precision, { low: ratio, high: ratio + 1n }), i);
  });
  return arithmetic.negate(leastOf(values));
}
