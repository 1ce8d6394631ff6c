/** Theorem 4.1: where the combined weights of each pattern partition go under gradient descent. */

import { networkCertifier } from '../../certify/certifier.js';
import type { Claim, Conclusion } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isPositiveStep, method, paper } from '../../claim/hypotheses.js';
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
import { maxMarginDirection, printedArgmin, type Target } from './partition-target.js';
import { combinedWeights, hasBothSigns, type Partition, partitionsAt } from './pattern-partitions.js';
import { prove } from './theorem-4-1.direction.certificate.js';

/** What both readings share. */
const limitOfPartitions = {
  chapter: 'networks',
  kind: 'asymptotic',
  slack: '1 - r(ln t = 10^6) / (2 max r(ln t = 10^4 .. 10^5)), r = |Wt_h/|Wt_h| - target| ln t / ln ln t, smallest over the partitions',
  cases: networkCases({ steps: 0 }),
  required: { 'partitions:several': 0.2 },
} as const;

/** The limit as printed: refuted, it is the opposite direction. */
export const direction = defineClaim({
  ...limitOfPartitions,
  id: 'thm-4.1/direction',
  source: 'Theorem 4.1, with the definition of the direction before it',
  statement:
    'With argmin_{|w|=1} max_{x in B_h} w.x (for the y x) as the definition: Wt_h/|Wt_h| converges to it with error O(ln ln t / ln t).',
  reason: 'The printed argmin over |w| = 1 of the maximum is minus the max-margin direction, as for thm-3.2/1.',
  evaluate: convergesTo(printedArgmin),
  certify: networkCertifier(prove),
});

/** The limit as meant: each Wt_h goes to the max-margin direction of its partition. */
export const directionIntended = defineClaim({
  ...limitOfPartitions,
  id: 'thm-4.1/direction@intended',
  reading: 'as-intended',
  source: 'Theorem 4.1',
  statement:
    'L(W) -> 0, patterns constant from some T on and disjoint: Wt_h/|Wt_h| converges to the max-margin direction of the y x over B_h with error O(ln ln t / ln t).',
  reason: 'Eq. 34 makes Wt_h gradient descent on a linear model.',
  evaluate: convergesTo(maxMarginDirection),
});

/** Judges the limit of each Wt_h. */
function convergesTo(target: Target): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const v = input.outputWeights ?? [];
    const hypotheses = [hasBothSigns(v), isPositiveStep(input)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    hypotheses.push(
      holds(
        method('promising', 'after 2000 steps every sample is on the right side and the patterns are disjoint'),
        isPromising(data, v, input, parts),
      ),
    );
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const limit = follow(data, parts.network(v), input.start, eta(input), parts);
    if (limit.kind === 'unknown') return { hypotheses, undecided: limit.reason, labels: [] };
    if (limit.kind === 'terminated') return { hypotheses: [...hypotheses, holds(paper('zero-loss', 'L(W) -> 0'), false)], labels: [] };
    const { partitions, disjoint } = partitionsAt(data, limit.last.w, v.length, parts);
    const acted = partitions.filter(({ neurons }) => neurons.length > 0);
    hypotheses.push(
      holds(paper('zero-loss', 'L(W) -> 0'), limit.last.constantLoss === 0 && limit.last.logExcess < -1000),
      holds(paper('constant-patterns', 'patterns constant from some T on'), limit.last.sliding.length === 0),
      holds(paper('disjoint-patterns', 'patterns of different partitions are disjoint'), disjoint),
    );
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const conclusion = judgePartitions(data, v, limit, acted, target, parts);
    return {
      hypotheses,
      ...(conclusion === undefined ? { undecided: 'no partition has a max-margin direction' } : { conclusion }),
      labels: [acted.length > 1 ? ['partitions', 'several'] : ['partitions', 'one']],
    };
  };
}

/** A cheap look ahead: runs that have not got that far in 2000 steps are not followed. */
function isPromising(data: Dataset, v: readonly number[], input: Case, parts: Parts): boolean {
  const model = parts.network(v);
  const { end, w } = run({ data, model, start: input.start, optimizer: parts.gradientDescent, stepSize: eta(input), steps: 2000 });
  if (end !== 'horizon') return false;
  const into = workspace(model, data);
  model.evaluate(data, w, into);
  const right = data.y.every((y, i) => y * model.output(into.preactivation, i) > 0);
  return right && partitionsAt(data, w, v.length, parts).disjoint;
}

/** The smallest slack over the partitions. */
function judgePartitions(
  data: Dataset,
  v: readonly number[],
  run: SettledRun,
  partitions: readonly Partition[],
  target: Target,
  { maxMargin }: Parts,
): Conclusion | undefined {
  let least: Conclusion | undefined;
  for (const { members, neurons } of partitions) {
    const best = maxMargin({ dimension: data.d, atLeastOne: signedRows(subset(data, members)) });
    if (!best.feasible) continue;
    const slack = rateSlack(run, target(best.direction), (w) => combinedWeights(w, neurons, v, data.d));
    if (least === undefined || (isOpen(least) && slack.slack < 0) || (slack.slack < least.slack && !isOpen(slack))) least = slack;
  }
  return least;
}
