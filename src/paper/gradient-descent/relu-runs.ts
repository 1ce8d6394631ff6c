/** Runs of gradient descent on the ReLU model, as the claims of theorem 3.2 draw them. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent, ClaimDefinition } from '../../claim/claim.js';
import type { Snapshot } from '../../claim/snapshot.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps } from '../../claim/steps.js';
import { separable } from '../../generator/separable.js';
import type { StartKind } from '../../generator/start.js';
import { edge } from '../generators/edge.js';
import { localSliding } from '../generators/local-sliding.js';
import { locks } from '../generators/locks.js';
import { outside } from '../generators/outside.js';
import { quickLocks } from '../generators/quick-locks.js';
import { limitRuns } from '../setting/limit-runs.js';
import { descentRuns } from '../setting/small-step.js';
import { exampleOneRuns } from './examples.js';

/** Starts at which some sample is active, mostly. */
const MOVING: readonly StartKind[] = ['separable', 'partial', 'random', 'negatives', 'random'];

/** Data with w^+ inside and outside the separable region alike. */
export const reluData = fc.oneof(separable(), outside());

/** Runs of `count` steps with a step small at the start, and at most 1. */
export function reluSteps(count: number): Pick<ClaimDefinition, 'cases' | 'casesOn'> {
  return onAnyData(reluData, descentRuns({ slope: 0, most: 1, count, kinds: MOVING }));
}

/** True when some negative sample's activation differs between two iterates. */
export function negativeChangesActivation(negatives: readonly number[], before: Snapshot, after: Snapshot): boolean {
  return negatives.some((i) => before.preactivation[i]! > 0 !== after.preactivation[i]! > 0);
}

/** Runs on data with w^+ inside the separable region, from starts from which one positive alone is active and pushes a negative. */
export const pushedRuns: Arbitrary<CaseContent> = fc
  .tuple(localSliding(), fc.integer({ min: 1, max: 4 }))
  .map(([{ data, start }, halvings]) => ({ data, start, steps: constantSteps(2 ** -halvings, 0) }));

const lockRuns: Arbitrary<CaseContent> = locks().map(({ data, start }) => ({ data, start, steps: constantSteps(1 / 2, 0) }));

const quickLockRuns: Arbitrary<CaseContent> = quickLocks().map(({ data, start }) => ({ data, start, steps: constantSteps(1, 0) }));

/** Runs on random data, to be followed to their limits. */
export const randomLimits = onAnyData(reluData, limitRuns({ slope: 0 }));

/** Runs of every kind, to be followed to their limits. */
export const reluLimits = {
  ...randomLimits,
  recipe: 'limits of ReLU runs',
  // Example 1 is the plainest data on which a proper subset of the positives stays active.
  cases: fc.oneof({ weight: 3, arbitrary: randomLimits.cases }, { weight: 2, arbitrary: exampleOneRuns }),
} satisfies Partial<ClaimDefinition>;

/** The same with runs on data on which strikes on negatives lift a positive over its kink again and again. */
export const reluLimitsAndLocks = {
  ...randomLimits,
  recipe: 'limits of ReLU runs, and locks',
  cases: fc.oneof(
    { weight: 12, arbitrary: randomLimits.cases },
    { weight: 4, arbitrary: exampleOneRuns },
    { weight: 2, arbitrary: lockRuns },
    { weight: 2, arbitrary: quickLockRuns },
  ),
} satisfies Partial<ClaimDefinition>;

/** Runs on data with w^+ on the edge of the separable region, or outside of it, from starts from which many keep all positives active. */
export const limitsOffTheRegion = {
  ...onAnyData(fc.oneof(outside(), edge()), limitRuns({ slope: 0, kinds: ['separable', 'separable', 'partial'] })),
  recipe: 'limits of ReLU runs, w^+ not in the region',
} satisfies Partial<ClaimDefinition>;

/** Runs of which most end in the separable region. */
export const limitsInTheRegion = {
  ...onAnyData(separable(), limitRuns({ slope: 0, kinds: ['separable', 'separable', 'partial', 'random'] })),
  recipe: 'limits of ReLU runs, w^+ anywhere',
} satisfies Partial<ClaimDefinition>;
