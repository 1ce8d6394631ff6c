/** Data with two negatives at an obtuse angle that one positive pushes over their kinks, in turn. */

import fc, { type Arbitrary } from 'fast-check';
import { latticeVector, positiveLattice } from '../../generator/lattice.js';
import { mirror, turned } from '../../generator/turn.js';
import type { DrawnExample } from './examples.js';

const FEATURES = 4;

/**
 * A positive x1 = (a, b, c), negatives x2 = (-e, f, -g) and x3 = (-e', -g', f') with f, f' >= 1 and e, e', g, g' <= 3/4, in 3 or 4
 * dimensions with a further entry of x1 alone. The first axis separates. At the start x1 alone is active.
 */
export function obtuseKinks(): Arbitrary<DrawnExample> {
  return fc
    .record({
      d: fc.integer({ min: 3, max: FEATURES }),
      first: fc.tuple(positiveLattice(1, 16), positiveLattice(1, 16), positiveLattice(1, 16)),
      tail: latticeVector(FEATURES - 3, 1, 16),
      steep: fc.tuple(positiveLattice(1, 16), positiveLattice(1, 16)),
      back: fc.tuple(positiveLattice(3, 1), positiveLattice(3, 1)),
      across: fc.tuple(positiveLattice(3, 1), positiveLattice(3, 1)),
      below: fc.tuple(positiveLattice(1, 16), positiveLattice(1, 16)),
      turn: mirror(FEATURES),
    })
    .map(({ d, first: [a, b, c], tail, steep, back, across, below, turn }) => {
      const rest = new Array<number>(d - 3).fill(0);
      const x1 = [a, b, c, ...tail].slice(0, d);
      const x2 = [-back[0] / 8, 1 + steep[0], -across[0] / 4, ...rest];
      const x3 = [-back[1] / 8, -across[1] / 4, 1 + steep[1], ...rest];
      const far = Math.ceil(2 / a) + 2;
      return {
        data: { x: [x1, x2, x3].map((row) => turned(row, turn)), y: [1, -1, -1] },
        start: turned([far, -below[0] / 16, -below[1] / 16, ...rest], turn),
        separator: turned([1, ...new Array<number>(d - 1).fill(0)], turn),
        labels: [`features:${d}`],
      };
    });
}
