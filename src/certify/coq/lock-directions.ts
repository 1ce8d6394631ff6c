/** What a run that locks has to do with directions, exactly: what x_a has beside the other samples, and the limit that is claimed. */

import { nth } from '../../numerics/lists.js';
import { mustHold } from '../undecided.js';
import { product, solved } from './best-direction.js';
import { type Fraction, fraction, larger, minus, plus, smaller, times } from './fraction.js';
import type { Ends, Zones } from './lock-zones.js';

type Vector = readonly Fraction[];

const ZERO = fraction(0n);
/** Bounds have this denominator. */
const PARTS = 1024n;

/** Samples as exact vectors, by their part in the cycle. */
export interface LockVectors {
  readonly a: Vector;
  readonly r: Vector;
  readonly b: Vector;
  readonly c: Vector;
}

/** x_a = z + the weights of x_r, x_b and x_c, z at a right angle to those; w.x_a - w.z is within the ends as long as w is in a zone. */
export interface BesideOthers {
  readonly z: Vector;
  readonly weights: Vector;
  readonly ends: Ends;
}

/** @throws Undecided where x_a has nothing beside the others, or they are dependent. */
export function besideOthers({ a, r, b, c }: LockVectors, { rest, struck }: Zones): BesideOthers {
  const others = [r, b, c];
  const weights = weightsIn(a, others);
  mustHold(weights !== undefined, 'the struck samples are linearly dependent');
  const z = less(a, weights, others);
  mustHold(product(z, z).numerator > 0n, 'the positive that stays active has nothing of its own');
  const heights = (['r', 'b', 'c'] as const).map(
    (part): Ends => [smaller(rest[part][0], struck[part][0]), larger(rest[part][1], struck[part][1])],
  );
  const products = weights.map((weight, place) => nth(heights, place).map((end) => times(weight, end)) as [Fraction, Fraction]);
  const low = products.map(([one, other]) => smaller(one, other)).reduce(plus);
  const high = products.map(([one, other]) => larger(one, other)).reduce(plus);
  return { z, weights, ends: [roundedDown(low), minus(roundedDown(minus(high)))] };
}

/** The direction of v maximises w.x_a subject to w.x_b <= 0 and w.x_c <= 0: v = x_a - the weights of x_b and x_c. */
export interface Claimed {
  readonly v: Vector;
  readonly weights: readonly [b: Fraction, c: Fraction];
}

/** By trying which of the negatives bind. @throws Undecided where v.x_r is not below 0. */
export function claimedDirection({ a, r, b, c }: LockVectors): Claimed {
  const isAllowed = (v: Vector): boolean => [b, c].every((x) => product(v, x).numerator <= 0n);
  const found = [[b, c], [b], [c], []].flatMap((binding) => {
    const weights = weightsIn(a, binding);
    if (weights === undefined || weights.some(({ numerator }) => numerator < 0n)) return [];
    const v = less(a, weights, binding);
    const weightOf = (x: Vector): Fraction => weights[binding.indexOf(x)] ?? ZERO;
    return isAllowed(v) ? [{ v, weights: [weightOf(b), weightOf(c)] as const }] : [];
  });
  const [claimed] = found;
  mustHold(claimed !== undefined, 'no limit is claimed');
  mustHold(product(claimed.v, r).numerator < 0n, 'the claimed limit keeps no struck positive inactive');
  return claimed;
}

/** The weights of the projection on some vectors; undefined where they are dependent. */
function weightsIn(a: Vector, others: readonly Vector[]): Vector | undefined {
  return solved(
    others.map((x) => others.map((y) => product(x, y))),
    others.map((x) => product(a, x)),
  );
}

function less(a: Vector, weights: Vector, others: readonly Vector[]): Vector {
  return a.map((entry, j) => others.reduce((sum, x, k) => plus(sum, minus(times(nth(weights, k), nth(x, j)))), entry));
}

function roundedDown({ numerator, denominator }: Fraction): Fraction {
  const scaled = numerator * PARTS;
  const whole = scaled / denominator;
  return fraction(whole * denominator > scaled ? whole - 1n : whole, PARTS);
}
