/** The regions W_J = { w : w.x_i > 0 for i in J, w.x_i <= 0 for all other samples }, J a set of positive samples. */

import { type Dataset, sample } from '../data/dataset.js';
import { ExactRows, integerDot } from './exact-rows.js';
import { exactSeparator } from './exact-separator.js';
import { maxMargin } from './max-margin.js';
import { representablePoint } from './representable.js';

/** Most positive samples for which all regions are listed: there can be 2^n+ of them. */
const MOST_POSITIVES = 16;

/**
 * A point of W_J, checked exactly; undefined when W_J is empty, which is certified exactly.
 *
 * Prefers a point with w.x_i < 0 outside J. For J empty, where w = 0 always belongs, it is a non-zero point unless
 * there is none (the samples positively span R^d), and then w = 0.
 *
 * @param J - distinct indices of positive samples.
 * @throws RangeError when J names a sample that is not positive, or when W_J has points but no double vector among them
 * was found (regions narrower than about 2^-53).
 */
export function regionPoint(data: Dataset, J: readonly number[]): Float64Array | undefined {
  for (const i of J) if (data.y[i] !== 1) throw new RangeError(`region: J holds ${i}, which is not the index of a positive sample`);
  const inside = J.map((i) => sample(data, i));
  const outside = Array.from({ length: data.n }, (_, i) => i)
    .filter((i) => !J.includes(i))
    .map((i) => sample(data, i));
  const exact = interiorPoint(data.d, inside, outside) ?? (J.length > 0 ? conePoint(data.d, inside, outside) : raysPoint(data.d, outside));
  if (exact === undefined) return J.length > 0 ? undefined : new Float64Array(data.d);
  const point = representablePoint(exact, inside, outside);
  if (point === undefined) throw new RangeError(`region: W_J for J = [${J.join(', ')}] is not empty, but no float64 point of it was found`);
  return point;
}

/**
 * All J with W_J not empty, each ascending; sets that hold the first positives come first, so the largest come early and
 * the empty set (w = 0) last.
 *
 * Decides one positive sample after the other and drops a partial choice when no w fits it, by exact certificates.
 *
 * @throws RangeError above 16 positive samples.
 */
export function nonEmptyRegions(data: Dataset): number[][] {
  const { positives, negatives, d } = data;
  if (positives.length > MOST_POSITIVES) {
    throw new RangeError(`regions: ${positives.length} positive samples, at most ${MOST_POSITIVES} can be enumerated`);
  }
  const choices = positives.map((i) => ({ i, row: sample(data, i) }));
  const integers = new ExactRows(
    choices.map(({ row }) => row),
    d,
  );
  const silent = negatives.map((i) => sample(data, i));
  const regions: number[][] = [];
  const branch = (inside: typeof choices, outside: typeof choices, witness: readonly bigint[]): void => {
    const next = inside.length + outside.length;
    const choice = choices[next];
    if (choice === undefined) {
      regions.push(inside.map(({ i }) => i));
      return;
    }
    const witnessIsInside = integerDot(integers.integer(next), witness) > 0n;
    for (const isInside of [true, false]) {
      const nowInside = isInside ? [...inside, choice] : inside;
      const nowOutside = isInside ? outside : [...outside, choice];
      const point =
        isInside === witnessIsInside
          ? witness
          : conePoint(
              d,
              nowInside.map(({ row }) => row),
              [...silent, ...nowOutside.map(({ row }) => row)],
            );
      if (point !== undefined) branch(nowInside, nowOutside, point);
    }
  };
  branch([], [], new Array<bigint>(d).fill(0n));
  return regions;
}

/** An exact w with a.w > 0 on the rows inside (at least one) and c.w <= 0 on those outside. */
function conePoint(dimension: number, inside: readonly Float64Array[], outside: readonly Float64Array[]): readonly bigint[] | undefined {
  const best = maxMargin({ dimension, atLeastOne: inside, atMostZero: outside });
  return best.feasible ? exactSeparator(inside, dimension, best) : undefined;
}

/** The same with c.w < 0 on the rows outside. */
function interiorPoint(
  dimension: number,
  inside: readonly Float64Array[],
  outside: readonly Float64Array[],
): readonly bigint[] | undefined {
  return conePoint(dimension, [...inside, ...outside.map((row) => row.map((x) => -x))], []);
}

/** A non-zero w with c.w <= 0 on all rows: one that has some coordinate at least 1 or at most -1. */
function raysPoint(dimension: number, outside: readonly Float64Array[]): readonly bigint[] | undefined {
  for (let j = 0; j < dimension; j++) {
    for (const sign of [1, -1]) {
      const axis = new Float64Array(dimension);
      axis[j] = sign;
      const point = conePoint(dimension, [axis], outside);
      if (point !== undefined) return point;
    }
  }
  return undefined;
}
