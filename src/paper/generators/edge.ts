/** Separable data whose w^+ lies on the edge of the linearly separable region: w^+.x_j = 0 for some negative, and > 0 for none. */

import fc, { type Arbitrary } from 'fast-check';
import { dataLabels } from '../../generator/data-labels.js';
import type { DrawnData } from '../../generator/drawn.js';
import { latticeVector, positiveLattice } from '../../generator/lattice.js';
import { mirror, turned } from '../../generator/turn.js';
import { largest, nth } from '../../numerics/lists.js';

const FEATURES = 4;
const FURTHER = 2;

/**
 * Such data in 2 to 4 dimensions. The positives have first entries of at least p, and one is p e_1, so w^+ = e_1; negatives have a first
 * entry of 0 (the edge) or below.
 */
export function edge(): Arbitrary<DrawnData> {
  return fc
    .record({
      d: fc.integer({ min: 2, max: FEATURES }),
      first: positiveLattice(2, 16),
      positives: fc.array(fc.tuple(positiveLattice(1, 16), latticeVector(FEATURES - 1, 1, 16)), { maxLength: FURTHER }),
      across: fc.tuple(positiveLattice(2, 16), latticeVector(FEATURES - 2, 1, 16)),
      negatives: fc.array(fc.tuple(positiveLattice(1, 16), latticeVector(FEATURES - 1, 1, 16)), { maxLength: FURTHER }),
      turn: mirror(FEATURES),
    })
    .map(({ d, first, positives, across, negatives, turn }) => {
      const rows = [
        [first, ...new Array<number>(d - 1).fill(0)],
        ...positives.map(([beyond, tail]) => [first + beyond, ...tail].slice(0, d)),
        [0, across[0], ...across[1]].slice(0, d),
        ...negatives.map(([behind, tail]) => [-behind, ...tail].slice(0, d)),
      ];
      const y = [1, ...positives.map(() => 1), -1, ...negatives.map(() => -1)];
      // (M, -1, 0, ...) separates once M outweighs every second entry.
      const steep = 1 + largest(rows.map((row) => (row[0] === 0 ? 0 : Math.ceil(Math.abs(nth(row, 1) / nth(row, 0))))));
      const separator = turned([steep, -1, ...new Array<number>(d - 2).fill(0)], turn);
      const data = { x: rows.map((row) => turned(row, turn)), y };
      return { data, separator, labels: [`features:${d}`, ...dataLabels(data, separator)] };
    });
}
