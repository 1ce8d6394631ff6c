/** Data with a start at which every sample is active, and from which any draw leads into the separable region for good. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent } from '../../claim/claim.js';
import { powerSteps } from '../../claim/steps.js';
import { multiple } from '../../generator/exact-vector.js';
import { latticeVector, unitInterval } from '../../generator/lattice.js';
import { alpha } from '../../generator/steps.js';
import { mirror, turned } from '../../generator/turn.js';
import { VECTOR } from './stable-case.js';

const FEATURES = 3;
const STEPS = 6;

/**
 * 2 to 4 samples x = (y a, b, c) with a in [1/2, 1], small b > 0 and smaller c, so that products are positive within a class and
 * negative across. At a start along (0, 1, 0) all are active by little, and one draw of any sample carries all to their sides.
 *
 * @param lengths - factors of the positives and of the negatives, of which one is drawn each.
 */
export function tippedCases({
  positives = [1],
  negatives = [1],
}: {
  readonly positives?: readonly number[];
  readonly negatives?: readonly number[];
}): Arbitrary<CaseContent> {
  return fc
    .record({
      others: fc.constantFrom<readonly number[]>([], [1], [-1], [1, -1]),
      across: fc.array(unitInterval(), { minLength: 4, maxLength: 4 }),
      up: fc.array(unitInterval(), { minLength: 4, maxLength: 4 }),
      aside: fc.array(latticeVector(1, 1, 16), { minLength: 4, maxLength: 4 }),
      d: fc.integer({ min: 2, max: FEATURES }),
      nearer: fc.constantFrom(2, 3, 4, 6),
      turn: mirror(FEATURES),
      long: fc.constantFrom(...positives),
      longNegative: fc.constantFrom(...negatives),
      exponent: alpha(),
      u: latticeVector(VECTOR, 2, 16),
    })
    .map(({ others, across, up, aside, d, nearer, turn, long, longNegative, exponent, u }) => {
      const y = [1, -1, ...others];
      const x = y.map((label, i) => {
        const row = [(label * (1 + (across[i] ?? 0))) / 2, (up[i] ?? 0) / 4, (aside[i]?.[0] ?? 0) / 8].slice(0, d);
        return multiple((label === 1 ? long : longNegative) / 2, turned(row, turn));
      });
      const start = multiple(2 ** -nearer / Math.max(long, longNegative), turned([0, 1, 0].slice(0, d), turn));
      return { data: { x, y }, start, steps: powerSteps(exponent, STEPS), vectors: { u } };
    });
}
