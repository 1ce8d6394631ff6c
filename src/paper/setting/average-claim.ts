/** What the claims about the direction of E wbar_t share on one neuron: theorem 3.4 and its counterpart for leaky ReLU. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent, Evaluation, Hypothesis } from '../../claim/claim.js';
import type { Concluded } from '../../claim/conclude.js';
import { holds, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import type { MeanFlowOptions } from '../../expectation/mean-flow.js';
import { samplingSeed } from '../../generator/steps.js';
import { combes } from '../generators/combes.js';
import { type StableRegion, stableCases, withSteps } from '../generators/stable-case.js';
import { AVERAGE_CASES, AVERAGE_RATE, averageDirection } from './average-limit.js';
import { type AveragedRun, firstSteps } from './first-steps.js';

/** T, steps taken one by one. */
const STEPS = [30_000, 100_000, 100_000] as const;

/** How such a claim is judged. */
export const averageClaim = { kind: 'expectation', method: 'limit', slack: AVERAGE_RATE, defaultCases: AVERAGE_CASES } as const;

/** Why the intended readings hold. */
export const HOLDS_FAR_OUT =
  'In the region SGD acts as on the linear model of the active samples. Its noise past step T is bounded for ever in the mean square by a number that falls like 1/T. So E wbar_t follows the gradient flow of the loss in accumulated step time, whose direction error is of order 1/ln t. The square of that error is even O(1/ln^2 t).';

/** Which direction is claimed: the printed argmin, which is minus the max-margin direction, or that direction. */
export type ClaimedDirection = 'printed' | 'max-margin';

/** The direction that is claimed. */
export function claimedDirection(claimed: ClaimedDirection, maxMargin: Float64Array): Float64Array {
  return claimed === 'printed' ? maxMargin.map((entry) => -entry) : maxMargin;
}

/** Runs of SGD that keep to a region, long enough for what comes after to be bounded. */
export function averageCases(regions: StableRegion | readonly StableRegion[]): Arbitrary<CaseContent> {
  return fc
    .record({
      short: stableCases(combes(), { regions: typeof regions === 'string' ? [regions] : regions }),
      count: fc.constantFrom(...STEPS),
      seed: samplingSeed(),
    })
    .map(({ short, count, seed }) => ({ ...withSteps(short, count), seed }));
}

/** A case whose hypotheses so far are met. */
export interface AverageRun extends Pick<AveragedRun, 'data' | 'model' | 'alpha' | 'isInside'>, Pick<MeanFlowOptions, 'rows' | 'gamma'> {
  readonly hypotheses: readonly Hypothesis[];
  readonly target: Float64Array;
  /** Whether exact signs show that no draw leads out of the region; false by default. */
  readonly noDrawLeads?: boolean;
}

/** Takes the first T steps, and judges what comes after: by where E wbar_t points, unless `read` looks at something else. */
export function judgeAverage(
  { hypotheses, target, rows, gamma, noDrawLeads = false, ...ready }: AverageRun,
  input: Case,
  parts: Parts,
  read: (flow: Omit<MeanFlowOptions, 'at'>, target: ArrayLike<number>, parts: Parts) => Concluded = averageDirection,
): Omit<Evaluation, 'labels'> {
  const steps = stepCount(input);
  const { stayed, arrived, w, average } = firstSteps({ ...ready, start: input.start, steps, seed: input.seed! }, parts);
  if (!stayed && noDrawLeads) return { hypotheses, undecided: 'rounding carries a sample over its kink: no draw leads out of the region' };
  const all = [...hypotheses, holds(paper('stays', 'every iterate looked at is in the region'), stayed)];
  if (!stayed) return { hypotheses: all };
  if (!arrived) return { hypotheses: all, undecided: 'the run of SGD ended early' };
  const flow = { rows, n: ready.data.n, gamma, alpha: ready.alpha, from: steps, start: w, average };
  return { hypotheses: all, ...read(flow, target, parts) };
}
