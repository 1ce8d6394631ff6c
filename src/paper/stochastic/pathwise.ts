/** SGD in one region path by path, for displays that hold before expectations are taken. */

import fc from 'fast-check';
import type { ClaimDefinition, Hypothesis } from '../../claim/claim.js';
import { concluded } from '../../claim/conclude.js';
import { eachStepOf } from '../../claim/each-step.js';
import { allMet, holds, method, paper } from '../../claim/hypotheses.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import type { Snapshot } from '../../claim/snapshot.js';
import { stepCount } from '../../claim/steps.js';
import { everySample, sample } from '../../data/dataset.js';
import { samplingSeed } from '../../generator/steps.js';
import { exp } from '../../numerics/elementary.js';
import { addMultiple, dot } from '../../numerics/vector.js';
import { combes } from '../generators/combes.js';
import { stableCases, withSteps } from '../generators/stable-case.js';
import { type StableCase, stableCase, stableLabels } from './stable-case.js';

const COUNT = 60;

/** One step of a path: the loss of the proofs and its gradient at w_k, and the gradient of the sample drawn. */
export interface PathStep extends StableCase {
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** L(w) of eqs. 7 and 8 at w_k. */
  readonly loss: number;
  readonly gradient: Float64Array;
}

/** Judges every step of one path; `begin` makes what a path accumulates. */
export function alongPath(
  begin: (at: StableCase, slack: SlackRecord) => (step: PathStep) => void,
): Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'cases' | 'evaluate'> {
  return {
    chapter: 'stochastic gradient descent',
    kind: 'every t',
    method: 'exact',
    cases: fc
      .record({ short: stableCases(combes(), { regions: ['separable', 'local'], anyReach: true }), seed: samplingSeed() })
      .map(({ short, seed }) => ({ ...withSteps(short, COUNT), seed })),
    evaluate(input, parts) {
      const { hypotheses, at } = stableCase(input, parts, { regions: ['separable', 'local'], anyReach: true });
      const seeded = holds(method('seed', 'at least one step, with a seed'), stepCount(input) >= 1 && input.seed !== undefined);
      const met: Hypothesis[] = [...hypotheses, seeded];
      if (at === undefined || !allMet(met)) return { hypotheses: met, labels: [] };
      const slack = slackRecord();
      const visit = begin(at, slack);
      const isActive = new Set(at.active);
      const all = everySample(at.data);
      let stays = true;
      const sgd = {
        data: at.data,
        model: parts.relu,
        optimizer: parts.stochasticGradientDescent,
        stepSize: parts.powerSchedule(at.alpha),
        sampler: parts.uniformSampler(input.seed ?? 0, at.data.n),
      };
      eachStepOf(input, sgd, (before, after) => {
        stays = all.every((i) => isActive.has(i) === dot(before.w, sample(at.data, i)) > 0);
        if (stays) visit({ ...at, before, after, ...reducedLoss(at, before.w) });
        return stays;
      });
      const judged = [...met, holds(paper('stays', 'every iterate is in the region'), stays)];
      if (!stays) return { hypotheses: judged, labels: [] };
      return { hypotheses: judged, ...concluded(slack, 'no step could be told from rounding'), labels: stableLabels(at) };
    },
  };
}

/** L of eqs. 7 and 8, a linear model on the active samples, and its gradient. */
export function reducedLoss(
  { data, active }: StableCase,
  w: ArrayLike<number>,
): { readonly loss: number; readonly gradient: Float64Array } {
  const gradient = new Float64Array(data.d);
  let loss = 0;
  for (const i of active) {
    const x = sample(data, i);
    const l = exp(-dot(w, x)) / active.length;
    loss += l;
    addMultiple(gradient, -l, x);
  }
  return { loss, gradient };
}
