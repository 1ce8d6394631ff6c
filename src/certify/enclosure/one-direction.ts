/** SGD's expectations, enclosed for many steps, where all active samples are one vector x and no draw leads out of the region. */

import { everySample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { least } from '../../numerics/rational.js';
import { exp } from '../arithmetic/exp.js';
import { ceilDivide, type Interval, IntervalArithmetic, isAtLeast, point } from '../arithmetic/interval.js';
import { log, powerStep } from '../arithmetic/log.js';
import { type Atom, BITS, type Side, thinned } from '../arithmetic/order.js';
import { mustHold } from '../undecided.js';
import { type Expectations, type Expected, pickedSteps } from './expectations.js';
import { isClosed, isOneVector, type Region, regionOf } from './region.js';
import { samples } from './separator.js';
import type { Setting } from './setting.js';
import { powersOf } from './step-size.js';

/** Steps that are followed at most. */
const MOST_STEPS = 1000;
/** Steps over which every sequence of draws is followed; then laws are thinned. */
const EXACT_STEPS = 6;

const coarse = new IntervalArithmetic(BITS);

type Laws = Readonly<Record<Side, readonly Atom[]>>;

/**
 * Expectations by two laws around that of l_k = exp(-w_k.x), which lies in (0, l_0].
 *
 * A draw of x, of probability p = n+/n, takes l to phi(l) = l exp(-c l), c = eta_k |x|^2; other draws leave it. Where c l <= 1, phi
 * increases and is concave, so a step keeps the increasing concave order. -ln^2(l/l_0) increases and is concave as well.
 */
export function oneDirection(at: Setting, startSquare: Interval): Expectations {
  const { arithmetic, data, inner, products } = at;
  const { alpha, count: steps } = powersOf(at);
  mustHold(steps <= MOST_STEPS, 'there are too many steps');
  const region = regionOf(at);
  mustHold(isOneVector(at, region) && isClosed(at, region), 'the active samples are not one vector, or a draw may lead out of the region');
  const first = nth(region.active, 0);
  const count = BigInt(region.active.length);
  const n = BigInt(data.n);
  const square = inner(first, first);
  const begun = exp(arithmetic, arithmetic.negate(nth(products, first)));
  const etas = Array.from({ length: steps }, (_, k) => powerStep(arithmetic, k, alpha));
  const total = (n ** BigInt(EXACT_STEPS)) << BigInt(BITS);
  // E a_k where w_k = w_0 + a_k x.
  let moved = arithmetic.zero;
  let branches: readonly Branch[] = [{ loss: begun, weight: total }];
  let laws = lawsOf(arithmetic, branches);
  const found: Expected[] = [];
  const look = (): Interval => {
    const loss = meanOf(arithmetic, laws, total);
    found.push(expectedAt(at, region, startSquare, { laws, total, loss, moved }));
    return loss;
  };
  let loss = look();
  for (const [k, eta] of etas.entries()) {
    const pushed = arithmetic.multiply(arithmetic.multiply(eta, loss), arithmetic.integer(count));
    moved = arithmetic.add(moved, arithmetic.divide(pushed, n));
    const c = arithmetic.multiply(eta, square);
    if (k < EXACT_STEPS) {
      branches = branches.flatMap(({ loss: l, weight }) => [
        { loss: l, weight: (weight * (n - count)) / n },
        { loss: drawn(arithmetic, l, c), weight: (weight * count) / n },
      ]);
      laws = lawsOf(arithmetic, branches);
    } else {
      const near = coarse.from(c, arithmetic.precision);
      mustHold(isAtLeast(coarse.one, coarse.multiply(near, coarse.from(begun, arithmetic.precision))), 'a step may not keep the order');
      laws = { below: stepped(laws.below, 'below', near, count, n), above: stepped(laws.above, 'above', near, count, n) };
    }
    loss = look();
  }
  return {
    ...region,
    at: found,
    etas,
    largestLoss: arithmetic.multiply(arithmetic.integer(count), begun),
    picked: pickedSteps(steps),
    stays: `exact signs: w_0.x_i > 0 for ${samples(region.active)} alone, all active samples are one vector x, and x.x_j <= 0 for all others`,
    method:
      'every sequence of draws over the first 6 steps is followed, and from there on the law of exp(-w_k.x) lies between two laws of few atoms in the increasing concave order, which l -> l exp(-eta_k |x|^2 l) keeps',
  };
}

/** What is known at one step: the laws around that of l, their total weight, E l and E a. */
interface Known {
  readonly laws: Laws;
  readonly total: bigint;
  readonly loss: Interval;
  readonly moved: Interval;
}

function expectedAt({ arithmetic, data, inner, products }: Setting, { active }: Region, startSquare: Interval, known: Known): Expected {
  const { laws, total, loss, moved } = known;
  const first = nth(active, 0);
  const start = nth(products, first);
  return {
    loss: arithmetic.multiply(arithmetic.integer(BigInt(active.length)), loss),
    losses: everySample(data).map((i) => (active.includes(i) ? loss : arithmetic.zero)),
    coefficients: everySample(data).map((i) => (i === first ? moved : arithmetic.zero)),
    get normSquare() {
      // |w|^2 = |w_0|^2 + 2 a w_0.x + a^2 |x|^2, and a |x|^2 = -ln(l/l_0).
      const linear = arithmetic.scale(arithmetic.multiply(moved, start), 2);
      const inverse = arithmetic.reciprocal(inner(first, first));
      const quadratic = arithmetic.multiply(meanSquareOf(arithmetic, laws, start, total), inverse);
      return arithmetic.add(startSquare, arithmetic.add(linear, quadratic));
    },
  };
}

/** A sequence of draws: exp(-w.x) after it, and its weight. */
interface Branch {
  readonly loss: Interval;
  readonly weight: bigint;
}

function drawn(arithmetic: IntervalArithmetic, loss: Interval, c: Interval): Interval {
  return arithmetic.multiply(loss, exp(arithmetic, arithmetic.negate(arithmetic.multiply(c, loss))));
}

/** Both laws of some branches, which differ by rounding alone. */
function lawsOf({ precision }: IntervalArithmetic, branches: readonly Branch[]): Laws {
  const rounded = branches.map(({ loss, weight }) => ({ ...coarse.from(loss, precision), weight }));
  return { below: rounded.map(({ low: at, weight }) => ({ at, weight })), above: rounded.map(({ high: at, weight }) => ({ at, weight })) };
}

/** The law after a step, on its side: phi and the weights rounded there, then thinned. As phi(l) <= l, more weight on draws is below. */
function stepped(law: readonly Atom[], side: Side, c: Interval, count: bigint, n: bigint): readonly Atom[] {
  const next: Atom[] = [];
  for (const { at, weight } of law) {
    const taken = side === 'below' ? ceilDivide(weight * count, n) : (weight * count) / n;
    const image = drawn(coarse, point(at), c);
    const parts = [
      { at: side === 'below' ? image.low : image.high, weight: taken },
      { at, weight: weight - taken },
    ];
    for (const part of parts) if (part.weight > 0n) next.push(part);
  }
  return thinned(next, side);
}

/** E l. */
function meanOf(arithmetic: IntervalArithmetic, { below, above }: Laws, total: bigint): Interval {
  const sum = (law: readonly Atom[]): bigint => law.reduce((a, { at, weight }) => a + at * weight, 0n);
  return arithmetic.divide(arithmetic.from({ low: sum(below), high: sum(above) }, BITS), total);
}

/** E ln^2(l/l_0), where ln l_0 = -`start`: least on the law above, greatest on that below. */
function meanSquareOf(arithmetic: IntervalArithmetic, { below, above }: Laws, start: Interval, total: bigint): Interval {
  const shift = coarse.from(start, arithmetic.precision);
  const squared = ({ at }: Atom): Interval => {
    const { low, high } = coarse.add(log(coarse, point(at)), shift);
    // An atom that rounding put above l_0 counts as l_0: cut off there, the function still increases and is concave.
    return coarse.square({ low: least([low, 0n]), high: least([high, 0n]) });
  };
  const low = above.reduce((sum, atom) => sum + atom.weight * squared(atom).low, 0n);
  const high = below.reduce((sum, atom) => sum + atom.weight * squared(atom).high, 0n);
  return arithmetic.divide(arithmetic.from({ low, high }, BITS), total);
}
