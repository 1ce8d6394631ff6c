/** Data with w^+ strictly inside the separable region, and starts from which one positive alone is active and pushes a negative. */

import fc, { type Arbitrary } from 'fast-check';
import { latticeVector, positiveLattice } from '../../generator/lattice.js';
import { mirror, turned } from '../../generator/turn.js';
import type { DrawnExample } from './examples.js';

const FEATURES = 4;

/**
 * Positives x1 = (a, b) and x2 = (-e, -f) with a f > b e, a negative x3 = (0, c), in 2 to 4 dimensions with further entries of x1 alone.
 * w^+ is at a right angle to x1 - x2 with w^+.x3 < 0; x1.x3 > 0, and the start, far along the first axis, leaves x2 and x3 inactive.
 */
export function localSliding(): Arbitrary<DrawnExample> {
  return fc
    .record({
      d: fc.integer({ min: 2, max: FEATURES }),
      ahead: fc.tuple(positiveLattice(1, 16), positiveLattice(1, 16), latticeVector(FEATURES - 2, 1, 16)),
      behind: fc.tuple(positiveLattice(1, 16), positiveLattice(2, 16)),
      across: positiveLattice(1, 16),
      below: positiveLattice(1, 16),
      turn: mirror(FEATURES),
    })
    .map(({ d, ahead: [a, b, tail], behind: [e, more], across, below, turn }) => {
      const f = Math.ceil((b * e) / a) + more;
      const x1 = [a, b, ...tail].slice(0, d);
      const rest = new Array<number>(d - 2).fill(0);
      // Far enough for a strike on x3 to leave x2 inactive and x1 active.
      const far = Math.ceil((4 * f) / e + (4 * b) / a) + 4;
      // (b + f, -(a + e)) is at a right angle to x1 - x2.
      return {
        data: { x: [x1, [-e, -f, ...rest], [0, across, ...rest]].map((row) => turned(row, turn)), y: [1, 1, -1] },
        start: turned([far, -below / 16, ...rest], turn),
        separator: turned([b + f, -(a + e), ...rest], turn),
        labels: [`features:${d}`],
      };
    });
}
