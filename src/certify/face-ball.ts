/** Any number of kinks, and of samples that hold the limit direction: the part of w in their span stays within a ball. */
import { exp } from './exp.js';
import type { Face } from './face.js';
import { type FaceSetting, floorsIn, type Loads, loadsIn, point, type Range, worst } from './face-region.js';
import { greatest, type Interval, least } from './interval.js';
import type { Kept } from './kept.js';
import { log } from './log.js';
import { squareRoot } from './margin.js';
import type { Position } from './path.js';
import type { Setting } from './setting.js';
import { rateOf } from './sign-slip.js';

/** Tries at a ball that contains its own image. */
const MOST_TRIES = 24;

/** What is assumed of the iterates, as upper ends. */
interface Bounds {
  /** r: |xi - xi*|. */
  readonly radius: bigint;
  /** |P f|, f the sum of exp(-w.x_i) x_i over J. */
  readonly force: bigint;
  /** w.x_b for the kinks; not negative. */
  readonly highs: readonly bigint[];
}

/** A ball around the iterate that no step leaves, the first found that contains its image; the proof, with these names, is in docs/certificates.md. */
export function faceBall(setting: FaceSetting, iterate: Position): Omit<Kept, 'how'> | undefined {
  const { at, face } = setting;
  let assumed: Bounds = { radius: 0n, force: 0n, highs: face.kinks.map(({ i }) => greatest([iterate.products[i]!.high, 0n])) };
  // A little above what follows, so that the next try is not just short of it.
  const raised = (before: bigint, now: bigint): bigint => (now <= before ? before : now + (now >> 4n) + 1n);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const centre = centreOf(setting, assumed);
    const r = point(assumed.radius);
    const range: Range = (s) => {
      const middle = face.inner(s, centre.xi);
      const reach = at.arithmetic.multiply(r, lengthIn(at, face, s)).high;
      return { low: middle.low - reach, high: middle.high + reach };
    };
    const loads = loadsIn(setting, iterate, range);
    if (loads === undefined) return undefined;
    const { radius, force, highs } = image(setting, iterate, assumed, centre, loads);
    if (radius <= assumed.radius && force <= assumed.force && highs.every((high, p) => high <= assumed.highs[p]!)) {
      const floors = floorsIn(setting, loads, range);
      const kinks = face.kinks.map(({ i: b }, p) => ({ b, box: { low: range(face.samples[b]!).low, high: assumed.highs[p]! } }));
      return floors === undefined ? undefined : { J: face.J, kinks, floors };
    }
    assumed = {
      radius: raised(assumed.radius, radius),
      force: raised(assumed.force, force),
      highs: highs.map((high, p) => raised(assumed.highs[p]!, high)),
    };
  }
  return undefined;
}

/** xi*, at the depths c_b below the kinks, with n_i exp(-xi*.x_i) in the ratio of the a_i. */
interface Centre {
  /** Its coordinates. */
  readonly xi: readonly Interval[];
  /** c_b. */
  readonly depths: readonly Interval[];
  /** exp(w.x_c) at most, for the struck negatives. */
  readonly pulls: readonly Interval[];
}

function centreOf({ at, face, copies, struck }: FaceSetting, assumed: Bounds): Centre {
  const { arithmetic, gram } = at;
  const [r, force] = [point(assumed.radius), point(assumed.force)];
  const pulls = struck.map(({ place, ratio }) => exp(arithmetic, arithmetic.multiply(ratio, point(assumed.highs[place]!))));
  const pull = pulls.reduce((a, b) => arithmetic.add(a, b));
  // Half of h S |x_c|^2 + 2 h |x_c| F + h F^2 + 2 r F, over x_c / x_b.
  const depthFor = (c: number, ratio: Interval): bigint => {
    const crossed = arithmetic.multiply(force, arithmetic.add(force, twice(squareRoot(arithmetic.precision, gram[c]![c]!))));
    const strike = arithmetic.multiply(rateOf(at), arithmetic.add(arithmetic.multiply(pull, gram[c]![c]!), crossed));
    const whole = arithmetic.add(strike, twice(arithmetic.multiply(r, force)));
    return arithmetic.multiply(whole, arithmetic.reciprocal(twice(ratio))).high;
  };
  const depths = face.kinks.map((_, p) =>
    point(greatest(struck.filter(({ place }) => place === p).map(({ c, ratio }) => depthFor(c, ratio)))),
  );
  const heights = face.support.map(({ weight }, p) =>
    arithmetic.subtract(log(arithmetic, arithmetic.integer(copies[p]!)), log(arithmetic, weight)),
  );
  const xi = [
    ...depths.map((depth) => arithmetic.subtract(arithmetic.zero, depth)),
    ...heights.slice(1).map((height) => arithmetic.subtract(height, heights[0]!)),
  ];
  return { xi, depths, pulls };
}

/** The bounds that the next iterates satisfy. */
function image({ at, face, behind, struck }: FaceSetting, { products }: Position, assumed: Bounds, centre: Centre, loads: Loads): Bounds {
  const { arithmetic, gram } = at;
  const { kinks, support, samples } = face;
  const h = rateOf(at);
  const r = point(assumed.radius);
  const norm = (i: number): Interval => squareRoot(arithmetic.precision, gram[i]![i]!);
  const sideways = worst(
    at,
    loads,
    behind.map((l) => face.lengths[l]!),
  );
  const lever = arithmetic.add(point(greatest(support.map(({ i }) => face.lengths[i]!.high))), sideways);
  const pushed = arithmetic.multiply(loads.total, lever);
  const halfStep = arithmetic.divide(arithmetic.multiply(h, arithmetic.multiply(pushed, lever)), 2n);
  const epsilon = arithmetic.add(arithmetic.multiply(r, sideways), halfStep);
  const corners = cornersOf(at, face, centre.depths, epsilon).map((corner) => lengthIn(at, face, corner).high);
  const away = face.coordinates(products).map((value, p) => arithmetic.subtract(value, centre.xi[p]!));
  const highs = kinks.map(({ i: b }) => {
    const opposed = struck.map(({ c }, s) => arithmetic.multiply(centre.pulls[s]!, point(greatest([-gram[c]![b]!.low, 0n]))));
    const outward = opposed.reduce((sum, term) => arithmetic.add(sum, term), arithmetic.multiply(pushed, norm(b)));
    const inBall = greatest([0n, face.inner(samples[b]!, centre.xi).high + arithmetic.multiply(r, norm(b)).high]);
    if (outward.high > gram[b]![b]!.low) return inBall;
    return least([inBall, greatest([products[b]!.high, arithmetic.multiply(h, outward).high, 0n])]);
  });
  return {
    radius: greatest([lengthIn(at, face, away).high, greatest(corners) + arithmetic.multiply(h, pushed).high]),
    force: pushed.high,
    highs,
  };
}

/** Corners of a polytope around all xi - xi* at which the force may lead away from xi*, by their coordinates. */
function cornersOf({ arithmetic }: Setting, { support, kinks }: Face, depths: readonly Interval[], epsilon: Interval): Interval[][] {
  const add = (a: Interval, b: Interval): Interval => arithmetic.add(a, b);
  const subtract = (a: Interval, b: Interval): Interval => arithmetic.subtract(a, b);
  const over = (a: Interval, b: Interval): Interval => arithmetic.multiply(a, arithmetic.reciprocal(b));
  const weighted = (of: Face['support'], values: readonly Interval[]): Interval =>
    of.reduce((sum, { weight }, p) => add(sum, arithmetic.multiply(weight, values[p]!)), arithmetic.zero);
  const inverseE = exp(arithmetic, arithmetic.integer(-1n));
  const lowest = support.map(({ weight }) => {
    const odds = over(subtract(arithmetic.one, weight), weight);
    return subtract(arithmetic.zero, add(log(arithmetic, add(arithmetic.one, arithmetic.multiply(inverseE, odds))), epsilon));
  });
  /** Values that are given but for the one at a place, which makes the weighted sum equal to a level. */
  const balanced = (of: Face['support'], values: readonly Interval[], place: number, level: Interval): Interval[] => {
    const rest = weighted(
      of,
      values.map((value, p) => (p === place ? arithmetic.zero : value)),
    );
    return values.map((value, p) => (p === place ? over(subtract(level, rest), of[place]!.weight) : value));
  };
  const top = weighted(kinks, depths);
  const bottom = subtract(arithmetic.zero, epsilon);
  const ofKinks = [{ level: top, across: depths }, ...kinks.map((_, p) => ({ level: bottom, across: balanced(kinks, depths, p, bottom) }))];
  return ofKinks.flatMap(({ level, across }) =>
    support.map((_, p) => {
      const t = balanced(support, lowest, p, level);
      return [...across, ...t.slice(1).map((value) => subtract(value, t[0]!))];
    }),
  );
}

/** The length of a vector in L by its coordinates. */
function lengthIn({ arithmetic }: Setting, face: Face, s: readonly Interval[]): Interval {
  const { low, high } = face.inner(s, s);
  return squareRoot(arithmetic.precision, { low: low > 0n ? low : 0n, high: high > 0n ? high : 0n });
}

function twice({ low, high }: Interval): Interval {
  return { low: 2n * low, high: 2n * high };
}
