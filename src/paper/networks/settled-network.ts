/** What the claims about where a network goes share: the run, followed until its patterns settle, and the hypotheses of theorem 4.1. */

import type { Claim, Conclusion, Hypothesis, Label } from '../../claim/claim.js';
import { decided } from '../../claim/conclude.js';
import { allMet, holds, isPositiveStep, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { eta } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset } from '../../data/dataset.js';
import { workspace } from '../../model/model.js';
import type { Partition } from '../../oracle/pattern.js';
import { partitionsInLogTime } from '../../trajectory/network-sides.js';
import { run } from '../../trajectory/run.js';
import { follow, type SettledRun } from '../setting/settled-run.js';
import { settledLabels } from './network-labels.js';
import { hasBothSigns, partitionsAt } from './pattern-partitions.js';

/** A network that was followed until its patterns settled. */
export interface SettledNetwork {
  readonly data: Dataset;
  readonly v: readonly number[];
  readonly run: SettledRun;
  /** At the end as log time has them, those that some neuron acts on. */
  readonly partitions: readonly Partition[];
  readonly disjoint: boolean;
  readonly parts: Parts;
}

/** Steps of the look ahead. */
const LOOK = 2000;

/**
 * An evaluation that follows a network which drives its loss to zero with constant patterns, and judges where it went.
 *
 * @param disjoint - whether disjoint patterns are a hypothesis.
 * @param judge - the conclusion; undefined where the case leaves it open.
 */
export function judgeSettled(
  { disjoint: mustBeDisjoint }: { readonly disjoint: boolean },
  judge: (network: SettledNetwork) => Conclusion | undefined,
): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const v = input.outputWeights ?? [];
    const hypotheses: Hypothesis[] = [hasBothSigns(v), isPositiveStep(input)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const promise = mustBeDisjoint
      ? 'every sample is on the right side and the patterns are disjoint'
      : 'every sample is on the right side';
    hypotheses.push(holds(method('promising', `after ${LOOK} steps ${promise}`), isPromising(data, v, input, parts, mustBeDisjoint)));
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const limit = follow(data, parts.network(v), input.start, eta(input), parts);
    if (limit.kind === 'unknown') return { hypotheses, undecided: limit.reason, labels: [] };
    if (limit.kind === 'terminated') return { hypotheses: [...hypotheses, holds(paper('zero-loss', 'L(W) -> 0'), false)], labels: [] };
    const { partitions, disjoint } = partitionsInLogTime(data, limit.last, v.length);
    hypotheses.push(
      holds(paper('zero-loss', 'L(W) -> 0'), limit.last.constantLoss === 0 && limit.last.logExcess < -1000),
      // A unit that chatters on its kink goes from one pattern to the other for ever.
      holds(paper('constant-patterns', 'patterns constant from some T on'), limit.last.sliding.length === 0),
    );
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    if (mustBeDisjoint) hypotheses.push(holds(paper('disjoint-patterns', 'patterns of different partitions are disjoint'), disjoint));
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const acted = partitions.filter(({ neurons }) => neurons.length > 0);
    const conclusion = judge({ data, v, run: limit, partitions: acted, disjoint, parts });
    const labels: Label[] = [
      ...settledLabels(data, input.start, partitions, v.length, parts),
      ['patterns', disjoint ? 'disjoint' : 'overlapping'],
    ];
    return { hypotheses, ...decided(conclusion, 'no max-margin direction'), labels };
  };
}

/** A cheap look ahead: runs that have not got that far are not followed. */
function isPromising(data: Dataset, v: readonly number[], input: Case, parts: Parts, disjoint: boolean): boolean {
  const model = parts.network(v);
  const { end, w } = run({ data, model, start: input.start, optimizer: parts.gradientDescent, stepSize: eta(input), steps: LOOK });
  if (end !== 'horizon') return false;
  const into = workspace(model, data);
  model.evaluate(data, w, into);
  const right = data.y.every((y, i) => y * model.output(into.preactivation, i) > 0);
  return right && (!disjoint || partitionsAt(data, w, v.length, parts).disjoint);
}
