/** Data on which SGD stays in W_J: samples of J in a cone, every other sample on its far side. */

import fc, { type Arbitrary } from 'fast-check';
import { dataLabels } from '../../generator/data-labels.js';
import type { DrawnData } from '../../generator/drawn.js';
import { axis } from '../../generator/exact-vector.js';
import { latticeVector, positiveLattice } from '../../generator/lattice.js';
import { mirror, turned } from '../../generator/turn.js';
import { nth } from '../../numerics/lists.js';

const FEATURES = 4;
const MOST = 3;

/** Data as drawn, with a vector in W_J that no step leads out of W_J. */
export interface LocalRegionData extends DrawnData {
  readonly start: readonly number[];
}

/**
 * 3 to 9 separable samples in 2 to 4 dimensions with a start in W_J, J neither empty nor all of I+.
 *
 * J has positive inner products within and non-positive ones with all other samples, exactly. J lies at last coordinate 0;
 * the other positives are behind it and above, the negatives behind it and below, so that some w separates all.
 */
export function localRegion(): Arbitrary<LocalRegionData> {
  const group = (): Arbitrary<number[][]> => fc.array(latticeVector(FEATURES, 1, 16), { minLength: 1, maxLength: MOST });
  return fc
    .record({
      d: fc.integer({ min: 2, max: FEATURES }),
      inside: group(),
      heights: fc.array(positiveLattice(1, 16), { minLength: MOST, maxLength: MOST }),
      above: group(),
      below: group(),
      turn: mirror(FEATURES),
    })
    .map(({ d, inside, heights, above, below, turn }) => {
      const rows = [
        ...inside.map((point, i) => insideCone(point, nth(heights, i), d)),
        ...above.map((point) => behind(point, d, 1)),
        ...below.map((point) => behind(point, d, -1)),
      ];
      const x = rows.map((row) => turned(row, turn));
      const y = rows.map((_, i) => (i < inside.length + above.length ? 1 : -1));
      // At height 1/16 and first entry -1 a sample needs 16 times the last coordinate to come out on its side.
      const separator = turned([1, ...new Array<number>(d - 2).fill(0), 17], turn);
      const start = turned(axis(d, 0), turn);
      return { data: { x, y }, separator, start, labels: dataLabels({ x, y }, separator) };
    });
}

/** First entry above the sum of the others' sizes, last entry 0. */
function insideCone(point: readonly number[], height: number, d: number): number[] {
  const between = point.slice(1, d - 1);
  return [between.reduce((sum, value) => sum + Math.abs(value), 0) + height, ...between, 0];
}

/** First entry at most 0, last entry of the given sign, nothing in between. */
function behind(point: readonly number[], d: number, sign: number): number[] {
  const depth = Math.abs(nth(point, 0));
  const height = Math.max(1 / 16, Math.abs(nth(point, 1)));
  return [-depth + 0, ...new Array<number>(d - 2).fill(0), sign * height];
}
