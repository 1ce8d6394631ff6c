/** Runs of gradient descent on the ReLU model with a small step, as the claims of theorem 3.2 draw them. */

import fc, { type Arbitrary } from 'fast-check';
import type { Snapshot } from '../../claim/snapshot.js';
import type { Case } from '../../data/case.js';
import type { DrawnData } from '../../generator/drawn.js';
import { separable } from '../../generator/separable.js';
import type { StartKind } from '../../generator/start.js';
import { outside } from '../generators/outside.js';
import { descentRuns } from '../setting/small-step.js';

/** Starts at which some sample is active, mostly. */
const MOVING: readonly StartKind[] = ['separable', 'partial', 'random', 'negatives', 'random'];

/** Runs with a step small at the start, and at most 1. */
export const smallStepRuns =
  (claim: string, count: number) =>
  (source: Arbitrary<DrawnData>): Arbitrary<Case> =>
    descentRuns({ slope: 0, most: 1, count, kinds: MOVING })(source).map((content) => ({ claim, ...content }));

/** Data with w^+ inside and outside the separable region alike. */
export const reluData = fc.oneof(separable(), outside());

/** True when some negative sample's activation differs between two iterates. */
export function negativeChangesActivation(negatives: readonly number[], before: Snapshot, after: Snapshot): boolean {
  return negatives.some((i) => before.preactivation[i]! > 0 !== after.preactivation[i]! > 0);
}
