/** Any number of kinks, and one or two samples that hold the limit direction: the part of w in their span stays within a slanted box. */

import { nth, pairs } from '../../numerics/lists.js';
import { greatest, least } from '../../numerics/rational.js';
import { type Interval, isAtLeast, isPositive, point } from '../arithmetic/interval.js';
import { log } from '../arithmetic/log.js';
import type { Position } from '../enclosure/path.js';
import { rateOf } from '../enclosure/step-size.js';
import {
  type FaceSetting,
  floorsIn,
  type Leader,
  type Loads,
  loadsIn,
  type Pull,
  pullsUpTo,
  type Range,
  type StruckKink,
  worst,
} from './face-region.js';
import type { Kept } from './kept.js';

/** Tries at a box that contains its own image. */
const MOST_TRIES = 32;

/**
 * xi = sum g_b x_b + (D / |e|^2) e, with e = x_1 - x_0 less its projection on the x_b, x_0 and x_1 being all of A (D = 0 where A is x_0 alone). It is
 * the same for any vector s in L: its parts are its g_b, and s.e.
 */
interface Parts {
  /** By kinks. */
  readonly g: readonly Interval[];
  readonly D: Interval;
}

/** What is assumed of the iterates beside one kink: its g_b, and w.x_b at most (not negative). */
interface Side {
  readonly kink: StruckKink;
  readonly g: Interval;
  readonly high: bigint;
}

/** What is assumed of the iterates. */
interface Box {
  readonly sides: readonly Side[];
  readonly D: Interval;
}

/** A box around the iterate that no step leaves, the first found that contains its image; the proof, with these names, is in docs/explanation/certificates.md. */
export function faceBox(setting: FaceSetting, iterate: Position): Omit<Kept, 'how'> | undefined {
  const { face, leaders } = setting;
  const frame = leaders.length > 2 ? undefined : frameOf(setting);
  if (frame === undefined) return undefined;
  let box = boxAt(setting, frame, iterate);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const range = rangeIn(setting, frame, box);
    const loads = loadsIn(setting, iterate, range);
    const next = loads && image({ setting, frame, iterate, box, loads });
    if (loads === undefined || next === undefined) return undefined;
    const sides = pairs(box.sides, next.sides);
    // The upper end of one g_b is taken from the others' after the same step, so all of them have to lie strictly within.
    const isKept =
      contains(box.D, next.D) &&
      sides.every(([now, then]) => contains(now.g, then.g) && then.g.high < now.g.high) &&
      sides.every(([now, then]) => then.high <= now.high);
    if (isKept) {
      const floors = floorsIn(setting, loads, range);
      const kinks = box.sides.map(({ kink: { i: b }, high }) => ({ b, box: { low: range(face.coordinatesOf(b)).low, high } }));
      return floors === undefined ? undefined : { J: face.J, kinks, floors };
    }
    box = {
      sides: sides.map(([{ kink, g, high }, then]) => ({
        kink,
        g: widened(g, then.g),
        high: widened(point(high), point(then.high)).high,
      })),
      D: widened(box.D, next.D),
    };
  }
  return undefined;
}

/** What parts are taken by: e, where A is two samples, and the parts of the samples of J. */
interface Frame {
  /** Undefined where A is one sample. */
  readonly pair: Pair | undefined;
  readonly ofLeaders: readonly Parts[];
  readonly ofBehind: readonly Parts[];
}

/** x_0 and x_1, x_1 - x_0 by its coordinates, its g_b, and |e|^2 with its inverse. */
interface Pair {
  readonly first: Leader;
  readonly second: Leader;
  readonly apart: readonly Interval[];
  readonly tilt: readonly Interval[];
  readonly square: Interval;
  readonly inverse: Interval;
}

/** Undefined where x_0 and x_1 are too near to each other beside the kinks for the precision. */
function frameOf(setting: FaceSetting): Frame | undefined {
  const { at, face, leaders, behind } = setting;
  const { arithmetic } = at;
  const [first, second] = leaders;
  let pair: Pair | undefined;
  if (first !== undefined && second !== undefined) {
    const apart = pairs(face.coordinatesOf(second.i), face.coordinatesOf(first.i)).map(([a, b]) => arithmetic.subtract(a, b));
    const tilt = onKinks(setting, apart);
    const square = onE(setting, tilt, apart);
    if (!isPositive(square)) return undefined;
    pair = { first, second, apart, tilt, square, inverse: arithmetic.reciprocal(square) };
  }
  const partsOfSample = (i: number): Parts => partsOf(setting, pair, face.coordinatesOf(i));
  return { pair, ofLeaders: leaders.map(({ i }) => partsOfSample(i)), ofBehind: behind.map(partsOfSample) };
}

/** The g_b of a vector s in L. */
function onKinks({ at: { arithmetic }, face, kinks }: FaceSetting, s: readonly Interval[]): Interval[] {
  return face.onKinks.map((row) => arithmetic.inner(row, s.slice(0, kinks.length)));
}

/** s.e. */
function onE({ at: { arithmetic }, kinks }: FaceSetting, tilt: readonly Interval[], s: readonly Interval[]): Interval {
  return arithmetic.subtract(nth(s, kinks.length), arithmetic.inner(tilt, s.slice(0, kinks.length)));
}

function partsOf(setting: FaceSetting, pair: Pair | undefined, s: readonly Interval[]): Parts {
  return { g: onKinks(setting, s), D: pair === undefined ? setting.at.arithmetic.zero : onE(setting, pair.tilt, s) };
}

/** The iterate itself. */
function boxAt(setting: FaceSetting, { pair }: Frame, { products }: Position): Box {
  const { g, D } = partsOf(setting, pair, setting.face.coordinates(products));
  return { sides: pairs(setting.kinks, g).map(([kink, own]) => ({ kink, g: own, high: greatest([nth(products, kink.i).high, 0n]) })), D };
}

function rangeIn(setting: FaceSetting, { pair }: Frame, { sides, D }: Box): Range {
  const { arithmetic } = setting.at;
  const g = sides.map((side) => side.g);
  return (s) => {
    const besideE = arithmetic.inner(g, s.slice(0, g.length));
    if (pair === undefined) return besideE;
    return arithmetic.add(besideE, arithmetic.multiply(arithmetic.multiply(onE(setting, pair.tilt, s), pair.inverse), D));
  };
}

/** A step from somewhere in a box. */
interface Step {
  readonly setting: FaceSetting;
  readonly frame: Frame;
  readonly iterate: Position;
  readonly box: Box;
  readonly loads: Loads;
}

/** What all iterates lie in that follow from one in the box; undefined where they are not shown to be held. */
function image(step: Step): Box | undefined {
  const { setting, frame, iterate, box } = step;
  const { arithmetic, inner } = setting.at;
  const pulls = pullsUpTo(setting, box.sides);
  if (pulls === undefined) return undefined;
  const here = partsOf(setting, frame.pair, setting.face.coordinates(iterate.products));
  const highs = box.sides.map(({ kink }) => nextHigh(step, kink, pulls));
  const sides: Side[] = [];
  for (const [place, [side, nextEnd]] of pairs(box.sides, highs).entries()) {
    const { kink, high } = side;
    const inverse = arithmetic.reciprocal(inner(kink.i, kink.i));
    const onKink = setting.face.coordinatesOf(kink.i);
    const others = arithmetic.sum(box.sides.flatMap(({ g }, p) => (p === place ? [] : [arithmetic.multiply(g, nth(onKink, p))])));
    const thrown = arithmetic.sum(pulls.filter((one) => one.kink === kink).map(({ ratio, pull }) => arithmetic.multiply(ratio, pull)));
    const struckAt = -arithmetic.multiply(others, inverse).high - arithmetic.multiply(rateOf(setting.at), thrown).high;
    const low = nextLow(step, place, here, struckAt);
    if (low === undefined) return undefined;
    const upper = arithmetic.multiply(arithmetic.subtract(point(high), others), inverse).high;
    sides.push({ kink, g: { low, high: upper }, high: nextEnd });
  }
  const D = nextD(step, here.D);
  return D === undefined ? undefined : { sides, D };
}

/** The upper end of w.x_b: where forces carry it at most, from below 0 or from above. */
function nextHigh({ setting, iterate, loads }: Step, { i: b }: StruckKink, pulls: readonly Pull[]): bigint {
  const { at, leaders, behind } = setting;
  const { arithmetic, inner, units } = at;
  const square = inner(b, b);
  const most = greatest([0n, ...leaders.map(({ i }) => units(i, b))]);
  const ofBehind = worst(
    at,
    loads,
    behind.map((l) => inner(l, b)),
  );
  const opposed = pulls.map(({ c, pull }) => arithmetic.multiply(pull, point(greatest([0n, -units(c, b)]))));
  const outward = arithmetic.add(arithmetic.multiply(loads.total, arithmetic.add(point(most), ofBehind)), arithmetic.sum(opposed));
  const h = rateOf(at);
  const ends = [0n, nth(iterate.products, b).high, arithmetic.multiply(h, outward).high];
  if (isAtLeast(square, outward)) return greatest(ends);
  // Up to where its own pull outweighs, it may rise from above 0.
  const balance = log(arithmetic, arithmetic.multiply(point(outward.high), arithmetic.reciprocal(square)));
  return greatest([...ends, arithmetic.add(balance, arithmetic.multiply(h, arithmetic.subtract(outward, square))).high]);
}

/** The lower end of g_b: the iterate's own, or where a strike of x_b leaves it. */
function nextLow({ setting, frame, box, loads }: Step, place: number, here: Parts, struckAt: bigint): bigint | undefined {
  const { at, kinks } = setting;
  const { arithmetic } = at;
  const { pair, ofLeaders, ofBehind } = frame;
  const own = nth(here.g, place);
  const against = ofBehind.map(({ g }) => arithmetic.negate(nth(g, place)));
  const most = worst(at, loads, against);
  if (ofLeaders.every(({ g }) => isAtLeast(nth(g, place), most))) return least([own.low, struckAt]);
  if (pair === undefined) return undefined;
  // g_b - lean D is raised by both samples of A in the same way, whatever their signs.
  const lean = arithmetic.multiply(nth(pair.tilt, place), pair.inverse);
  const sidelong = pairs(against, ofBehind).map(([each, { D }]) => arithmetic.add(each, arithmetic.multiply(lean, D)));
  if (!isAtLeast(nth(kinks, place).weight, worst(at, loads, sidelong))) return undefined;
  const leaning = arithmetic.multiply(lean, box.D);
  return least([arithmetic.subtract(own, arithmetic.multiply(lean, here.D)).low, struckAt - leaning.high]) + leaning.low;
}

/** Where D may go: from the iterate's own up to where the forces of A balance, and a step beyond. */
function nextD({ setting, frame, box, loads }: Step, here: Interval): Interval | undefined {
  const { at, kinks } = setting;
  const { arithmetic } = at;
  const { pair, ofBehind } = frame;
  if (pair === undefined) return arithmetic.zero;
  const { first, second } = pair;
  const shares = ofBehind.map(({ D }) => arithmetic.multiply(D, pair.inverse));
  const up = worst(at, loads, shares);
  const down = worst(
    at,
    loads,
    shares.map((share) => arithmetic.negate(share)),
  );
  const [mostOf1, leastOf0] = [arithmetic.subtract(second.weight, up), arithmetic.subtract(first.weight, down)];
  if (!isPositive(mostOf1) || !isPositive(leastOf0)) return undefined;
  const size = arithmetic.multiply(arithmetic.multiply(rateOf(at), pair.square), loads.total);
  const lnOf = (value: Interval): Interval => log(arithmetic, value);
  const counted = arithmetic.subtract(lnOf(arithmetic.integer(second.copies)), lnOf(arithmetic.integer(first.copies)));
  const [pushUp, pushDown] = [arithmetic.add(first.weight, up), arithmetic.add(second.weight, down)];
  // w.(x_1 - x_0) from which on D does not rise, and up to which it does not fall.
  const above = arithmetic.subtract(arithmetic.add(counted, lnOf(pushUp)), lnOf(mostOf1));
  const below = arithmetic.subtract(arithmetic.add(counted, lnOf(leastOf0)), lnOf(pushDown));
  const tilted = arithmetic.inner(
    box.sides.map(({ g }) => g),
    pair.apart.slice(0, kinks.length),
  );
  return {
    low: least([here.low, arithmetic.subtract(arithmetic.subtract(below, tilted), arithmetic.multiply(size, pushDown)).low]),
    high: greatest([here.high, arithmetic.add(arithmetic.subtract(above, tilted), arithmetic.multiply(size, pushUp)).high]),
  };
}

function contains(outer: Interval, inner: Interval): boolean {
  return outer.low <= inner.low && inner.high <= outer.high;
}

/** The hull of both, a little wider where the second reaches out, so that the next try is not just short of it. */
function widened(before: Interval, now: Interval): Interval {
  const [low, high] = [least([before.low, now.low]), greatest([before.high, now.high])];
  const reach = ((high - low) >> 4n) + 1n;
  return { low: low < before.low ? low - reach : low, high: now.high >= before.high ? high + reach : high };
}
