/** Regions about the ray of a limit direction, by where the part xi of w in L (the face's span) lies: what they imply for everything beside L. */

import { everySample } from '../../data/dataset.js';
import { nth, pairs } from '../../numerics/lists.js';
import { greatest, least } from '../../numerics/rational.js';
import { exp } from '../arithmetic/exp.js';
import { type Interval, isNotPositive, isPositive, point } from '../arithmetic/interval.js';
import type { Position } from '../enclosure/path.js';
import type { Setting } from '../enclosure/setting.js';
import { type Face, faceOf, type Holder } from './face.js';
import { struckWith } from './kink.js';

/** A larger exponent tells that a region is far too wide. */
const MOST_EXPONENT = 256n;

/** A sample of A, and how many samples of J equal it, n_i. */
export interface Leader extends Holder {
  readonly copies: bigint;
}

/** A kink of K, and the negatives c with x_c = ratio x_b, b among them. */
export interface StruckKink extends Holder {
  readonly struck: readonly { readonly c: number; readonly ratio: Interval }[];
}

/** A case with its face, and the samples by the part that they play. */
export interface FaceSetting {
  readonly at: Setting;
  readonly face: Face;
  /** A. */
  readonly leaders: readonly Leader[];
  /** Samples of J that equal none of A. */
  readonly behind: readonly number[];
  /** K. */
  readonly kinks: readonly StruckKink[];
  /** All other samples. */
  readonly others: readonly number[];
}

/** The ends that xi.s has in a region, for s in L by its coordinates. */
export type Range = (s: readonly Interval[]) => Interval;

/** What holds of an iterate whose xi is in a region, and of all later ones if that is for ever. */
export interface Loads {
  /** w.v, which grows. */
  readonly zeta: Interval;
  /** w.y_k of now, y_k = x_k - P x_k. */
  readonly beside: readonly Interval[];
  /** Bounds on exp(-w.x_l) / Phi for the samples l behind. */
  readonly theta: readonly Interval[];
  /** A bound on Phi, the sum of exp(-w.x_i) over A and its copies. */
  readonly total: Interval;
}

/** Undefined where no kink holds the limit direction for the active positives J, or where that direction would wake another sample. */
export function faceSetting(at: Setting, J: readonly number[]): FaceSetting | undefined {
  const face = J.length === 0 ? undefined : faceOf(at, J);
  if (face === undefined || face.kinks.length === 0) return undefined;
  const { arithmetic, inner, rows } = at;
  const isCopy = (k: number, i: number): boolean => nth(rows, k).join() === nth(rows, i).join();
  const kinks = face.kinks.map(({ i: b, weight }): StruckKink => {
    const inverse = arithmetic.reciprocal(inner(b, b));
    return { i: b, weight, struck: struckWith(at, b).map((c) => ({ c, ratio: arithmetic.multiply(inner(b, c), inverse) })) };
  });
  const struck = kinks.flatMap((kink) => kink.struck);
  const others = everySample(at.data).filter((k) => !J.includes(k) && !struck.some(({ c }) => c === k));
  if (others.some((k) => isPositive(face.along(k)))) return undefined;
  // Quotients below the precision have no reciprocal.
  if (![...face.support, ...kinks].every(({ weight }) => isPositive(weight)) || !struck.every(({ ratio }) => isPositive(ratio)))
    return undefined;
  return {
    at,
    face,
    leaders: face.support.map((holder) => ({ ...holder, copies: BigInt(J.filter((k) => isCopy(k, holder.i)).length) })),
    behind: J.filter((k) => !face.support.some(({ i }) => isCopy(k, i))),
    kinks,
    others,
  };
}

/** The loads in a region; undefined where it is far too wide. */
export function loadsIn(
  { at: { arithmetic }, face, leaders, kinks, behind }: FaceSetting,
  { products }: Position,
  range: Range,
): Loads | undefined {
  const here = face.coordinates(products);
  const weighted = (of: readonly Holder[]): Interval =>
    arithmetic.sum(of.map(({ i, weight }) => arithmetic.multiply(weight, nth(products, i))));
  const zeta = arithmetic.subtract(weighted(leaders), weighted(kinks));
  const beside = products.map((product, k) => arithmetic.subtract(product, face.inner(face.coordinatesOf(k), here)));
  const upper = ({ low }: Interval): bigint => -low;
  const totals = leaders.map(({ i, copies }) => ({ copies, end: upper(arithmetic.add(zeta, range(face.coordinatesOf(i)))) }));
  // w.(x_l - x_i) is at least w.y_l - w.v of now and what xi adds to it.
  const lag = (l: number, i: number): Interval => {
    const difference = pairs(face.coordinatesOf(l), face.coordinatesOf(i)).map(([a, b]) => arithmetic.subtract(a, b));
    return arithmetic.add(arithmetic.subtract(nth(beside, l), zeta), range(difference));
  };
  const shares = behind.map((l) => least(leaders.map(({ i }) => upper(lag(l, i)))));
  if (greatest([...totals.map(({ end }) => end), ...shares]) > arithmetic.units(MOST_EXPONENT)) return undefined;
  const raised = (end: bigint): Interval => point(exp(arithmetic, point(end)).high);
  return {
    zeta,
    beside,
    theta: shares.map(raised),
    total: arithmetic.sum(totals.map(({ copies, end }) => arithmetic.multiply(arithmetic.integer(copies), raised(end)))),
  };
}

/** A bound on exp(w.x_c) for a struck negative x_c, a multiple of the kink's x_b. */
export interface Pull {
  readonly kink: StruckKink;
  readonly c: number;
  readonly ratio: Interval;
  readonly pull: Interval;
}

/** The pulls of the struck negatives, where w.x_b is at most so for each kink; undefined where that is far too much. */
export function pullsUpTo(
  { at: { arithmetic } }: FaceSetting,
  sides: readonly { readonly kink: StruckKink; readonly high: bigint }[],
): readonly Pull[] | undefined {
  const exponents = sides.flatMap(({ kink, high }) =>
    kink.struck.map(({ c, ratio }) => ({ kink, c, ratio, exponent: arithmetic.multiply(ratio, point(high)) })),
  );
  if (greatest(exponents.map(({ exponent }) => exponent.high)) > arithmetic.units(MOST_EXPONENT)) return undefined;
  return exponents.map(({ exponent, ...one }) => ({ ...one, pull: exp(arithmetic, exponent) }));
}

/** The sum of theta_l times what is positive of the values. */
export function worst({ arithmetic }: Setting, { theta }: Loads, values: readonly Interval[]): Interval {
  return arithmetic.inner(
    theta,
    values.map(({ high }) => point(greatest([high, 0n]))),
  );
}

/**
 * Lower bounds on w.x_i over J for ever, where xi stays in a region for as long as no other sample moves w: undefined unless all w.y_l - w.v
 * never fall behind, all other w.y_o never rise, and the samples of J are active and the others are not.
 */
export function floorsIn({ at, face, behind, others }: FaceSetting, loads: Loads, range: Range): readonly Interval[] | undefined {
  const { arithmetic } = at;
  const { zeta, beside } = loads;
  const worstOver = (value: (k: number) => Interval): bigint => worst(at, loads, behind.map(value)).high;
  const fromNow = (k: number, product: Interval): Interval => arithmetic.add(product, range(face.coordinatesOf(k)));
  const never =
    behind.every((l) => worstOver((k) => arithmetic.subtract(face.along(k), face.beside(l, k))) <= face.beyond(l).low) &&
    others.every((o) => worstOver((k) => face.beside(o, k)) <= -face.along(o).high) &&
    others.every((o) => isNotPositive(fromNow(o, nth(beside, o))));
  if (!never) return undefined;
  const floors = face.J.map((k) => fromNow(k, behind.includes(k) ? nth(beside, k) : zeta));
  return floors.every(isPositive) ? floors : undefined;
}
