/** Runs of the linear model that are followed far out: their cases and what they have to meet. */

import fc from 'fast-check';
import type { CaseContent, Hypothesis } from '../../claim/claim.js';
import { allMet, isPositiveStep, isSeparable } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps } from '../../claim/steps.js';
import type { Case, Steps } from '../../data/case.js';
import { type Dataset, dataset } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { withStart } from '../../generator/start.js';
import { type FeasibleMargin, signedRows } from '../../oracle/max-margin.js';
import { nearEnough, wideEnough } from '../setting/reach.js';
import { smallStep } from '../setting/small-step.js';

/** The steps of a run, from its data, its start and how often a step size is to be halved (1 to 3 times). */
type StepsOf = (data: Dataset, start: readonly number[], halvings: number) => Steps;

/** Cases of runs from any kind of start with the given steps. */
export function linearRuns(stepsOf: StepsOf): ReturnType<typeof onAnyData<CaseContent>> {
  return onAnyData<CaseContent>(separable(), (source) =>
    fc
      .tuple(withStart(source, ['separable', 'random', 'zero', 'partial']), fc.integer({ min: 1, max: 3 }))
      .map(([{ drawn, start }, halvings]) => ({ data: drawn.data, start, steps: stepsOf(dataset(drawn.data), start, halvings) })),
  );
}

/** A step small at the start: 2^-1 to 2^-3 times the largest power of two below 2/beta there, and at most 1/2. How far to go is the claim's. */
const smallConstantStep: StepsOf = (data, start, halvings) => constantSteps(Math.min(1 / 2, smallStep(data, start, 1, halvings)), 0);

/** Runs of gradient descent with such steps, to be followed to their limits. */
export const linearLimits = { ...linearRuns(smallConstantStep), recipe: 'limits of linear runs' };

/** What the claims share: separable data whose margin is wide enough, and a start that no longer matters at the horizon. */
interface WithinReach {
  readonly hypotheses: readonly Hypothesis[];
  /** The max margin, where all hypotheses are met. */
  readonly best: FeasibleMargin | undefined;
}

/** The hypotheses on the data and the start of a run that is followed far out. */
export function withinReach(input: Case, data: Dataset, parts: Parts): WithinReach {
  const printed = [isSeparable(data, parts), isPositiveStep(input)];
  if (!allMet(printed)) return { hypotheses: printed, best: undefined };
  const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
  const hypotheses = [...printed, wideEnough(data, best), nearEnough(data, input.start)];
  return { hypotheses, best: best.feasible && allMet(hypotheses) ? best : undefined };
}
