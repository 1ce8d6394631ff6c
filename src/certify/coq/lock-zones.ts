/** Zones of heights between which a run that locks goes to and fro, in numbers: guessed in doubles, for Coq to check. */

import { exp, log } from '../../numerics/elementary.js';
import { Undecided } from '../undecided.js';
import { type Fraction, fraction, minus, ofDouble, plus, times, toDouble } from './fraction.js';

/** Half the widths of zones that are tried: 2 to minus these, and for x_c to minus as many and up to two more. */
const HALF_WIDTHS = [5, 6, 7, 8, 9] as const;
const FINER = [0, 1, 2] as const;
/** Ends of zones are multiples of 2 to minus this. */
const DIGITS = 16;
/** More than x_a adds to the height of x_b in a step. */
export const PUSH = ofDouble(2 ** -12);
/** More than exp(PUSH). */
export const MOST_WEIGHT = ofDouble(1 + 2 ** -11);
/** What zones have to spare over what doubles say of them. */
const SPARE = 2 ** -14;

/** From the lower end to the upper one. */
export type Ends = readonly [low: Fraction, high: Fraction];

/** Bounds on w.x_r, w.x_c and w.x_b. */
export interface Zone {
  readonly r: Ends;
  readonly c: Ends;
  readonly b: Ends;
}

/** h x_i.x_j of the three samples, h = eta/n. */
export interface Pulls {
  readonly rr: Fraction;
  readonly rc: Fraction;
  readonly cc: Fraction;
  readonly br: Fraction;
  readonly bb: Fraction;
  readonly bc: Fraction;
}

/** The zone at rest and the zone after a strike on x_b, in which x_r and x_c are active. */
export interface Zones {
  readonly rest: Zone;
  readonly struck: Zone;
}

/**
 * Zones about the heights w.x_r and w.x_c at which a cycle begins.
 *
 * @throws Undecided where none of those that are tried returns into itself.
 */
export function zonesAround(pulls: Pulls, { r, c }: { readonly r: number; readonly c: number }): Zones {
  for (const width of HALF_WIDTHS) {
    for (const finer of FINER) {
      const zones = zonesOf(pulls, around(r, 2 ** -width), around(c, 2 ** -(width + finer)));
      if (zones !== undefined) return zones;
    }
  }
  throw new Undecided('no zone of heights is seen to return into itself');
}

function onGrid(x: number): Fraction {
  return ofDouble(Math.round(x * 2 ** DIGITS) / 2 ** DIGITS);
}

function around(center: number, half: number): Ends {
  return [onGrid(center - half), onGrid(center + half)];
}

function zonesOf(pulls: Pulls, r: Ends, c: Ends): Zones | undefined {
  const struck = {
    r: struckFrom(r, pulls.br),
    c: struckFrom(c, pulls.bc),
    b: [minus(times(MOST_WEIGHT, pulls.bb)), plus(times(fraction(2n), PUSH), minus(pulls.bb))],
  } satisfies Zone;
  const { rr, rc, cc, br, bc } = pulls;
  const x = struck.r.map(toDouble) as [number, number];
  const y = struck.c.map(toDouble) as [number, number];
  const nextR = sumOf(
    rangeOf((z) => z + toDouble(rr) * exp(-z), x, log(toDouble(rr))),
    rangeOf((z) => -toDouble(rc) * exp(z), y),
  );
  const nextC = sumOf(
    rangeOf((z) => toDouble(rc) * exp(-z), x),
    rangeOf((z) => z - toDouble(cc) * exp(z), y, -log(toDouble(cc))),
  );
  const nextB = sumOf(
    sumOf(
      rangeOf((z) => toDouble(br) * exp(-z), x),
      rangeOf((z) => -toDouble(bc) * exp(z), y),
    ),
    struck.b.map(toDouble) as [number, number],
  );
  const isWithin = ([low, high]: readonly [number, number], ends: Ends): boolean =>
    low - SPARE > toDouble(ends[0]) && high + SPARE < toDouble(ends[1]);
  const lowest = Math.min(toDouble(struck.b[0]), nextB[0]) - SPARE;
  const rest = { r, c, b: [onGrid(lowest - 2 ** -DIGITS), PUSH] } satisfies Zone;
  const holds =
    [r, c].every(([, high]) => toDouble(high) <= 0) &&
    [struck.r, struck.c].every(([low]) => toDouble(low) > 0) &&
    toDouble(struck.b[1]) <= 0 &&
    isWithin(nextR, r) &&
    isWithin(nextC, c) &&
    nextB[1] + SPARE < 0;
  return holds ? { rest, struck } : undefined;
}

/** Heights less a pull of x_b with a weight from 1 to {@link MOST_WEIGHT}. */
function struckFrom([low, high]: Ends, pull: Fraction): Ends {
  const [one, most] = [minus(pull), minus(times(MOST_WEIGHT, pull))];
  const isLifted = pull.numerator < 0n;
  return [plus(low, isLifted ? one : most), plus(high, isLifted ? most : one)];
}

/** The values of a function that is monotone, or turns at one point at most. */
function rangeOf(f: (z: number) => number, [low, high]: readonly [number, number], turn = Number.NaN): [number, number] {
  const values = [f(low), f(high), ...(turn > low && turn < high ? [f(turn)] : [])];
  return [Math.min(...values), Math.max(...values)];
}

function sumOf(a: readonly [number, number], b: readonly [number, number]): [number, number] {
  return [a[0] + b[0], a[1] + b[1]];
}
