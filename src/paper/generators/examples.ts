/** Data and starts of the two examples of section 3.2. */

import fc, { type Arbitrary } from 'fast-check';
import type { LabelledData } from '../../data/dataset.js';
import { axis } from '../../generator/exact-vector.js';
import { latticeVector, positiveLattice } from '../../generator/lattice.js';
import { mirror, turned } from '../../generator/turn.js';
import { nth } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';

/** An example's data with a start as the example asks for it. */
export interface DrawnExample {
  readonly data: LabelledData;
  readonly start: readonly number[];
  /** Exactly y_i separator.x_i > 0 for all i. */
  readonly separator: readonly number[];
  readonly labels: readonly string[];
}

const FEATURES = 4;

/**
 * Example 1: positives x1, x2 and a negative x3 with x1.x2 < 0 and x1.x3 < 0, separable, in 2 to 4 dimensions; a start with
 * w0.x1 > 0, w0.x2 < 0 and w0.x3 < 0.
 */
export function example1(): Arbitrary<DrawnExample> {
  return fc
    .record({
      d: fc.integer({ min: 2, max: FEATURES }),
      length: positiveLattice(2, 16),
      back: fc.tuple(positiveLattice(2, 16), positiveLattice(2, 16)),
      across: positiveLattice(2, 16),
      third: latticeVector(1, 2, 16),
      tails: fc.tuple(latticeVector(FEATURES - 2, 1, 16), latticeVector(FEATURES - 2, 1, 16)),
      start: latticeVector(FEATURES - 1, 1, 16),
      ahead: positiveLattice(2, 16),
      turn: mirror(FEATURES),
    })
    .map(({ d, length, back, across, third, tails, start, ahead, turn }) => {
      const slope = Math.floor(back[0] / across) + 1;
      const x1 = axis(d, 0, length);
      const x2 = [-back[0], across, ...tails[0]].slice(0, d);
      const aside = nth(third, 0);
      const x3 = [-back[1], slope * aside < back[1] ? aside : -aside, ...tails[1]].slice(0, d);
      const rest = [0, ...start].slice(0, d);
      const w = [floored(Math.max(0, dot(rest, x2) / back[0], dot(rest, x3) / back[1])) + ahead, ...rest.slice(1)];
      const separator = [1, slope, ...new Array<number>(d - 2).fill(0)];
      return drawn([x1, x2, x3], [1, 1, -1], w, separator, turn, [nth(x3, 1) > 0 ? 'x3:on-the-side-of-x2' : 'x3:elsewhere']);
    });
}

/**
 * Example 2: a positive x1 and a negative x2 with 0 < x1.x2 <= |x2|^2 / 2, separable, in 2 to 4 dimensions; a start with
 * w0.x1 > 0 and w0.x2 < 0.
 */
export function example2(): Arbitrary<DrawnExample> {
  return fc
    .record({
      d: fc.integer({ min: 2, max: FEATURES }),
      x1: fc.tuple(positiveLattice(2, 16), positiveLattice(1, 16)),
      tail: latticeVector(FEATURES - 2, 1, 16),
      excess: fc.option(positiveLattice(2, 16), { nil: 0 }),
      below: positiveLattice(1, 16),
      start: latticeVector(FEATURES - 2, 1, 16),
      ahead: positiveLattice(1, 16),
      turn: mirror(FEATURES),
    })
    .map(({ d, x1: [a, b], tail, excess, below, start, ahead, turn }) => {
      const x1 = [a, b, ...tail].slice(0, d);
      const x2 = axis(d, 1, 2 * b + excess);
      const rest = [0, -below, ...start].slice(0, d);
      const w = [floored(Math.max(0, -dot(rest, x1) / a)) + ahead, ...rest.slice(1)];
      const separator = [Math.floor(b / a) + 1, -1, ...new Array<number>(d - 2).fill(0)];
      return drawn([x1, x2], [1, -1], w, separator, turn, [excess === 0 ? 'x1.x2:at-half' : 'x1.x2:below-half']);
    });
}

/** The largest multiple of 1/16 up to x: adding 1/16 or more leads above x, also where x is a rounded quotient of small lattice numbers. */
function floored(x: number): number {
  return Math.floor(16 * x) / 16;
}

function drawn(
  rows: readonly (readonly number[])[],
  y: readonly number[],
  start: readonly number[],
  separator: readonly number[],
  turn: readonly number[],
  labels: readonly string[],
): DrawnExample {
  return {
    data: { x: rows.map((row) => turned(row, turn)), y },
    start: turned(start, turn),
    separator: turned(separator, turn),
    labels: [`features:${separator.length}`, ...labels],
  };
}
