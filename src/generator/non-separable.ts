/** Data that no hyperplane through the origin separates, with the proof. */

import fc, { type Arbitrary } from 'fast-check';
import type { LabelledData } from '../data/dataset.js';
import { nth } from '../numerics/lists.js';
import { bothClasses, rawClasses } from './classes.js';
import { axis, combination, isZero, multiple } from './exact-vector.js';
import { latticeVector, positiveLattice } from './lattice.js';
import { mirror, turned } from './turn.js';

/** Data with a proof that it is not separable. */
export interface DrawnNonSeparable {
  readonly data: LabelledData;
  /** q >= 0, not all 0, with sum q_i y_i x_i = 0 exactly. */
  readonly combination: readonly number[];
  readonly labels: readonly string[];
}

const SAMPLES = 7;
const FEATURES = 4;
const LARGEST_CORE = 4;

/**
 * 2 to 7 samples of both classes in 1 to 4 dimensions, some 1 to 4 of which ("core") combine to zero: a zero sample,
 * two that oppose or contradict each other, a triangle or tetrahedron around 0.
 *
 * Label "others:touching": some v has y_i v.x_i = 0 on the core and > 0 on all other samples, so that the data is
 * separable in the closed but not in the open sense. "others:free": the others are anywhere.
 */
export function nonSeparable(): Arbitrary<DrawnNonSeparable> {
  return fc
    .record({
      n: fc.integer({ min: 2, max: SAMPLES }),
      d: fc.integer({ min: 1, max: FEATURES }),
      // Two samples come first, as the simplest proof to read.
      core: fc.constantFrom(2, 3, LARGEST_CORE, 3, 2, 1),
      weights: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: LARGEST_CORE, maxLength: LARGEST_CORE }),
      points: fc.array(latticeVector(FEATURES, 1, 16), { minLength: SAMPLES, maxLength: SAMPLES }),
      touching: fc.boolean(),
      heights: fc.array(positiveLattice(1, 16), { minLength: SAMPLES, maxLength: SAMPLES }),
      negative: rawClasses(SAMPLES),
      position: fc.nat({ max: SAMPLES - 1 }),
      turn: mirror(FEATURES),
    })
    .map(({ n, d, core, weights, points, touching, heights, negative, position, turn }) => {
      const members = Math.min(core, n);
      const isTouching = touching && d > 1 && members < n;
      const signed = points.slice(0, n).map((point) => point.slice(0, d));
      signed.forEach((row, i) => {
        if (isTouching) row[0] = i < members ? 0 : nth(heights, i);
        if (i < members && isZero(row)) signed[i] = axis(d, d - 1);
      });
      const q = signed.map((_, i) => (i < members - 1 ? nth(weights, i) : i === members - 1 ? 1 : 0));
      signed[members - 1] = signed
        .slice(0, members - 1)
        .reduce<number[]>((sum, row, i) => combination(1, sum, -nth(q, i), row), new Array<number>(d).fill(0));
      const y = bothClasses(negative, n);
      const order = signed.map((_, i) => (i + position) % n);
      const data = { x: order.map((i) => turned(multiple(nth(y, i), nth(signed, i)), turn)), y: order.map((i) => nth(y, i)) };
      return {
        data,
        combination: order.map((i) => nth(q, i)),
        labels: [`core:${coreLabel(members, y)}`, `others:${members === n ? 'none' : isTouching ? 'touching' : 'free'}`],
      };
    });
}

function coreLabel(members: number, y: readonly number[]): string {
  if (members === 1) return 'zero';
  if (members === 2) return y[0] === y[1] ? 'opposite' : 'contradictory';
  return members === 3 ? 'triangle' : 'tetrahedron';
}
