/** Regions about the ray of a limit direction, by where the part xi of w in L (the face's span) lies: what they imply for everything beside L. */
import { exp } from '../arithmetic/exp.js';
import { greatest, type Interval, least, point } from '../arithmetic/interval.js';
import type { Position } from '../enclosure/path.js';
import type { Setting } from '../enclosure/setting.js';
import { type Face, faceOf } from './face.js';
import { struckWith } from './kink.js';

/** A larger exponent tells that a region is far too wide. */
const MOST_EXPONENT = 256n;

/** A case with its face, and the samples by the part that they play. */
export interface FaceSetting {
  readonly at: Setting;
  readonly face: Face;
  /** How many samples of J equal each of A, n_i. */
  readonly copies: readonly bigint[];
  /** For each of J the place in A of the sample that it equals, -1 if there is none. */
  readonly leader: readonly number[];
  /** Samples of J that equal none of A. */
  readonly behind: readonly number[];
  /** Negatives c with x_c = ratio x_b for the kink b at this place, b among them. */
  readonly struck: readonly { readonly c: number; readonly place: number; readonly ratio: Interval }[];
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
  const { arithmetic, gram, rows } = at;
  const { support, kinks } = face;
  const same = (i: number, k: number): boolean => rows[i]!.every((entry, p) => entry === rows[k]![p]);
  const struck = kinks.flatMap(({ i: b }, place) =>
    struckWith(at, b).map((c) => ({ c, place, ratio: arithmetic.multiply(gram[b]![c]!, arithmetic.reciprocal(gram[b]![b]!)) })),
  );
  const others = rows.flatMap((_, k) => (J.includes(k) || struck.some(({ c }) => c === k) ? [] : [k]));
  if (others.some((k) => face.along[k]!.low > 0n)) return undefined;
  // Quotients below the precision have no reciprocal.
  if (![...support, ...kinks].every(({ weight }) => weight.low > 0n) || !struck.every(({ ratio }) => ratio.low > 0n)) return undefined;
  const leader = J.map((k) => support.findIndex(({ i }) => same(i, k)));
  return {
    at,
    face,
    copies: support.map((_, p) => BigInt(leader.filter((place) => place === p).length)),
    leader,
    behind: J.filter((_, p) => leader[p] === -1),
    struck,
    others,
  };
}

/** The loads in a region; undefined where it is far too wide. */
export function loadsIn(
  { at: { arithmetic }, face, copies, behind }: FaceSetting,
  { products }: Position,
  range: Range,
): Loads | undefined {
  const { support, kinks, samples } = face;
  const here = face.coordinates(products);
  const weighted = (of: Face['support']): Interval =>
    of.reduce((sum, { i, weight }) => arithmetic.add(sum, arithmetic.multiply(weight, products[i]!)), arithmetic.zero);
  const zeta = arithmetic.subtract(weighted(support), weighted(kinks));
  const beside = products.map((product, k) => arithmetic.subtract(product, face.inner(samples[k]!, here)));
  const upper = ({ low }: Interval): bigint => -low;
  const totals = support.map(({ i }) => upper(arithmetic.add(zeta, range(samples[i]!))));
  // w.(x_l - x_i) is at least w.y_l - w.v of now and what xi adds to it.
  const shares = behind.map((l) =>
    least(
      support.map(({ i }) => {
        const difference = samples[l]!.map((value, p) => arithmetic.subtract(value, samples[i]![p]!));
        return upper(arithmetic.add(arithmetic.subtract(beside[l]!, zeta), range(difference)));
      }),
    ),
  );
  if (greatest([...totals, ...shares]) > arithmetic.integer(MOST_EXPONENT).low) return undefined;
  const raised = (end: bigint): Interval => point(exp(arithmetic, point(end)).high);
  return {
    zeta,
    beside,
    theta: shares.map(raised),
    total: totals.reduce(
      (sum, end, p) => arithmetic.add(sum, arithmetic.multiply(arithmetic.integer(copies[p]!), raised(end))),
      arithmetic.zero,
    ),
  };
}

/** exp(w.x_c) at most for the struck negatives, where w.x_b is at most so for the kinks; undefined where that is far too much. */
export function pullsUpTo({ at: { arithmetic }, struck }: FaceSetting, highs: readonly bigint[]): readonly Interval[] | undefined {
  const exponents = struck.map(({ place, ratio }) => arithmetic.multiply(ratio, point(highs[place]!)));
  if (greatest(exponents.map(({ high }) => high)) > arithmetic.integer(MOST_EXPONENT).low) return undefined;
  return exponents.map((exponent) => exp(arithmetic, exponent));
}

/** The sum of theta_l times what is positive of the values. */
export function worst({ arithmetic }: Setting, { theta }: Loads, values: readonly Interval[]): Interval {
  return values.reduce(
    (sum, { high }, p) => arithmetic.add(sum, arithmetic.multiply(theta[p]!, point(high > 0n ? high : 0n))),
    arithmetic.zero,
  );
}

/**
 * Lower bounds on w.x_i over J for ever, where xi stays in a region for as long as no other sample moves w: undefined unless all w.y_l - w.v
 * never fall behind, all other w.y_o never rise, and the samples of J are active and the others are not.
 */
export function floorsIn({ at, face, leader, behind, others }: FaceSetting, loads: Loads, range: Range): readonly Interval[] | undefined {
  const { arithmetic } = at;
  const { zeta, beside } = loads;
  const never =
    behind.every(
      (l) =>
        worst(
          at,
          loads,
          behind.map((k) => arithmetic.subtract(face.along[k]!, face.beside(l, k))),
        ).high <= face.beyond[l]!.low,
    ) &&
    others.every(
      (o) =>
        worst(
          at,
          loads,
          behind.map((k) => face.beside(o, k)),
        ).high +
          face.along[o]!.high <=
        0n,
    ) &&
    others.every((o) => arithmetic.add(beside[o]!, range(face.samples[o]!)).high <= 0n);
  if (!never) return undefined;
  const floors = face.J.map((k, p) => arithmetic.add(leader[p] === -1 ? beside[k]! : zeta, range(face.samples[k]!)));
  return floors.every(({ low }) => low > 0n) ? floors : undefined;
}
