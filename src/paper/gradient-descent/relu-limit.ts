/** What claims about the limit of ReLU runs share: the hypotheses, the run followed to its horizon, and the table of outcomes. */

import type { Claim, Conclusion, Evaluation, Hypothesis, Label } from '../../claim/claim.js';
import { decided } from '../../claim/conclude.js';
import { allMet, holds, isSeparable, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { eta } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset } from '../../data/dataset.js';
import { rateSlack } from '../setting/limit-direction.js';
import { nearEnough, wideEnough } from '../setting/reach.js';
import { follow, type SettledRun } from '../setting/settled-run.js';
import { isSmallStep } from '../setting/small-step.js';
import { constrainedMargin } from './positives.js';
import { followStrikes, type RecurrentRun } from './recurrent.js';

/** A settled ReLU run with the positives J it settled on and the negatives whose kinks it stays on. */
export interface ReluLimit {
  readonly data: Dataset;
  readonly run: SettledRun;
  readonly J: readonly number[];
  readonly sliding: readonly number[];
  readonly parts: Parts;
}

/** What a claim says of a settled run: hypotheses that show only there, and a conclusion where they are met. */
export interface LimitVerdict {
  readonly hypotheses?: readonly Hypothesis[];
  readonly conclusion?: Conclusion | undefined;
  readonly undecided?: string;
}

/** How a claim about the limit of ReLU runs judges them. */
export interface LimitJudge {
  /** Hypotheses beside separable data and a small step, on what is known before the run. */
  further?(data: Dataset, input: Case, parts: Parts): readonly Hypothesis[];
  /** What is said of a run that terminates; where it is absent the claim is about no such run. */
  readonly terminated?: Conclusion;
  /** What is said of a run that log time cannot follow and that has recurrent positives; where it is absent no run is followed from strike to strike. */
  recurrent?(run: RecurrentRun, data: Dataset, parts: Parts): Conclusion | undefined;
  judge(limit: ReluLimit): LimitVerdict;
}

/** The table of outcomes: what a run did, by name. */
function outcomeLabel({ data, J, sliding }: ReluLimit): Label {
  const reach = J.length === data.positives.length ? 'global' : 'local';
  return ['outcome', sliding.length > 0 ? `${reach}-sliding` : reach];
}

/** The evaluation of a claim about the limit of ReLU runs. */
export function atReluLimit({ further = () => [], terminated, recurrent, judge }: LimitJudge): Claim['evaluate'] {
  return (input, parts): Evaluation => {
    const data = dataset(input.data);
    const rate = eta(input);
    const hypotheses = [isSeparable(data, parts), isSmallStep(data, input, parts), ...further(data, input, parts)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    hypotheses.push(wideEnough(data, constrainedMargin(data, data.positives, parts)), nearEnough(data, input.start));
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    let run = follow(data, parts.relu, input.start, rate, parts);
    if (run.kind === 'unknown' && recurrent !== undefined) {
      const { w, recurrent: again } = followStrikes(data, input.start, rate, parts);
      const conclusion = typeof again === 'string' ? undefined : recurrent(again, data, parts);
      if (conclusion !== undefined) return { hypotheses, conclusion, labels: [['outcome', 'recurrent']] };
      // A later iterate of the run starts the same run, and chatter may have left the reach of what forbade its average.
      if (w !== undefined) run = follow(data, parts.relu, w, rate, parts);
    }
    if (run.kind === 'unknown') return { hypotheses, undecided: run.reason, labels: [['outcome', 'unknown']] };
    if (run.kind === 'terminated') {
      const labels: readonly Label[] = [['outcome', 'terminated']];
      if (terminated !== undefined) return { hypotheses, conclusion: terminated, labels };
      return { hypotheses: [...hypotheses, holds(paper('no-termination', 'the run does not terminate'), false)], labels };
    }
    const { active, sliding } = run.last;
    const J = active.filter((i) => data.y[i] === 1 && !sliding.includes(i));
    const limit: ReluLimit = { data, run, J, sliding, parts };
    const { hypotheses: shown = [], conclusion, undecided = 'no limit direction' } = judge(limit);
    const all = [...hypotheses, ...shown];
    const labels = [outcomeLabel(limit)];
    if (!allMet(all)) return { hypotheses: all, labels };
    return { hypotheses: all, ...decided(conclusion, undecided), labels };
  };
}

/** The slack of converging to a direction that may not exist. */
export function towards(run: SettledRun, target: Float64Array | undefined): Conclusion | undefined {
  return target === undefined ? undefined : rateSlack(run, target);
}

/** Whether a run is seen to converge to such a direction. */
export function tendsTo(run: SettledRun, target: Float64Array | undefined): boolean {
  const rate = towards(run, target);
  return rate !== undefined && rate.slack >= 0;
}

/** The hypothesis of cases 1 and 2 that the positives that stay active are all of them. */
export function allActive({ data, J }: ReluLimit): Hypothesis {
  return holds(paper('all-active', 'all positives stay active'), J.length === data.positives.length);
}
