/** Data in the sense of Combes et al. (2018), as proposition 2 needs it. */

import fc, { type Arbitrary } from 'fast-check';
import type { LabelledData } from '../../data/dataset.js';
import { bothClasses, rawClasses } from '../../generator/classes.js';
import { dataLabels } from '../../generator/data-labels.js';
import type { DrawnData } from '../../generator/drawn.js';
import { axis, multiple } from '../../generator/exact-vector.js';
import { latticeVector, positiveLattice } from '../../generator/lattice.js';
import { mirror, turned } from '../../generator/turn.js';
import { nth } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';

const SAMPLES = 8;
const FEATURES = 4;
/** Squared cosines below this are nearly orthogonal. */
const NEARLY_ORTHOGONAL = 1 / 64;

/**
 * 2 to 8 samples in 1 to 4 dimensions with x_i.x_j > 0 for equal labels and x_i.x_j < 0 for different ones, exactly.
 *
 * The y_i x_i lie in an orthant with a positive first entry, or about an axis with first entry above the sum of the
 * others' sizes; either makes all their inner products positive. Of a tight cone the first two are nearly orthogonal. A
 * similarity then takes them off the axes.
 */
export function combes(): Arbitrary<DrawnData> {
  return fc
    .record({
      n: fc.integer({ min: 2, max: SAMPLES }),
      d: fc.integer({ min: 1, max: FEATURES }),
      cone: fc.constantFrom('orthant', 'axis', 'tight'),
      points: fc.array(latticeVector(FEATURES, 1, 16), { minLength: SAMPLES, maxLength: SAMPLES }),
      heights: fc.array(positiveLattice(1, 16), { minLength: SAMPLES, maxLength: SAMPLES }),
      negative: rawClasses(SAMPLES),
      turn: mirror(FEATURES),
    })
    .map(({ n, d, cone, points, heights, negative, turn }) => {
      const y = bothClasses(negative, n);
      const x = y.map((label, i) => {
        const row = inCone(cone, nth(points, i).slice(0, d), nth(heights, i), i);
        return turned(multiple(label, row), turn);
      });
      const data = { x, y };
      const separator = turned(cone === 'orthant' ? new Array<number>(d).fill(1) : axis(d, 0), turn);
      return { data, separator, labels: [`cone:${cone}`, `angles:${anglesLabel(data)}`, ...dataLabels(data, separator)] };
    });
}

/** A point of the cone, in place of any point; by position, as the first two of a tight cone lie to either side of its axis. */
function inCone(cone: string, point: readonly number[], height: number, position: number): number[] {
  if (cone === 'orthant') return point.map((value, j) => Math.abs(value) + (j === 0 ? height : 0));
  const aside = cone === 'tight' && position < 2 ? axis(point.length, 1 % point.length, position === 0 ? 1 : -1) : point;
  const reach = aside.slice(1).reduce((sum, value) => sum + Math.abs(value), 0);
  return [reach + (cone === 'tight' ? 1 / 16 : height), ...aside.slice(1)];
}

/** Whether two samples, of one class or of two, are nearly at a right angle. */
export function anglesLabel({ x }: Pick<LabelledData, 'x'>): string {
  const nearly = x.some((a) => x.some((b) => dot(a, b) ** 2 < NEARLY_ORTHOGONAL * dot(a, a) * dot(b, b)));
  return nearly ? 'nearly-orthogonal' : 'clear';
}
