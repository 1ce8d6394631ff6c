/** The lines through the origin that samples lie on: the ReLU loss is a sum over them, each term a function of one inner product. */

import { type Dataset, everySample, sample } from '../../data/dataset.js';
import { signOfDot } from '../../numerics/exact-dot.js';
import { nth } from '../../numerics/lists.js';
import { listed, remembering } from '../../numerics/remember.js';
import { dot } from '../../numerics/vector.js';

/** Turns that are tried of each kind. */
const FEW = 16;

/** Samples that are multiples of one another, ascending. */
export type Line = readonly number[];

/** The samples by their lines, exactly. */
export const linesOf: (data: Dataset) => readonly Line[] = remembering(({ d, x }) => listed([d], x), foundLines);

function foundLines(data: Dataset): Line[] {
  const lines: number[][] = [];
  const alike = new Map<number, number[][]>();
  for (let i = 0; i < data.n; i++) {
    const ratio = sumOfRatios(sample(data, i));
    const candidates = alike.get(ratio) ?? [];
    const line = candidates.find((of) => isMultiple(sample(data, nth(of, 0)), sample(data, i)));
    if (line !== undefined) line.push(i);
    else {
      lines.push([i]);
      alike.set(ratio, [...candidates, nth(lines, lines.length - 1)]);
    }
  }
  return lines;
}

/** A number that multiples of a row share to the bit: the rounded ratio of two entries is that of any multiples of them. */
function sumOfRatios(row: Float64Array): number {
  const first = nth(row, axisOf(row));
  return row.reduce((sum, entry) => sum + entry / first, 0);
}

/** The exact sign of (lengths of the negatives on a line) - (lengths of its positives): that of the loss's kink across the line. */
export function balanceOf(data: Dataset, line: Line): -1 | 0 | 1 {
  const axis = axisOf(sample(data, nth(line, 0)));
  return signOfDot(
    line.map((i) => Math.abs(nth(sample(data, i), axis))),
    line.map((i) => -nth(data.y, i)),
  );
}

/**
 * A vector on the kink of a line, exactly, and on that of no other sample; undefined where none of a few is.
 *
 * @param raw - where the search sets out.
 */
export function pointOnKink(data: Dataset, line: Line, raw: ArrayLike<number>): Float64Array | undefined {
  const x = sample(data, nth(line, 0));
  const axis = axisOf(x);
  const rows = everySample(data).map((i) => sample(data, i));
  for (const share of turnsFrom(raw, data.d)) {
    const w = new Float64Array(data.d);
    for (let j = 0; j < data.d; j++) {
      if (j === axis) continue;
      // Turned in the plane of two features a vector of any doubles is orthogonal exactly; in more only where nothing is rounded.
      w[j] = -share(j) * nth(x, axis);
      w[axis]! += share(j) * nth(x, j);
    }
    if (!rows.every((row, i) => (signOfDot(w, row) === 0) === line.includes(i))) continue;
    while (rows.some((row) => Math.abs(dot(w, row)) > 1)) w.set(w.map((entry) => entry / 2));
    return w;
  }
  return undefined;
}

/** How far to turn in the plane of each feature j and the axis of a line: in one plane alone, the last of a few first, or in all at once. */
function turnsFrom(raw: ArrayLike<number>, d: number): readonly ((j: number) => number)[] {
  const few = Array.from({ length: FEW }, (_, place) => place);
  return [
    ...few
      .slice(0, d)
      .reverse()
      .map((only) => (j: number) => (j === only ? 1 : 0)),
    ...few.map((more) => (j: number) => nth(raw, j) + more * (j + 1)),
  ];
}

/** The first feature in which a row is not 0. */
function axisOf(row: Float64Array): number {
  return row.findIndex((entry) => entry !== 0);
}

/** Whether one row is a multiple of the other, exactly; neither is zero. */
function isMultiple(a: Float64Array, b: Float64Array): boolean {
  const axis = axisOf(a);
  return a.every((entry, j) => signOfDot([nth(a, axis), entry], [nth(b, j), -nth(b, axis)]) === 0);
}
