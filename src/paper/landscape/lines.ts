/** The lines through the origin that samples lie on: the ReLU loss is a sum over them, each term a function of one inner product. */

import { type Dataset, sample } from '../../data/dataset.js';
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
  const first = nth(
    row,
    row.findIndex((entry) => entry !== 0),
  );
  return row.reduce((sum, entry) => sum + entry / first, 0);
}

/** The exact sign of (lengths of the negatives on a line) - (lengths of its positives): that of the loss's kink across the line. */
export function balanceOf(data: Dataset, line: Line): -1 | 0 | 1 {
  const first = sample(data, nth(line, 0));
  const axis = first.findIndex((entry) => entry !== 0);
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
  const axis = x.findIndex((entry) => entry !== 0);
  for (let tries = -Math.min(data.d, FEW); tries < FEW; tries++) {
    const w = new Float64Array(data.d);
    for (let j = 0; j < data.d; j++) {
      if (j === axis) continue;
      // Turned in the plane of two features a vector of any doubles is orthogonal exactly; in more only where nothing is rounded.
      const share = tries < 0 ? (j === -1 - tries ? 1 : 0) : nth(raw, j) + tries * (j + 1);
      w[j] = -share * nth(x, axis);
      w[axis]! += share * nth(x, j);
    }
    let largest = 0;
    let lies = true;
    for (let i = 0; i < data.n && lies; i++) {
      const row = sample(data, i);
      lies = (signOfDot(w, row) === 0) === line.includes(i);
      largest = Math.max(largest, Math.abs(dot(w, row)));
    }
    if (!lies) continue;
    while (largest > 1) {
      largest /= 2;
      for (let j = 0; j < data.d; j++) w[j]! /= 2;
    }
    return w;
  }
  return undefined;
}

/** Whether one row is a multiple of the other, exactly; neither is zero. */
function isMultiple(a: Float64Array, b: Float64Array): boolean {
  for (let j = 0; j < a.length; j++) {
    for (let k = j + 1; k < a.length; k++) {
      if (signOfDot([nth(a, j), nth(a, k)], [nth(b, k), -nth(b, j)]) !== 0) return false;
    }
  }
  return true;
}
