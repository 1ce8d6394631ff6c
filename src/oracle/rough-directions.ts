/** Directions that may be wrong on few samples of data that are not separable, in float64. Nothing rests on their being good. */

import { addMultiple, dot } from '../numerics/vector.js';

/** Passes over the data for one direction, and how often the samples on its wrong side are given up for another. */
const PASSES = 200;
const ROUNDS = 6;

/** Directions w, one and the same vector each time, of which some has w.a > 0 for most rows a. */
export function* roughDirections(rows: readonly Float64Array[], dimension: number): Generator<Float64Array, undefined> {
  const w = new Float64Array(dimension);
  const gradient = new Float64Array(dimension);
  let inPlay: readonly Float64Array[] = rows;
  for (let round = 0; round < ROUNDS && inPlay.length > 0; round++) {
    for (let pass = 0; pass < PASSES; pass++) descend(inPlay, rows.length, w, gradient);
    yield w;
    inPlay = rows.filter((row) => dot(row, w) > 0);
  }
  return undefined;
}

/** One step down the squared hinge loss of the rows in play, of so many. */
function descend(inPlay: readonly Float64Array[], of: number, w: Float64Array, gradient: Float64Array): void {
  gradient.fill(0);
  for (const row of inPlay) {
    const lack = 1 - dot(row, w);
    if (lack > 0) addMultiple(gradient, lack, row);
  }
  for (const [j, value] of gradient.entries()) w[j] = (w[j] ?? 0) + value / of;
}
