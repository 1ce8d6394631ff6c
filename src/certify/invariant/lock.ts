/** Runs that lock: strikes on negatives lift a positive over its kink again and again, in a cycle that each later one repeats nearly. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { greatest, least } from '../../numerics/rational.js';
import { axesOf } from '../../oracle/axes.js';
import type { LockGuess } from '../../oracle/strike-cycle.js';
import { exp } from '../arithmetic/exp.js';
import { type Interval, isAtLeast, isNotPositive, isPositive, point } from '../arithmetic/interval.js';
import type { Setting } from '../enclosure/setting.js';
import { rateOf } from '../enclosure/step-size.js';
import { mustHold, Undecided } from '../undecided.js';
import { inverseOf, type Matrix } from './inverse.js';
import { drifted, type Followed, followCycle, type Heights, type LockSetting, rangeOf } from './lock-cycle.js';

/** w.x_a is shown to fall by no more than that in a cycle. */
const DIP = 0.25;
/** Half the widths of the boxes that are tried: 2 to minus these. */
const RADII = [4, 5, 6, 7, 8, 9, 10, 12, 14, 16] as const;

/** A cycle that no step leaves. */
export interface Lock {
  readonly slow: number;
  /** Samples that are active infinitely often and inactive infinitely often. */
  readonly recurrent: readonly number[];
  readonly bursts: Followed['bursts'];
  /** w.x_i is never below, by samples. */
  readonly floors: readonly Interval[];
  /** What w.x_a gains in a cycle, at least. */
  readonly gain: Interval;
  /** Half the width of the box that each cycle begins and ends in. */
  readonly radius: Interval;
}

/** The box of heights at which a cycle begins, by its axes. */
interface Box {
  readonly free: readonly number[];
  readonly toAxes: Matrix<Interval>;
  /** The heights with |z_k| at most that. */
  within(radius: Interval): Heights;
}

/** Shows that the run of a case locks. @throws Undecided where that is not shown. */
export function lockFrom(at: Setting, guess: LockGuess): Lock {
  const { arithmetic, data, inner, products, signs } = at;
  const { slow, first, drifts } = guess;
  mustHold(labelOf(data, slow) === 1, 'what drifts is pulled by a negative');
  mustHold(
    everySample(data).every((i) => nth(signs, i) > 0 === (i === slow)),
    'the start is not between two bursts',
  );
  mustHold(isPositive(inner(slow, first)), 'nothing is drifted into');
  const rate = rateOf(at);
  const dip = arithmetic.double(DIP);
  // For as long as w.x_a is not below what it is at the start by more than that.
  const weakest = exp(arithmetic, arithmetic.subtract(dip, nth(products, slow)));
  const setting: LockSetting = { ...at, slow, rate, drift: { low: 0n, high: arithmetic.multiply(rate, weakest).high } };
  const box = boxOf(setting, guess);
  const begun = drifted(setting, { center: products, slopes: products.map(() => []), radius: arithmetic.zero }, first);
  mustHold(
    everySample(data).every((i) => i === slow || i === first || isNotPositive(nth(begun.center, i))),
    'another sample may be active first',
  );
  const { center } = box.within(arithmetic.zero);
  const offset = (from: Heights): Interval[] => {
    const differences = box.free.map((i) => arithmetic.subtract(nth(from.center, i), nth(center, i)));
    return box.toAxes.map((row) => arithmetic.inner(row, differences));
  };
  for (const bits of RADII) {
    const radius = arithmetic.double(2 ** -bits);
    if (!offset(begun).every((along) => isWithin(along, radius))) break;
    const followed = followedFrom(box.within(radius));
    if (followed === undefined) continue;
    const { end, floors, bursts } = followed;
    // The heights of the free samples at the end, along the axes.
    const slopes = box.toAxes.map((row) =>
      box.free.map((_, k) =>
        arithmetic.inner(
          row,
          box.free.map((i) => nth(nth(end.slopes, i), k)),
        ),
      ),
    );
    const returned: Heights = { center: offset(end), slopes, radius };
    const gain = rangeOf(setting, end, slow).low;
    if (!isKept({ along: box.free.map((_, place) => rangeOf(setting, returned, place)), gain, fall: -nth(floors, slow) }, radius, dip))
      continue;
    const lowest = (i: number): bigint =>
      i === slow ? nth(products, i).low - dip.low : least([nth(floors, i), nth(products, i).low, nth(begun.center, i).low]);
    return {
      slow,
      recurrent: everySample(data).filter((i) => bursts.flat(2).includes(i)),
      bursts,
      floors: everySample(data).map((i) => point(lowest(i))),
      gain: point(gain),
      radius,
    };
  }
  throw new Undecided('no box of heights is shown to return into itself');

  function followedFrom(heights: Heights): Followed | undefined {
    try {
      return followCycle(setting, heights, first, drifts);
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      return undefined;
    }
  }
}

/** How a cycle ends. */
interface Ended {
  /** Where the heights of the free samples are, along the axes of the box. */
  readonly along: readonly Interval[];
  /** What w.x_a gains at least, and by how much it is below what it was on the way, at most. */
  readonly gain: bigint;
  readonly fall: bigint;
}

/** Whether a cycle that begins in the box ends there, with w.x_a higher than before and never lower by more than the dip. */
export function isKept({ along, gain, fall }: Ended, radius: Interval, dip: Interval): boolean {
  return along.every((each) => isWithin(each, radius)) && gain > 0n && isAtLeast(dip, point(fall));
}

function isWithin({ low, high }: Interval, radius: Interval): boolean {
  return isAtLeast(radius, point(greatest([high, -low])));
}

/** Its axes are those of the derivative of one cycle at its middle, nearly. */
function boxOf(setting: LockSetting, { slow, first, crossing, drifts }: LockGuess): Box {
  const { arithmetic, data, drift, inner } = setting;
  const free = everySample(data).filter((i) => i !== slow && i !== first);
  const within =
    (axes: Matrix<number>) =>
    (radius: Interval): Heights => ({
      center: everySample(data).map((i) => {
        if (i === first) return arithmetic.multiply(drift, inner(slow, i));
        return i === slow ? arithmetic.zero : arithmetic.double(crossing[i] ?? Number.NaN);
      }),
      slopes: everySample(data).map((i) => {
        const place = free.indexOf(i);
        return free.map((_, k) => (place < 0 ? arithmetic.zero : arithmetic.double(nth(nth(axes, place), k))));
      }),
      radius,
    });
  const usual = free.map((_, i) => free.map((__, k) => (i === k ? 1 : 0)));
  const { end } = followCycle(setting, within(usual)(arithmetic.zero), first, drifts);
  const axes = axesOf(free.map((i) => nth(end.slopes, i).map((entry) => arithmetic.nearest(entry))));
  return { free, toAxes: inverseOf(arithmetic, axes), within: within(axes) };
}
