/** One kink, and one or two samples that hold the limit direction: w.x_b and the difference of the two stay within a box. */
import { exp } from './exp.js';
import { type FaceSetting, floorsIn, type Loads, loadsIn, point, type Range, worst } from './face-region.js';
import { greatest, type Interval, least } from './interval.js';
import type { Kept } from './kept.js';
import { log } from './log.js';
import type { Position } from './path.js';
import { rateOf } from './sign-slip.js';

/** Tries at a box that contains its own image. */
const MOST_TRIES = 24;

/** q = w.x_b, and D = w.e for e = x_1 - x_0 less its projection on x_b, x_0 and x_1 being all of A (D = 0 where A is x_0 alone). */
interface Box {
  readonly q: Interval;
  readonly D: Interval;
}

/** A box around the iterate that no step leaves, the first found that contains its image; the proof, with these names, is in docs/certificates.md. */
export function faceBox(setting: FaceSetting, iterate: Position): Omit<Kept, 'how'> | undefined {
  const { face } = setting;
  if (face.kinks.length !== 1 || face.support.length > 2) return undefined;
  const moves = motion(setting, iterate);
  if (moves === undefined) return undefined;
  const { start, rangeOf, image } = moves;
  let box = start;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const range = rangeOf(box);
    const loads = loadsIn(setting, iterate, range);
    const next = loads === undefined ? undefined : image(box, loads);
    if (loads === undefined || next === undefined) return undefined;
    if (contains(box.q, next.q) && contains(box.D, next.D)) {
      const floors = floorsIn(setting, loads, range);
      return floors === undefined ? undefined : { J: face.J, kinks: [{ b: face.kinks[0]!.i, box: box.q }], floors };
    }
    box = { q: widened(box.q, next.q), D: widened(box.D, next.D) };
  }
  return undefined;
}

interface Motion {
  /** The iterate itself, and w.x_b = 0. */
  readonly start: Box;
  rangeOf(box: Box): Range;
  /** What q and D of all iterates lie in that follow from one in the box; undefined where q is not shown to be held. */
  image(box: Box, loads: Loads): Box | undefined;
}

/** Undefined where x_0 and x_1 are too near to each other beside the kink for the precision. */
function motion({ at, face, copies, behind, struck }: FaceSetting, { products }: Position): Motion | undefined {
  const { arithmetic, gram } = at;
  const { support, samples } = face;
  const { zero } = arithmetic;
  const add = (a: Interval, b: Interval): Interval => arithmetic.add(a, b);
  const subtract = (a: Interval, b: Interval): Interval => arithmetic.subtract(a, b);
  const multiply = (a: Interval, b: Interval): Interval => arithmetic.multiply(a, b);
  const b = face.kinks[0]!.i;
  const square = gram[b]![b]!;
  const inverse = arithmetic.reciprocal(square);
  const [x0, x1] = support.map(({ i }) => samples[i]!);
  const apart = x1 === undefined ? undefined : x1.map((value, p) => subtract(value, x0![p]!));
  // (x_1 - x_0).x_b / |x_b|^2, so that w.(x_1 - x_0) = D + tilt q.
  const tilt = apart === undefined ? zero : multiply(apart[0]!, inverse);
  const onE = (s: readonly Interval[]): Interval => (apart === undefined ? zero : subtract(s[1]!, multiply(tilt, s[0]!)));
  if (apart !== undefined && onE(apart).low <= 0n) return undefined;
  const inverseE = apart === undefined ? zero : arithmetic.reciprocal(onE(apart));
  const h = rateOf(at);
  const here = face.coordinates(products);
  const [q, D] = [here[0]!, onE(here)];
  const beta = (i: number): Interval => gram[i]![b]!;
  const negated = (a: Interval): Interval => subtract(zero, a);
  const behindBy = behind.map((l) => multiply(onE(samples[l]!), inverseE));

  const nextD = (box: Box, loads: Loads): Interval | undefined => {
    if (apart === undefined) return zero;
    const [a0, a1] = support.map(({ weight }) => weight) as [Interval, Interval];
    const up = worst(at, loads, behindBy);
    const down = worst(at, loads, behindBy.map(negated));
    const [mostOf1, leastOf0] = [subtract(a1, up), subtract(a0, down)];
    if (mostOf1.low <= 0n || leastOf0.low <= 0n) return undefined;
    const size = multiply(multiply(h, onE(apart)), loads.total);
    const counted = subtract(log(arithmetic, arithmetic.integer(copies[1]!)), log(arithmetic, arithmetic.integer(copies[0]!)));
    // w.(x_1 - x_0) from which on D does not rise, and up to which it does not fall.
    const above = subtract(add(counted, log(arithmetic, add(a0, up))), log(arithmetic, mostOf1));
    const below = subtract(add(counted, log(arithmetic, leastOf0)), log(arithmetic, add(a1, down)));
    const tilted = multiply(tilt, box.q);
    return {
      low: least([D.low, subtract(subtract(below, tilted), multiply(size, add(a1, down))).low]),
      high: greatest([D.high, add(subtract(above, tilted), multiply(size, add(a0, up))).high]),
    };
  };

  const nextQ = (box: Box, loads: Loads): Interval | undefined => {
    const betas = support.map(({ i }) => beta(i));
    const behindBeta = behind.map(beta);
    const most = greatest([0n, ...betas.map(({ high }) => high)]);
    const outward = multiply(loads.total, add(point(most), worst(at, loads, behindBeta)));
    if (outward.high > square.low) return undefined;
    const high = greatest([q.high, multiply(h, outward).high, 0n]);
    const strike = struck.reduce(
      (sum, { c, ratio }) => add(sum, multiply(beta(c), exp(arithmetic, multiply(ratio, point(box.q.high))))),
      zero,
    );
    const thrown = multiply(h, strike);
    const against = worst(at, loads, behindBeta.map(negated)).high;
    if (betas.every(({ low }) => low >= against)) return { low: least([q.low, -thrown.high]), high };
    if (apart === undefined) return undefined;
    // Along x_b - lean e both samples of A have the same force, whatever its sign along x_b.
    const lean = multiply(multiply(tilt, square), inverseE);
    const mean = support.reduce((sum, { i, weight }) => add(sum, multiply(weight, beta(i))), zero);
    const sidelong = behind.map((l) => subtract(multiply(lean, onE(samples[l]!)), beta(l)));
    if (mean.low < worst(at, loads, sidelong).high) return undefined;
    const leaning = multiply(lean, box.D);
    const lowest = least([subtract(q, multiply(lean, D)).low, -leaning.high - thrown.high]);
    return { low: lowest + leaning.low, high };
  };

  return {
    start: { q: { low: least([q.low, 0n]), high: greatest([q.high, 0n]) }, D },
    rangeOf:
      ({ q: inQ, D: inD }) =>
      (s) =>
        add(multiply(multiply(s[0]!, inverse), inQ), multiply(multiply(onE(s), inverseE), inD)),
    image(box, loads) {
      const inQ = nextQ(box, loads);
      const inD = inQ === undefined ? undefined : nextD(box, loads);
      return inQ === undefined || inD === undefined ? undefined : { q: inQ, D: inD };
    },
  };
}

function contains(outer: Interval, inner: Interval): boolean {
  return outer.low <= inner.low && inner.high <= outer.high;
}

/** The hull of both, a little wider where the second reaches out, so that the next try is not just short of it. */
function widened(before: Interval, now: Interval): Interval {
  const margin = ((now.high - now.low) >> 4n) + 1n;
  return {
    low: now.low < before.low ? now.low - margin : before.low,
    high: now.high > before.high ? now.high + margin : before.high,
  };
}
