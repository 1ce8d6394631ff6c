/** Theorem 4.1: where the combined weights of each pattern partition go under gradient descent. */

import type { Claim, Conclusion, Evaluation } from '../../claim/claim.js';
import { allMet, holds, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { eta } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, subset } from '../../data/dataset.js';
import { workspace } from '../../model/model.js';
import { signedRows } from '../../oracle/max-margin.js';
import { run } from '../../trajectory/run.js';
import { isOpen, rateSlack } from '../setting/limit-direction.js';
import { follow, type SettledRun } from '../setting/settled-run.js';
import { networkCases } from './network-cases.js';
import { activeNeurons, combinedWeights, hasBothSigns } from './partition-weights.js';

/** The smallest slack over the partitions that some neuron acts on. */
function judgePartitions(
  data: Dataset,
  v: readonly number[],
  run: SettledRun,
  partition: { patterns: readonly Uint8Array[]; members: readonly (readonly number[])[] },
  sign: 1 | -1,
  maxMargin: Parameters<Claim['evaluate']>[1]['maxMargin'],
): Conclusion | undefined {
  let least: Conclusion | undefined;
  partition.members.forEach((members, h) => {
    const neurons = activeNeurons(partition.patterns[h]!);
    if (neurons.length === 0) return;
    const best = maxMargin({ dimension: data.d, atLeastOne: signedRows(subset(data, members)) });
    if (!best.feasible) return;
    const target = best.direction.map((entry) => sign * entry);
    const slack = rateSlack(run, target, (w) => combinedWeights(w, neurons, v, data.d));
    if (least === undefined || (isOpen(least) && slack.slack < 0) || (slack.slack < least.slack && !isOpen(slack))) least = slack;
  });
  return least;
}

/** A cheap look ahead: runs that have not got that far in 2000 steps are not followed. */
function promising(data: Dataset, v: readonly number[], input: Case, parts: Parts): boolean {
  const model = parts.network(v);
  const { end, w } = run({ data, model, start: input.start, optimizer: parts.gradientDescent, stepSize: eta(input), steps: 2000 });
  if (end !== 'horizon') return false;
  const into = workspace(model, data);
  model.evaluate(data, w, into);
  const right = Array.from({ length: data.n }, (_, i) => i).every((i) => data.y[i]! * model.output(into.preactivation, i) > 0);
  return right && parts.patternPartition(data, w, v.length).disjoint;
}

/** The limit of each Wt_h, with the max-margin direction as printed (sign -1) or as intended. */
function networkDirection(
  fields: Pick<Claim, 'id' | 'reading' | 'source' | 'statement'> & Partial<Pick<Claim, 'reason'>>,
  sign: 1 | -1,
): Claim {
  return {
    ...fields,
    chapter: 'networks',
    kind: 'asymptotic',
    method: 'limit',
    slack: '1 - r(ln t = 10^6) / (2 max r(ln t = 10^4 .. 10^5)), r = |Wt_h/|Wt_h| - target| ln t / ln ln t, smallest over the partitions',
    cases: networkCases(fields.id, 0),
    required: { 'partitions:several': 0.2 },
    evaluate(input, parts): Evaluation {
      const data = dataset(input.data);
      const v = input.outputWeights ?? [];
      const hypotheses = [hasBothSigns(v), holds(paper('positive-step', '0 < eta'), eta(input) > 0)];
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      hypotheses.push(
        holds(
          method('promising', 'after 2000 steps every sample is on the right side and the patterns are disjoint'),
          promising(data, v, input, parts),
        ),
      );
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const limit = follow(data, parts.network(v), input.start, eta(input), parts);
      if (limit.kind === 'unknown') return { hypotheses, undecided: limit.reason, labels: [] };
      if (limit.kind === 'terminated') return { hypotheses: [...hypotheses, holds(paper('zero-loss', 'L(W) -> 0'), false)], labels: [] };
      const partition = parts.patternPartition(data, limit.last.w, v.length);
      const acting = partition.patterns.filter((pattern) => pattern.some((bit) => bit === 1)).length;
      hypotheses.push(
        holds(paper('zero-loss', 'L(W) -> 0'), limit.last.constantLoss === 0 && limit.last.logExcess < -1000),
        holds(paper('constant-patterns', 'patterns constant from some T on'), limit.last.sliding.length === 0),
        holds(paper('disjoint-patterns', 'patterns of different partitions are disjoint'), partition.disjoint),
      );
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const conclusion = judgePartitions(data, v, limit, partition, sign, parts.maxMargin);
      return {
        hypotheses,
        ...(conclusion === undefined ? { undecided: 'no partition has a max-margin direction' } : { conclusion }),
        labels: [acting > 1 ? ['partitions', 'several'] : ['partitions', 'one']],
      };
    },
  };
}

/** Asymptotic claims of theorem 4.1. */
export const networkLimitClaims: readonly Claim[] = [
  networkDirection(
    {
      id: 'thm-4.1/direction',
      reading: 'as-printed',
      source: 'Theorem 4.1, with the definition of the direction before it',
      statement:
        'With argmin_{|w|=1} max_{x in B_h} w.x (for the y x) as the definition: Wt_h/|Wt_h| converges to it with error O(ln ln t / ln t).',
      reason: 'The printed argmin over |w| = 1 of the maximum is minus the max-margin direction, as for thm-3.2/1.',
    },
    -1,
  ),
  networkDirection(
    {
      id: 'thm-4.1/direction@intended',
      reading: 'as-intended',
      source: 'Theorem 4.1',
      statement:
        'L(W) -> 0, patterns constant from some T on and disjoint: Wt_h/|Wt_h| converges to the max-margin direction of the y x over B_h with error O(ln ln t / ln t).',
      reason: 'Eq. 34 makes Wt_h gradient descent on a linear model.',
    },
    1,
  ),
];
