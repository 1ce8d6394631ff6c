/** Theorem 3.4 and its counterpart for leaky ReLU: where E wbar_t points. */

import fc, { type Arbitrary } from 'fast-check';
import type { Claim, Evaluation, Hypothesis } from '../../claim/claim.js';
import { allMet, holds, isPaperExponent, isSeparable, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { alphaOf, stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { dataset, type LabelledData, sample } from '../../data/dataset.js';
import type { MeanFlowOptions } from '../../expectation/mean-flow.js';
import { slope as anySlope, samplingSeed } from '../../generator/steps.js';
import { signOfDot } from '../../numerics/exact-dot.js';
import { dot } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';
import { combes } from '../generators/combes.js';
import { AVERAGE_CASES, AVERAGE_RATE, type AveragedRun, averageDirection, firstSteps, hasFirstSteps } from '../setting/average-limit.js';
import { definitionSlip } from '../setting/definition-slip.js';
import { caseRecipe, type StableRegion, stableCase } from './expectation-cases.js';
import { isClosed } from './long-run-cases.js';

/** T, steps taken one by one. */
const STEPS = [30_000, 100_000, 100_000] as const;

type Stated = Pick<Claim, 'id' | 'reading' | 'source' | 'statement'> & { readonly reason: string };

const recipe = (id: string, regions: readonly StableRegion[]): Arbitrary<Case> =>
  fc
    .record({
      short: caseRecipe(id, combes(), { regions, slow: false }),
      count: fc.constantFrom(...STEPS),
      seed: samplingSeed(),
    })
    .map(({ short, count, seed }) => ({ ...short, steps: short.steps.kind === 'power' ? { ...short.steps, count } : short.steps, seed }));

const shared = { kind: 'expectation' as const, method: 'limit' as const, slack: AVERAGE_RATE, defaultCases: AVERAGE_CASES, required: {} };
const closed = 'x_i.x_j >= 0 for active i and j, <= 0 for active i and other j: no step leaves the region';

/** A case whose hypotheses so far are met. */
interface Ready extends Pick<AveragedRun, 'data' | 'model' | 'alpha' | 'isInside'>, Pick<MeanFlowOptions, 'rows' | 'gamma'> {
  readonly hypotheses: readonly Hypothesis[];
  readonly target: Float64Array;
}

/** Takes the first T steps, and judges what comes after. */
function judged({ hypotheses, target, rows, gamma, ...ready }: Ready, input: Case, parts: Parts): Omit<Evaluation, 'labels'> {
  const steps = stepCount(input);
  const { stayed, arrived, w, average } = firstSteps({ ...ready, start: input.start, steps, seed: input.seed! }, parts);
  const all = [...hypotheses, holds(paper('stays', 'every iterate looked at is in the region'), stayed)];
  if (!stayed) return { hypotheses: all };
  if (!arrived) return { hypotheses: all, undecided: 'the run of SGD ended early' };
  const flow = { rows, n: ready.data.n, gamma, alpha: ready.alpha, from: steps, start: w, average };
  return { hypotheses: all, ...averageDirection(flow, target, parts) };
}

/** One part of theorem 3.4, with w^+ as printed (sign -1) or as intended. */
function reluClaim(fields: Stated, region: StableRegion, sign: 1 | -1): Claim {
  return {
    ...fields,
    ...shared,
    chapter: 'stochastic gradient descent',
    cases: recipe(fields.id, [region]),
    evaluate(input, parts) {
      const { hypotheses: stable, at } = stableCase(input, parts, [region]);
      const hypotheses = [...stable, holds(method('closed', closed), at !== undefined && isClosed(at)), hasFirstSteps(input)];
      if (at === undefined || !allMet(hypotheses)) return { hypotheses, labels: [] };
      const { data, active, gamma, alpha } = at;
      const ready: Ready = {
        hypotheses,
        data,
        model: parts.relu,
        alpha,
        isInside: (w) => parts.landscapeRegion(data, w).activePositives.length === active.length,
        rows: active.map((i) => sample(data, i)),
        gamma,
        target: at.direction.map((entry) => sign * entry),
      };
      return { ...judged(ready, input, parts), labels: [['active', active.length > 1 ? 'several' : 'one']] };
    },
  };
}

/** The data halved until every |x_i|^2 < 2. */
function halved({ x, y }: LabelledData): LabelledData {
  let factor = 1;
  while (x.some((row) => dot(row, row) * factor ** 2 >= 2)) factor /= 2;
  return { x: x.map((row) => row.map((value) => value * factor)), y };
}

/** Leaky ReLU, with the direction as printed (sign -1) or as intended. */
function leakyClaim(fields: Stated, sign: 1 | -1): Claim {
  return {
    ...fields,
    ...shared,
    chapter: 'leaky relu',
    cases: fc.tuple(recipe(fields.id, ['separable']), anySlope()).map(([input, slope]) => ({ ...input, data: halved(input.data), slope })),
    evaluate(input, parts) {
      const data = dataset(input.data);
      const [alpha, slope] = [alphaOf(input), input.slope ?? Number.NaN];
      const rows = signedRows(data, { slope });
      const hypotheses = [
        isSeparable(data, parts),
        isPaperExponent(alpha),
        holds(paper('slope', '0 < a < 1'), slope > 0 && slope < 1),
        holds(
          method('start-inside', 'w_0 is in the linearly separable region'),
          rows.every((row) => signOfDot(row, input.start) > 0),
        ),
        {
          ...method('B', '|g_i|^2 < 2 for g_i = x_i (positives), -a x_i (negatives)'),
          slack: 2 - Math.max(...rows.map((row) => dot(row, row))),
        },
        holds(
          method('closed', 'g_i.g_j >= 0 for all i, j: no step leaves the region'),
          rows.every((a) => rows.every((b) => signOfDot(a, b) >= 0)),
        ),
        hasFirstSteps(input),
      ];
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const best = parts.maxMargin({ dimension: data.d, atLeastOne: rows });
      if (!best.feasible) return { hypotheses, undecided: 'no max-margin direction', labels: [] };
      const ready: Ready = {
        hypotheses,
        data,
        model: parts.leakyRelu(slope),
        alpha,
        isInside: (w) => rows.every((row) => dot(row, w) > 0),
        rows,
        gamma: best.margin,
        target: best.direction.map((entry) => sign * entry),
      };
      return { ...judged(ready, input, parts), labels: [] };
    },
  };
}

const holdsFarOut =
  'In the region SGD is that of the linear model on the active samples. Its noise past step T is bounded in the mean square, for ever, by a number that falls like 1/T, so E wbar_t follows the gradient flow of the loss in accumulated step time, whose direction error is of order 1/ln t: its square is even O(1/ln^2 t).';

/** Where E wbar_t points in the limit. */
export const averageDirectionClaims: readonly Claim[] = [
  reluClaim(
    {
      id: 'thm-3.4/global',
      reading: 'as-printed',
      source: 'Theorem 3.4, with the definition of w^+ before theorem 3.2',
      statement:
        'With argmin_{|w|=1} max_{i in I+} w.x_i as w^+, all iterates in the separable region: |E wbar_t/|E wbar_t| - w^+|^2 = O(1/ln t).',
      reason: definitionSlip,
    },
    'separable',
    -1,
  ),
  reluClaim(
    {
      id: 'thm-3.4/global@intended',
      reading: 'as-intended',
      source: 'Theorem 3.4',
      statement:
        'All iterates in the separable region, w^+ the max-margin direction of the positives: |E wbar_t/|E wbar_t| - w^+|^2 = O(1/ln t).',
      reason: holdsFarOut,
    },
    'separable',
    1,
  ),
  reluClaim(
    {
      id: 'thm-3.4/local',
      reading: 'as-printed',
      source: 'Theorem 3.4, second part, with the definition of w^+_J before theorem 3.2',
      statement: 'With argmin_{|w|=1} max_{i in J} w.x_i as w^+_J, all iterates in W_J: |E wbar_t/|E wbar_t| - w^+_J|^2 = O(1/ln t).',
      reason: definitionSlip,
    },
    'local',
    -1,
  ),
  reluClaim(
    {
      id: 'thm-3.4/local@intended',
      reading: 'as-intended',
      source: 'Theorem 3.4, second part',
      statement: 'All iterates in W_J, w^+_J the max-margin direction of J: |E wbar_t/|E wbar_t| - w^+_J|^2 = O(1/ln t).',
      reason: holdsFarOut,
    },
    'local',
    1,
  ),
];

/** Section 4.1's statement about SGD. */
export const leakyAverageClaims: readonly Claim[] = [
  leakyClaim(
    {
      id: 'leaky/sgd',
      reading: 'as-printed',
      source: 'Section 4.1, last statement, with the definition of w^+ before theorem 3.2',
      statement:
        'Leaky ReLU, SGD in the separable region, w^* = argmin_{|w|=1} max_i w.g_i with g_i = x_i for positives and -a x_i for negatives: |E wbar_t/|E wbar_t| - w^*|^2 = O(1/ln t).',
      reason: definitionSlip,
    },
    -1,
  ),
  leakyClaim(
    {
      id: 'leaky/sgd@intended',
      reading: 'as-intended',
      source: 'Section 4.1, last statement',
      statement:
        'Leaky ReLU, SGD in the separable region, w^* the max-margin direction of the x_i (positives) and -a x_i (negatives): |E wbar_t/|E wbar_t| - w^*|^2 = O(1/ln t).',
      reason: holdsFarOut,
    },
    1,
  ),
];
