/** One cycle of strikes, enclosed: what becomes of a box of heights w.x_i while one positive pulls ever more slowly. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { greatest, least } from '../../numerics/rational.js';
import { exp } from '../arithmetic/exp.js';
import { type Interval, isPositive, point } from '../arithmetic/interval.js';
import { isActive } from '../enclosure/path.js';
import type { DataSetting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';

/** Steps of one burst at most. */
const MOST_STEPS = 64;

/** What the steps of a cycle share. */
export interface LockSetting extends DataSetting {
  /** a: the positive that is active for ever. */
  readonly slow: number;
  /** eta/n. */
  readonly rate: Interval;
  /** From 0 to a bound on (eta/n) exp(-w.x_a), for as long as the cycle lasts. */
  readonly drift: Interval;
}

/**
 * Heights w.x_i = center_i + sum_k slopes_ik z_k for some z with |z_k| <= radius, but that of x_a less what it was as the cycle began. For one
 * and the same run `center` depends on its drifts alone, and so does the map from z to the heights, whose derivatives lie in `slopes`.
 */
export interface Heights {
  readonly center: readonly Interval[];
  readonly slopes: readonly (readonly Interval[])[];
  readonly radius: Interval;
}

/** A cycle followed to its end. */
export interface Followed {
  readonly end: Heights;
  /** Least w.x_i on the way, by samples, for x_a less what it was as the cycle began. */
  readonly floors: readonly bigint[];
  /** The samples that act beside x_a, step by step, those of one burst together. */
  readonly bursts: readonly (readonly (readonly number[])[])[];
}

/** Where w.x_i can be. */
export function rangeOf({ arithmetic }: DataSetting, { center, slopes, radius }: Heights, i: number): Interval {
  const reach = nth(slopes, i).reduce((sum, { low, high }) => sum + greatest([high, -low]), 0n);
  const { high } = arithmetic.multiply(point(reach), radius);
  return { low: nth(center, i).low - high, high: nth(center, i).high + high };
}

/**
 * Follows a number of drifts with the bursts before each, from heights at which x_b alone is active beside x_a.
 *
 * @throws Undecided where a sign cannot be told, or a burst does not end.
 */
export function followCycle(at: LockSetting, begun: Heights, first: number, drifts: number): Followed {
  let heights = begun;
  const floors = everySample(at.data).map((i) => rangeOf(at, begun, i).low);
  const look = (next: Heights): void => {
    heights = next;
    for (const i of everySample(at.data)) floors[i] = least([nth(floors, i), rangeOf(at, heights, i).low]);
  };
  const bursts: (readonly number[])[][] = [];
  let crossed = first;
  for (let count = 0; count < drifts; count++) {
    const burst: (readonly number[])[] = [];
    mustHold(actingIn(at, heights, crossed).length === 1, 'another sample may be active as a drift ends');
    for (let acting = actingIn(at, heights, crossed); acting.length > 0; acting = actingIn(at, heights)) {
      mustHold(burst.length < MOST_STEPS, 'a burst does not end');
      burst.push(acting);
      look(stepped(at, heights, acting));
    }
    bursts.push(burst);
    crossed = nextCrossed(at, heights);
    look(drifted(at, heights, crossed));
  }
  mustHold(crossed === first, 'the cycle does not close');
  return { end: heights, floors, bursts };
}

/** The samples that act beside x_a; that which has been crossed just now is known to. */
function actingIn(at: LockSetting, heights: Heights, crossed?: number): number[] {
  return everySample(at.data).filter((i) => {
    if (i === at.slow || i === crossed) return i === crossed;
    return isActive(rangeOf(at, heights, i));
  });
}

/** A step at which some samples act besides x_a. */
function stepped(at: LockSetting, heights: Heights, acting: readonly number[]): Heights {
  const { arithmetic, data, rate, drift, slow, inner } = at;
  const weight = (i: number, height: Interval): Interval =>
    arithmetic.multiply(rate, exp(arithmetic, labelOf(data, i) === 1 ? arithmetic.negate(height) : height));
  const moves = acting.map((i) => {
    const move = weight(i, nth(heights.center, i));
    return { i, move: labelOf(data, i) === 1 ? move : arithmetic.negate(move), curvature: weight(i, rangeOf(at, heights, i)) };
  });
  return {
    ...heights,
    center: heights.center.map((height, j) =>
      arithmetic.sum([
        height,
        arithmetic.multiply(drift, inner(slow, j)),
        ...moves.map(({ i, move }) => arithmetic.multiply(move, inner(i, j))),
      ]),
    ),
    slopes: heights.slopes.map((slope, j) =>
      slope.map((entry, k) =>
        arithmetic.subtract(
          entry,
          arithmetic.sum(
            moves.map(({ i, curvature }) =>
              arithmetic.multiply(arithmetic.multiply(curvature, inner(i, j)), nth(nth(heights.slopes, i), k)),
            ),
          ),
        ),
      ),
    ),
  };
}

/** The sample whose kink a drift meets first, as far as the centers tell; {@link drifted} and what follows show whether it does. */
function nextCrossed({ arithmetic, data, slow, inner }: LockSetting, { center }: Heights): number {
  const ways = everySample(data)
    .filter((i) => i !== slow && isPositive(inner(slow, i)))
    .map((i) => ({ i, way: arithmetic.multiply(arithmetic.negate(nth(center, i)), arithmetic.reciprocal(inner(slow, i))).low }));
  // The first kink of a lock is one of them.
  return ways.reduce((best, each) => (each.way < best.way ? each : best)).i;
}

/** Steps of x_a alone, until the height of x_b is above 0: by one drift at most. All heights move along one line. */
export function drifted(at: LockSetting, heights: Heights, b: number): Heights {
  const { arithmetic, drift, slow, inner } = at;
  const inverse = arithmetic.reciprocal(inner(slow, b));
  const along = at.rows.map((_, j) => arithmetic.multiply(inner(slow, j), inverse));
  const above = arithmetic.multiply(drift, inner(slow, b));
  const way = arithmetic.subtract(above, nth(heights.center, b));
  const own = nth(heights.slopes, b);
  return {
    ...heights,
    center: heights.center.map((height, j) => (j === b ? above : arithmetic.add(height, arithmetic.multiply(way, nth(along, j))))),
    slopes: heights.slopes.map((slope, j) =>
      slope.map((entry, k) => (j === b ? arithmetic.zero : arithmetic.subtract(entry, arithmetic.multiply(nth(own, k), nth(along, j))))),
    ),
  };
}
