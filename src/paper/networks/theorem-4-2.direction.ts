/** Theorem 4.2: where the averages of the combined weights point under SGD. */

import { networkCertifier } from '../../certify/certifier.js';
import type { CaseContent, Claim, Conclusion } from '../../claim/claim.js';
import { type Concluded, decided } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isPaperExponent, method, paper, signOfProduct } from '../../claim/hypotheses.js';
import { leastOf } from '../../claim/outcome.js';
import type { Parts } from '../../claim/parts.js';
import { alphaOf, stepCount } from '../../claim/steps.js';
import { type Dataset, dataset, everySample, labelOf } from '../../data/dataset.js';
import { workspace } from '../../model/model.js';
import { exp } from '../../numerics/elementary.js';
import { nth } from '../../numerics/lists.js';
import { signedRows } from '../../oracle/max-margin.js';
import type { Partition } from '../../oracle/pattern.js';
import { combinedWeights } from '../../trajectory/network-sides.js';
import { AVERAGE_CASES, AVERAGE_RATE, averageDirection, hasFirstSteps } from '../setting/average-limit.js';
import { ARGMIN } from '../setting/defects.js';
import { definitionSlip } from '../setting/definition-slip.js';
import { type AveragedEnd, firstSteps } from '../setting/first-steps.js';
import { settlingCases } from './network-cases.js';
import { settledLabels } from './network-labels.js';
import { maxMarginDirection, printedArgmin, type Target } from './partition-target.js';
import { hasBothSigns, partitionsAt, sumOfSquares } from './pattern-partitions.js';
import { prove } from './theorem-4-2.direction.certificate.js';
import { averagedPartitionForCoq } from './theorem-4-2.direction.coq.js';

/** T, steps taken one by one. */
const STEPS = 100_000;

/** The bound on SGD's distance from its mean flow asks for steps that are short beside sum v_k^2: above this they mostly are too long after T. */
const HEAVY = 8;

/** A case with output weights half as large, where they are heavy. */
export function lightened(input: CaseContent): CaseContent {
  const { outputWeights = [] } = input;
  const heavy = outputWeights.reduce((sum, v) => sum + v * v, 0) > HEAVY;
  return heavy ? { ...input, outputWeights: outputWeights.map((v) => v / 2) } : input;
}

/** What both readings share. */
const averageOfPartitions = {
  chapter: 'networks',
  kind: 'expectation',
  method: 'limit',
  slack: `${AVERAGE_RATE}; with Wt_h for w, smallest over the partitions`,
  defaultCases: AVERAGE_CASES,
  cases: settlingCases({ steps: STEPS }).map(lightened),
  recipe: 'settling networks under SGD, followed far out',
  required: { 'partitions:three-or-more': 0.25, 'data:not-separable': 0.15, 'patterns:settled-later': 0.15 },
} as const;

/** The limit of the averages as printed: refuted, it is the opposite direction. */
export const averagedDirection = defineClaim({
  ...averageOfPartitions,
  id: 'thm-4.2/direction',
  defect: ARGMIN,
  source: 'Theorem 4.2, with the definition of the direction before theorem 4.1',
  statement: 'With u = argmin_{|w|=1} max_{x in B_h} w.(y x) and Wbar_t the average of Wt_h: |E Wbar_t/|E Wbar_t| - u|^2 = O(1/ln t).',
  reason: definitionSlip,
  evaluate: averagesTo(printedArgmin),
  certify: networkCertifier(prove),
  coq: averagedPartitionForCoq,
});

/** The limit of the averages as meant: the max-margin direction of each partition. */
export const averagedDirectionIntended = defineClaim({
  ...averageOfPartitions,
  id: 'thm-4.2/direction@intended',
  reading: 'as-intended',
  source: 'Theorem 4.2',
  statement:
    'L(W) < 1/n, patterns constant from T on and disjoint, Wbar_t the average of Wt_h, u the max-margin direction of the y x over B_h: |E Wbar_t/|E Wbar_t| - u|^2 = O(1/ln t).',
  reason:
    'A draw from B_h moves Wt_h as it moves the linear model on its y x, with (sum v_k^2) times the step. Other draws do not move it. See thm-3.4/global@intended.',
  evaluate: averagesTo(maxMarginDirection),
});

/** Judges the limit of each averaged Wt_h. */
function averagesTo(target: Target): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const v = input.outputWeights ?? [];
    const alpha = alphaOf(input);
    const steps = stepCount(input);
    const hypotheses = [hasBothSigns(v), isPaperExponent(alpha), hasFirstSteps(input)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const end = firstSteps(
      { data, model: parts.network(v), start: input.start, alpha, seed: input.seed!, steps, isInside: () => true },
      parts,
    );
    if (!end.arrived) return { hypotheses, undecided: 'the run of SGD ended early', labels: [] };
    const { isSmall, disjoint, isKept, partitions } = settledPartitions(data, v, end.w, parts);
    hypotheses.push(
      holds(paper('small-loss', 'after T steps L(W) < 1/n'), isSmall),
      holds(paper('disjoint-patterns', 'patterns of different partitions are disjoint then'), disjoint),
      holds(method('settled', 'no further step, whatever is drawn, changes a pattern'), isKept),
    );
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const conclusions: Conclusion[] = [];
    for (const partition of partitions) {
      const result = judgePartition({ data, v, end, alpha, from: steps }, partition, target, parts);
      if (result.conclusion === undefined) return { hypotheses, ...result, labels: [] };
      conclusions.push(result.conclusion);
    }
    return {
      hypotheses,
      ...decided(leastOf(conclusions), 'no partition'),
      labels: settledLabels(data, input.start, partitions, v.length, parts),
    };
  };
}

/** A run of SGD at step T = `from`. */
interface Settled {
  readonly data: Dataset;
  readonly v: readonly number[];
  readonly end: AveragedEnd;
  readonly alpha: number;
  readonly from: number;
}

function judgePartition({ data, v, end, alpha, from }: Settled, { members, neurons }: Partition, target: Target, parts: Parts): Concluded {
  // u = Wt_h / s follows SGD on the rows s y_i x_i, s^2 = sum v_k^2.
  const scale = Math.sqrt(sumOfSquares(v, neurons));
  const signed = signedRows(data, { subset: members });
  const best = parts.maxMargin({ dimension: data.d, atLeastOne: signed });
  if (!best.feasible) return { undecided: 'a partition has no max-margin direction' };
  return averageDirection(
    {
      rows: signed.map((row) => row.map((entry) => scale * entry)),
      n: data.n,
      gamma: scale * best.margin,
      alpha,
      from,
      start: combinedWeights(end.w, neurons, v, data.d).map((entry) => entry / scale),
      average: combinedWeights(end.average, neurons, v, data.d).map((entry) => entry / scale),
    },
    target(best.direction),
    parts,
  );
}

/** The partitions at w_T, whether the hypotheses of the theorem hold there, and whether no step can end them. */
export function settledPartitions(
  data: Dataset,
  v: readonly number[],
  w: Float64Array,
  parts: Parts,
): { readonly isSmall: boolean; readonly disjoint: boolean; readonly isKept: boolean; readonly partitions: readonly Partition[] } {
  const { partitions, disjoint } = partitionsAt(data, w, v.length, parts);
  const model = parts.network(v);
  const into = workspace(model, data);
  model.evaluate(data, w, into);
  const isSmall = into.loss * exp(into.shift) < 1 / data.n;
  return { isSmall, disjoint, isKept: partitions.every((partition) => isClosed(data, v, partition)), partitions };
}

/** Whether no step can change an activation: exact signs of how each active neuron's samples move its preactivations. */
function isClosed(data: Dataset, v: readonly number[], { members, neurons }: Partition): boolean {
  return neurons.every((k) =>
    members.every((j) =>
      everySample(data).every((i) => {
        const move = Math.sign(nth(v, k)) * labelOf(data, j) * signOfProduct(data, i, j);
        return members.includes(i) ? move >= 0 : move <= 0;
      }),
    ),
  );
}
