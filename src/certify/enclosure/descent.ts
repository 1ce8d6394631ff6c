/** Iterates of gradient descent on one neuron, enclosed in balls that small steps do not widen. */

import { integerProduct, nth, pairs } from '../../numerics/lists.js';
import { greatest } from '../../numerics/rational.js';
import { type Interval, isAtLeast, point } from '../arithmetic/interval.js';
import { mustHold } from '../undecided.js';
import { squareRoot } from './margin.js';
import { firstIterate, gradientMoves, isActive, type Position } from './path.js';
import { gramOf, type Setting } from './setting.js';

/** An iterate with the c_i of the centre of its ball, in units of the arithmetic. */
export interface Descended extends Position {
  readonly centres: readonly bigint[];
}

/**
 * The iterates, enclosed as |w_k - z_k| <= radius around z_k = w_0 + sum_i c_i x_i with known c_i.
 *
 * Where both have the same pattern, a step is w - h grad F(w) on the segment between them, with F the sum of the losses, smooth and convex
 * there, and h times its Hessians at most trace = h sum s_i^2 |x_i|^2 exp(-y_i s_i w.x_i). So it takes the distance to no more than max(1,
 * trace - 1) times that: for a small step only what is rounded off the move of z_k adds to the radius.
 */
export function* descent(at: Setting, eta: number, slope: number): Generator<Descended> {
  const { arithmetic } = at;
  const states = gramOf(at).map((row, i): State => {
    const square = nth(row, i);
    return { row: row.map(({ low }) => low), square, norm: ceiling(squareRoot(arithmetic.precision, square)), centre: 0n, hasMoved: false };
  });
  let radius = arithmetic.zero;
  let position: Descended = { ...firstIterate(at), centres: states.map(({ centre }) => centre) };
  let around = at.products;
  for (;;) {
    yield position;
    const { active } = position;
    const moves = gradientMoves(at, { products: around, active }, eta, slope);
    let [trace, rounded] = [arithmetic.zero, arithmetic.zero];
    for (const [i, { low, high }] of moves) {
      const own = nth(states, i);
      const s = active[i] ? 1 : slope;
      const reach = arithmetic.scale(arithmetic.multiply(radius, own.norm), s);
      mustHold(isAtLeast(arithmetic.one, arithmetic.add(reach, reach)), 'an iterate is not known well enough');
      // exp(x) <= 1 + 2 x for x up to 1/2.
      const size = arithmetic.multiply(
        ceiling({ low, high: greatest([high, -low]) }),
        arithmetic.add(arithmetic.one, arithmetic.add(reach, reach)),
      );
      trace = arithmetic.add(trace, arithmetic.scale(arithmetic.multiply(size, own.square), s));
      rounded = arithmetic.add(rounded, arithmetic.multiply({ low: high - low, high: high - low }, own.norm));
      own.centre += low;
      for (const [product, state] of pairs(own.row, states)) state.hasMoved ||= product !== 0n;
    }
    const growth = ceiling(arithmetic.subtract(trace, arithmetic.one));
    const grown = growth.high > arithmetic.units(1n) ? arithmetic.multiply(radius, growth) : radius;
    radius = ceiling(arithmetic.add(grown, rounded));
    const centres = states.map(({ centre }) => centre);
    around = pairs(at.products, states).map(([product, { row, hasMoved }]) =>
      hasMoved ? arithmetic.add(product, arithmetic.divide(point(integerProduct(centres, row)), arithmetic.units(1n))) : product,
    );
    const products = pairs(around, states).map(([product, { norm, hasMoved }]) =>
      hasMoved ? spread(product, arithmetic.multiply(radius, norm)) : product,
    );
    position = { k: position.k + 1, products, active: products.map(isActive), centres };
  }
}

/** A sample x_j along a run: the x_j.x_i, |x_j|^2 and |x_j|, the c_j of z_k, and whether any move changed w.x_j. */
interface State {
  readonly row: readonly bigint[];
  readonly square: Interval;
  readonly norm: Interval;
  centre: bigint;
  hasMoved: boolean;
}

function spread({ low, high }: Interval, by: Interval): Interval {
  return { low: low - by.high, high: high + by.high };
}

function ceiling({ high }: Interval): Interval {
  return point(high);
}
