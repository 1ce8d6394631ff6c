/** Vectors in named regions of given data. */

import type { LabelledData } from '../data/dataset.js';
import { isZero, multiple } from './exact-vector.js';
import { type Region, regionOf } from './region.js';
import { quarterTurn, type WantedSign, walkTo } from './walk.js';

/**
 * Where a start is aimed at. What the data does not allow falls back to another region; labels say where it truly lies.
 *
 * - `zero`: w_0 = 0; `random`: anywhere; `separable`: y_i w.x_i > 0 for all i; `against`: minus a separator
 * - `partial`: some positives active and no negative; `silent`: no sample active, and w_0 not 0
 * - `negatives`: some negatives active and no positive
 */
export type StartKind = 'zero' | 'random' | 'separable' | 'against' | 'partial' | 'silent' | 'negatives';

const RAW_BITS = 8;
/** Sign patterns that are tried for one start, since each walk in vain costs its full length. */
const MOST_WISHES = 8;

/**
 * A vector in the region that a kind names, or in another one where a search of bounded length finds none.
 *
 * @param separator - of the data; used where the search for a separating vector gives up.
 * @param from - where the search sets out, so that different vectors lead to different points of a region.
 * @param chosen - bits that choose the samples which are to be active.
 */
export function aimed(
  kind: StartKind,
  data: LabelledData,
  separator: readonly number[],
  from: readonly number[],
  chosen: number,
): readonly number[] {
  switch (kind) {
    case 'zero':
      return multiple(0, from);
    case 'separable':
      return (
        walkTo(
          data,
          from,
          data.y.map((label) => (label > 0 ? 1 : -1)),
        ) ?? separator
      );
    case 'against':
      return multiple(-1, separator);
    case 'silent':
      return silent(data, chosen, from);
    case 'partial':
      return partial(data, chosen, from) ?? from;
    case 'negatives':
      return onlyNegatives(data, chosen, from) ?? multiple(-1, separator);
    case 'random':
      return from;
  }
}

/** A non-zero vector with no sample active, strictly if the walk finds one, else on the kink of a sample; 0 if there is none of these. */
function silent(data: LabelledData, chosen: number, from: readonly number[]): readonly number[] {
  for (const sign of [-1, 0] as const) {
    const w = walkTo(
      data,
      from,
      data.y.map(() => sign),
    );
    if (w !== undefined && !isZero(w)) return w;
  }
  const turns = data.x.slice(0, MOST_WISHES).flatMap((row) => {
    const turn = quarterTurn(row, chosen);
    return turn === undefined ? [] : [turn, multiple(-1, turn)];
  });
  return turns.find((turn) => regionOf(data, turn) === 'silent') ?? multiple(0, from);
}

/** Some positives active and some not, and no negative: the drawn ones if that can be, else any. */
function partial(data: LabelledData, chosen: number, from: readonly number[]): readonly number[] | undefined {
  const positives = indicesOf(data, 1);
  const drawn = positives.filter((_, k) => ((chosen >> (k % RAW_BITS)) & 1) === 1);
  const isProper = drawn.length > 0 && drawn.length < positives.length;
  const few = turnedList(positives, chosen).slice(0, MOST_WISHES);
  const pairs = few.flatMap((i) => few.filter((k) => k !== i).map((k) => [i, k] as const));
  return firstOf(data, from, 'partial', [
    ...(isProper ? [data.y.map((_, i): WantedSign => (drawn.includes(i) ? 1 : 0))] : []),
    ...turnedList(pairs, chosen).map(([active, inactive]) =>
      data.y.map((label, i): WantedSign => (i === active ? 1 : i === inactive || label < 0 ? 0 : undefined)),
    ),
  ]);
}

/** Some negatives active and no positive: the drawn ones if that can be, else any that includes a single one. */
function onlyNegatives(data: LabelledData, chosen: number, from: readonly number[]): readonly number[] | undefined {
  const negatives = indicesOf(data, -1);
  const drawn = negatives.filter((_, k) => ((chosen >> (k % RAW_BITS)) & 1) === 1);
  return firstOf(data, from, 'mixed', [
    ...(drawn.length > 0 ? [data.y.map((_, i): WantedSign => (drawn.includes(i) ? 1 : 0))] : []),
    ...turnedList(negatives, chosen).map((active) => data.y.map((label, i): WantedSign => (i === active ? 1 : label > 0 ? 0 : undefined))),
  ]);
}

/** Where the walk arrives first, among several wishes in turn. */
function firstOf(data: LabelledData, from: readonly number[], region: Region, wishes: readonly WantedSign[][]): number[] | undefined {
  for (const wanted of wishes.slice(0, MOST_WISHES)) {
    const w = walkTo(data, from, wanted);
    if (w !== undefined && regionOf(data, w) === region) return w;
  }
  return undefined;
}

function indicesOf({ y }: LabelledData, label: number): number[] {
  return y.flatMap((value, i) => (value === label ? [i] : []));
}

/** The list from a chosen element on, and round to it. */
function turnedList<T>(list: readonly T[], chosen: number): readonly T[] {
  const first = chosen % Math.max(1, list.length);
  return [...list.slice(first), ...list.slice(0, first)];
}
