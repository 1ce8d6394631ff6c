/** Any number of kinks, and one or two samples that hold the limit direction: the part of w in their span stays within a slanted box. */

import { rateOf } from '../argument.js';
import { greatest, type Interval, least, point } from '../arithmetic/interval.js';
import { log } from '../arithmetic/log.js';
import type { Position } from '../enclosure/path.js';
import { type FaceSetting, floorsIn, type Loads, loadsIn, pullsUpTo, type Range, worst } from './face-region.js';
import type { Kept } from './kept.js';

/** Tries at a box that contains its own image. */
const MOST_TRIES = 32;

/**
 * xi = sum g_b x_b + (D / |e|^2) e, with e = x_1 - x_0 less its projection on the x_b, x_0 and x_1 being all of A (D = 0 where A is x_0 alone). It is
 * the same for any vector s in L: its parts are its g_b, and s.e.
 */
interface Parts {
  readonly g: readonly Interval[];
  readonly D: Interval;
}

/** What is assumed of the iterates. */
interface Box extends Parts {
  /** w.x_b, at most and not negative. */
  readonly highs: readonly bigint[];
}

/** A box around the iterate that no step leaves, the first found that contains its image; the proof, with these names, is in docs/explanation/certificates.md. */
export function faceBox(setting: FaceSetting, iterate: Position): Omit<Kept, 'how'> | undefined {
  const { face } = setting;
  if (face.support.length > 2) return undefined;
  const moves = motion(setting, iterate);
  if (moves === undefined) return undefined;
  let box = moves.start;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const range = moves.rangeOf(box);
    const loads = loadsIn(setting, iterate, range);
    const next = loads === undefined ? undefined : moves.image(box, loads);
    if (loads === undefined || next === undefined) return undefined;
    const { g, D, highs } = box;
    // The upper end of one g_b is taken from the others' after the same step, so all of them have to lie strictly within.
    const isKept =
      contains(D, next.D) &&
      g.every((each, p) => contains(each, next.g[p]!) && next.g[p]!.high < each.high) &&
      highs.every((high, p) => next.highs[p]! <= high);
    if (isKept) {
      const floors = floorsIn(setting, loads, range);
      const kinks = face.kinks.map(({ i: b }, p) => ({ b, box: { low: range(face.samples[b]!).low, high: highs[p]! } }));
      return floors === undefined ? undefined : { J: face.J, kinks, floors };
    }
    box = {
      g: g.map((each, p) => widened(each, next.g[p]!)),
      D: widened(D, next.D),
      highs: highs.map((high, p) => widened(point(high), point(next.highs[p]!)).high),
    };
  }
  return undefined;
}

interface Motion {
  /** The iterate itself. */
  readonly start: Box;
  rangeOf(box: Box): Range;
  /** What all iterates lie in that follow from one in the box; undefined where they are not shown to be held. */
  image(box: Box, loads: Loads): Box | undefined;
}

/** Undefined where x_0 and x_1 are too near to each other beside the kinks for the precision. */
function motion(setting: FaceSetting, { products }: Position): Motion | undefined {
  const { at, face, copies, behind, struck } = setting;
  const { arithmetic, gram } = at;
  const { support, kinks, samples } = face;
  const { zero } = arithmetic;
  const add = (a: Interval, b: Interval): Interval => arithmetic.add(a, b);
  const subtract = (a: Interval, b: Interval): Interval => arithmetic.subtract(a, b);
  const multiply = (a: Interval, b: Interval): Interval => arithmetic.multiply(a, b);
  const negated = (a: Interval): Interval => arithmetic.negate(a);
  const sumOf = (terms: readonly Interval[]): Interval => terms.reduce(add, zero);
  const h = rateOf(at);

  const [x0, x1] = support.map(({ i }) => samples[i]!);
  const apart = x1 === undefined ? undefined : x1.map((value, p) => subtract(value, x0![p]!));
  const onKinks = (s: readonly Interval[]): Interval[] => face.onKinks.map((row) => sumOf(row.map((entry, p) => multiply(entry, s[p]!))));
  const tilt = apart === undefined ? [] : onKinks(apart);
  const onE = (s: readonly Interval[]): Interval =>
    apart === undefined ? zero : subtract(s[kinks.length]!, sumOf(tilt.map((t, p) => multiply(t, s[p]!))));
  const squareE = apart === undefined ? arithmetic.one : onE(apart);
  if (squareE.low <= 0n) return undefined;
  const inverseE = arithmetic.reciprocal(squareE);
  const partsOf = (s: readonly Interval[]): Parts => ({ g: onKinks(s), D: onE(s) });

  const here = partsOf(face.coordinates(products));
  const ofSupport = support.map(({ i }) => partsOf(samples[i]!));
  const ofBehind = behind.map((l) => partsOf(samples[l]!));

  const nextD = ({ g }: Box, loads: Loads): Interval | undefined => {
    if (apart === undefined) return zero;
    const [a0, a1] = support.map(({ weight }) => weight) as [Interval, Interval];
    const shares = ofBehind.map(({ D }) => multiply(D, inverseE));
    const up = worst(at, loads, shares);
    const down = worst(at, loads, shares.map(negated));
    const [mostOf1, leastOf0] = [subtract(a1, up), subtract(a0, down)];
    if (mostOf1.low <= 0n || leastOf0.low <= 0n) return undefined;
    const size = multiply(multiply(h, squareE), loads.total);
    const counted = subtract(log(arithmetic, arithmetic.integer(copies[1]!)), log(arithmetic, arithmetic.integer(copies[0]!)));
    // w.(x_1 - x_0) from which on D does not rise, and up to which it does not fall.
    const above = subtract(add(counted, log(arithmetic, add(a0, up))), log(arithmetic, mostOf1));
    const below = subtract(add(counted, log(arithmetic, leastOf0)), log(arithmetic, add(a1, down)));
    const tilted = sumOf(g.map((each, p) => multiply(each, apart[p]!)));
    return {
      low: least([here.D.low, subtract(subtract(below, tilted), multiply(size, add(a1, down))).low]),
      high: greatest([here.D.high, add(subtract(above, tilted), multiply(size, add(a0, up))).high]),
    };
  };

  const nextHigh = (place: number, pulls: readonly Interval[], loads: Loads): bigint => {
    const b = kinks[place]!.i;
    const square = gram[b]![b]!;
    const most = greatest([0n, ...support.map(({ i }) => gram[i]![b]!.high)]);
    const forces = add(
      point(most),
      worst(
        at,
        loads,
        behind.map((l) => gram[l]![b]!),
      ),
    );
    const opposed = struck.map(({ c }, p) => multiply(pulls[p]!, point(greatest([0n, -gram[c]![b]!.low]))));
    const outward = add(multiply(loads.total, forces), sumOf(opposed));
    const ends = [0n, products[b]!.high, multiply(h, outward).high];
    if (outward.high <= square.low) return greatest(ends);
    // Up to where its own pull outweighs, it may rise from above 0.
    const balance = log(arithmetic, multiply(point(outward.high), arithmetic.reciprocal(square)));
    return greatest([...ends, add(balance, multiply(h, subtract(outward, square))).high]);
  };

  const nextLow = (place: number, { D }: Box, thrown: Interval, othersOnB: Interval, loads: Loads): bigint | undefined => {
    const b = kinks[place]!.i;
    const ofOthers = multiply(othersOnB, arithmetic.reciprocal(gram[b]![b]!));
    const struckAt = -ofOthers.high - multiply(h, thrown).high;
    const against = ofBehind.map((parts) => negated(parts.g[place]!));
    if (ofSupport.every((parts) => parts.g[place]!.low >= worst(at, loads, against).high)) return least([here.g[place]!.low, struckAt]);
    if (apart === undefined) return undefined;
    // g_b - lean D is raised by both samples of A in the same way, whatever their signs.
    const lean = multiply(tilt[place]!, inverseE);
    const sidelong = ofBehind.map((parts, p) => add(against[p]!, multiply(lean, parts.D)));
    if (kinks[place]!.weight.low < worst(at, loads, sidelong).high) return undefined;
    const leaning = multiply(lean, D);
    return least([subtract(here.g[place]!, multiply(lean, here.D)).low, struckAt - leaning.high]) + leaning.low;
  };

  return {
    start: { ...here, highs: kinks.map(({ i }) => greatest([products[i]!.high, 0n])) },
    rangeOf:
      ({ g, D }) =>
      (s) =>
        add(sumOf(g.map((each, p) => multiply(each, s[p]!))), multiply(multiply(onE(s), inverseE), D)),
    image(box, loads) {
      const pulls = pullsUpTo(setting, box.highs);
      if (pulls === undefined) return undefined;
      const highs = kinks.map((_, place) => nextHigh(place, pulls, loads));
      const g: Interval[] = [];
      for (const [place, { i: b }] of kinks.entries()) {
        const thrown = sumOf(struck.map(({ place: of, ratio }, p) => (of === place ? multiply(ratio, pulls[p]!) : zero)));
        const othersOnB = sumOf(box.g.map((each, p) => (p === place ? zero : multiply(each, samples[b]![p]!))));
        const low = nextLow(place, box, thrown, othersOnB, loads);
        if (low === undefined) return undefined;
        const { high } = multiply(subtract(point(box.highs[place]!), othersOnB), arithmetic.reciprocal(gram[b]![b]!));
        g.push({ low, high });
      }
      const D = nextD(box, loads);
      return D === undefined ? undefined : { g, D, highs };
    },
  };
}

function contains(outer: Interval, inner: Interval): boolean {
  return outer.low <= inner.low && inner.high <= outer.high;
}

/** The hull of both, a little wider where the second reaches out, so that the next try is not just short of it. */
function widened(before: Interval, now: Interval): Interval {
  const [low, high] = [least([before.low, now.low]), greatest([before.high, now.high])];
  const margin = ((high - low) >> 4n) + 1n;
  return { low: low < before.low ? low - margin : low, high: now.high >= before.high ? high + margin : high };
}
