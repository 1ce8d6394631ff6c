/** Locks that coq/Locks.v has lemmas about, found in a case: the samples by their part, and zones of heights. */

import { type Dataset, everySample, labelOf } from '../../data/dataset.js';
import { nth, sameList } from '../../numerics/lists.js';
import { guessLock } from '../../oracle/strike-cycle.js';
import { exp } from '../arithmetic/exp.js';
import { type Interval, isBelow } from '../arithmetic/interval.js';
import type { Setting } from '../enclosure/setting.js';
import { constantStep } from '../enclosure/step-size.js';
import { mustHold } from '../undecided.js';
import { product } from './best-direction.js';
import { type Fraction, fraction, innerProduct, minus, ofDouble, over, plus, times } from './fraction.js';
import { type BesideOthers, besideOthers, type Claimed, claimedDirection } from './lock-directions.js';
import { type Ends, PUSH, type Zones, zonesAround } from './lock-zones.js';

/** A lock that is found, in the words of `locks` in coq/Locks.v. The samples are those places in the data. */
export interface FoundLock {
  readonly at: Setting;
  readonly eta: number;
  readonly places: { readonly a: number; readonly r: number; readonly b: number; readonly c: number };
  readonly inner: (i: number, j: number) => Fraction;
  readonly zones: Zones;
  readonly beside: BesideOthers;
  readonly claimed: Claimed;
  /** w.x_a is never below. */
  readonly floor: Fraction;
}

/** The lock of a case: x_b is drifted into, its strike lifts x_r and x_c, and the next step carries both back. @throws Undecided */
export function foundLock(at: Setting): FoundLock {
  const { arithmetic, data, rows, input } = at;
  const { eta } = constantStep(at);
  const guess = guessLock(data, input.start, eta);
  mustHold(guess !== undefined && guess.drifts === 1 && data.n === 4, 'no cycle of one drift on four samples is found');
  const { slow: a, first: b, crossing } = guess;
  const { r, c } = liftedIn(data, a, b);
  const exact = rows.map((row) => row.map(ofDouble));
  const inner = (i: number, j: number): Fraction => product(nth(exact, i), nth(exact, j));
  mustHold(
    [r, c].every((i) => inner(a, i).numerator === 0n),
    'x_a moves more than one of the others',
  );
  const rate = over(ofDouble(eta), fraction(BigInt(data.n)));
  const pull = (i: number, j: number): Fraction => times(rate, inner(i, j));
  const zones = zonesAround(
    { rr: pull(r, r), rc: pull(r, c), cc: pull(c, c), br: pull(b, r), bb: pull(b, b), bc: pull(b, c) },
    { r: nth(crossing, r), c: nth(crossing, c) },
  );
  const vectors = { a: nth(exact, a), r: nth(exact, r), b: nth(exact, b), c: nth(exact, c) };
  const beside = besideOthers(vectors, zones);
  const floor = plus(product(input.start.map(ofDouble), beside.z), beside.ends[0]);
  const isAtRest = ([r, b, c] as const).every((i, place) =>
    isBetween(innerProduct(input.start, nth(rows, i)), nth([zones.rest.r, zones.rest.b, zones.rest.c], place)),
  );
  mustHold(isAtRest, 'the start is not in the zone at rest');
  const push = arithmetic.multiply(arithmetic.quotient(pull(a, b).numerator, pull(a, b).denominator), weakestOf(at, floor));
  mustHold(isBelow(push, arithmetic.quotient(PUSH.numerator, PUSH.denominator)), 'x_a may push x_b too far in one step');
  return { at, eta, places: { a, r, b, c }, inner, zones, beside, claimed: claimedDirection(vectors), floor };
}

/** x_r and x_c of four samples. @throws Undecided where x_a and x_b are not a positive and a negative, or the others are not. */
export function liftedIn(data: Dataset, a: number, b: number): { readonly r: number; readonly c: number } {
  const labelled = (i: number): number => labelOf(data, i);
  const others = everySample(data).filter((i) => i !== a && i !== b);
  others.sort((i, j) => labelled(j) - labelled(i));
  const [r, c] = [nth(others, 0), nth(others, 1)];
  mustHold(sameList([a, b, r, c].map(labelled), [1, -1, 1, -1]), 'the cycle is not of two positives and two negatives');
  return { r, c };
}

/** The loss of x_a where w.x_a is at its least. */
export function weakestOf({ arithmetic }: Setting, { numerator, denominator }: Fraction): Interval {
  return exp(arithmetic, arithmetic.quotient(-numerator, denominator));
}

function isBetween(x: Fraction, [low, high]: Ends): boolean {
  return plus(x, minus(low)).numerator >= 0n && plus(high, minus(x)).numerator >= 0n;
}
