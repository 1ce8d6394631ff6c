/** Long runs of SGD that stay in one region. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent } from '../../claim/claim.js';
import type { LabelledData } from '../../data/dataset.js';
import { samplingSeed } from '../../generator/steps.js';
import { combes } from './combes.js';
import { type StableAim, samplesOf, stableCases, withCopies, withSteps } from './stable-case.js';

/** Horizons, the more frequent the shorter. */
const HORIZONS = {
  long: [100, 100, 100, 300, 300, 300, 300, 1000, 1000, 1000, 3000, 10_000],
  shorter: [100, 100, 300, 300, 1000],
} as const;
/** Copies of the first negative. */
const SILENT = { some: [0, 0, 0, 60], few: [0], many: [120, 240] } as const;

/** Which cases are drawn. */
export interface LongAim extends StableAim {
  /** Silent samples: as drawn or more by default, no two alike, or many more. */
  readonly silent?: keyof typeof SILENT;
  /** Horizons up to 10,000 by default, or up to 1,000 where more runs tell more. */
  readonly horizons?: keyof typeof HORIZONS;
}

/** Runs that stay in their region for hundreds or thousands of steps, with a seed. */
export function longCases({ regions, slow = false, still = false, silent = 'some', horizons = 'long' }: LongAim): Arbitrary<CaseContent> {
  return fc
    .record({
      short: stableCases(combes(), { regions, slow, still }),
      count: fc.constantFrom(...HORIZONS[horizons]),
      seed: samplingSeed(),
      copies: fc.constantFrom(...SILENT[silent]),
    })
    .map(({ short, count, seed, copies }) => ({
      ...withSteps(short, count),
      data: silent === 'few' ? withoutRepeats(short.data) : withCopies(short.data, -1, copies),
      seed,
    }));
}

/** The data with each negative once. */
function withoutRepeats(data: LabelledData): LabelledData {
  const { x, y } = data;
  const kept = x.flatMap((row, i) =>
    y[i] === 1 || x.findIndex((other, j) => y[j] === -1 && other.join() === row.join()) === i ? [i] : [],
  );
  return samplesOf(data, kept);
}
