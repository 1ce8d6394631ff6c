/** Theorem 4.2: networks under SGD. Partitions are pure, and where the averages of Wt_h point. */

import fc, { type Arbitrary } from 'fast-check';
import type { Claim, Evaluation } from '../../claim/claim.js';
import { allMet, holds, isPaperExponent, method, signOfProduct } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { alphaOf, stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset } from '../../data/dataset.js';
import { multiple } from '../../generator/exact-vector.js';
import { alpha, outputWeights, samplingSeed } from '../../generator/steps.js';
import { workspace } from '../../model/model.js';
import { exp } from '../../numerics/elementary.js';
import { signedRows } from '../../oracle/max-margin.js';
import { combes } from '../generators/combes.js';
import { AVERAGE_CASES, AVERAGE_RATE, averageDirection, firstSteps, hasFirstSteps } from '../setting/average-limit.js';
import { definitionSlip } from '../setting/definition-slip.js';
import { mixedCases } from './network-cases.js';
import { judgePurity, windowClaim } from './network-window.js';
import { activeNeurons, combinedWeights, hasBothSigns, sumOfSquares } from './partition-weights.js';

/** T, steps taken one by one. */
const STEPS = 100_000;

/** The same cases for SGD. */
const underSgd = (cases: Arbitrary<Case>, count: number): Arbitrary<Case> =>
  fc
    .tuple(cases, alpha(), samplingSeed())
    .map(([input, exponent, seed]) => ({ ...input, steps: { kind: 'power' as const, alpha: exponent, count }, seed }));

const purity = windowClaim(
  {
    id: 'thm-4.2/purity',
    reading: 'as-printed',
    kind: 'every t',
    method: 'exact',
    source: 'Theorem 4.2, first part',
    statement:
      'SGD with steps (k+1)^(-alpha), patterns constant from T on and disjoint, L(W) < 1/n: the samples of one partition have one label. Operationally, as thm-4.1/purity: in a partition with both labels some sample has loss at least 1 (neurons of one sign) or one bounded below (both signs), for every t >= T.',
    slack:
      '(ceiling - y f_t(x)) / (1 + |ceiling|) for the samples of partitions with both labels, with ceiling 0 where only neurons of the wrong sign act; 1 for the others',
    reason:
      'L(W) < 1/n makes every y f positive, which neurons of one sign cannot do for both labels. Of neurons of both signs eq. 29, which holds for each draw, bounds y f for ever, while the steps, whose sum is infinite, would drive it beyond any bound.',
    required: { 'partition:mixed-labels': 0.3, 'partition:pure': 0.3 },
  },
  judgePurity,
  underSgd(mixedCases('thm-4.2/purity', 300), 300),
  'stochastic',
);

/** Whether no step can change an activation: exact signs of how each active neuron's samples move its preactivations. */
function isClosed(
  data: Dataset,
  v: readonly number[],
  neurons: readonly (readonly number[])[],
  members: readonly (readonly number[])[],
): boolean {
  return members.every((own, h) =>
    neurons[h]!.every((k) =>
      own.every((j) =>
        Array.from({ length: data.n }, (_, i) => i).every((i) => {
          const move = Math.sign(v[k]!) * data.y[j]! * signOfProduct(data, i, j);
          return own.includes(i) ? move >= 0 : move <= 0;
        }),
      ),
    ),
  );
}

/** The partitions at w_T, where the hypotheses of the theorem hold there and no step can end them. */
function settled(
  data: Dataset,
  v: readonly number[],
  w: Float64Array,
  parts: Parts,
): { holds: boolean; members: readonly (readonly number[])[]; neurons: readonly (readonly number[])[] } {
  const { patterns, members, disjoint } = parts.patternPartition(data, w, v.length);
  const neurons = patterns.map(activeNeurons);
  const model = parts.network(v);
  const into = workspace(model, data);
  model.evaluate(data, w, into);
  const small = into.loss * exp(into.shift) < 1 / data.n;
  return { holds: small && disjoint && isClosed(data, v, neurons, members), members, neurons };
}

const MOST_NEURONS = 4;

/** Networks on data of Combes et al. whose neurons each start on the class that their weight has the sign of, so that no step changes a pattern. */
const splitCases = (claim: string): Arbitrary<Case> =>
  fc
    .tuple(
      combes(),
      outputWeights(2, MOST_NEURONS),
      fc.array(fc.integer({ min: 1, max: 8 }), { minLength: MOST_NEURONS, maxLength: MOST_NEURONS }),
    )
    .map(([{ data, separator }, weights, scales]) => ({
      claim,
      data,
      start: weights.flatMap((v, k) => multiple((Math.sign(v) * scales[k]!) / 8, separator)),
      steps: { kind: 'none' as const },
      outputWeights: weights,
    }));

/** The limit of the averaged Wt_h, with the max-margin direction as printed (sign -1) or as intended. */
function direction(fields: Pick<Claim, 'id' | 'reading' | 'source' | 'statement' | 'reason'>, sign: 1 | -1): Claim {
  return {
    ...fields,
    chapter: 'networks',
    kind: 'expectation',
    method: 'limit',
    slack: `${AVERAGE_RATE}; Wt_h for w, smallest over the partitions`,
    defaultCases: AVERAGE_CASES,
    cases: underSgd(splitCases(fields.id), STEPS),
    required: {},
    evaluate(input, parts): Evaluation {
      const data = dataset(input.data);
      const v = input.outputWeights ?? [];
      const exponent = alphaOf(input);
      const steps = stepCount(input);
      const hypotheses = [hasBothSigns(v), isPaperExponent(exponent), hasFirstSteps(input)];
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const end = firstSteps(
        {
          data,
          model: parts.network(v),
          start: input.start,
          alpha: exponent,
          seed: input.seed!,
          steps,
          isInside: () => true,
        },
        parts,
      );
      if (!end.arrived) return { hypotheses, undecided: 'the run of SGD ended early', labels: [] };
      const { holds: met, members, neurons } = settled(data, v, end.w, parts);
      hypotheses.push(holds(method('settled', 'after T steps L(W) < 1/n, patterns are disjoint, and no further step changes them'), met));
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      let least: Pick<Evaluation, 'conclusion' | 'undecided'> = { undecided: 'no partition' };
      for (const [h, own] of members.entries()) {
        const acting = neurons[h]!;
        // u = Wt_h / s follows SGD on the rows s y_i x_i, s^2 = sum v_k^2.
        const scale = Math.sqrt(sumOfSquares(v, acting));
        const signed = signedRows(data, { subset: own });
        const best = parts.maxMargin({ dimension: data.d, atLeastOne: signed });
        if (!best.feasible) return { hypotheses, undecided: 'a partition has no max-margin direction', labels: [] };
        const result = averageDirection(
          {
            rows: signed.map((row) => row.map((entry) => scale * entry)),
            n: data.n,
            gamma: scale * best.margin,
            alpha: exponent,
            from: steps,
            start: combinedWeights(end.w, acting, v, data.d).map((entry) => entry / scale),
            average: combinedWeights(end.average, acting, v, data.d).map((entry) => entry / scale),
          },
          best.direction.map((entry) => sign * entry),
          parts,
        );
        if (result.conclusion === undefined) return { hypotheses, ...result, labels: [] };
        if (least.conclusion === undefined || result.conclusion.slack < least.conclusion.slack) least = result;
      }
      return { hypotheses, ...least, labels: [members.length > 1 ? ['partitions', 'several'] : ['partitions', 'one']] };
    },
  };
}

/** Claims of theorem 4.2. */
export const stochasticNetworkClaims: readonly Claim[] = [
  purity,
  direction(
    {
      id: 'thm-4.2/direction',
      reading: 'as-printed',
      source: 'Theorem 4.2, with the definition of the direction before theorem 4.1',
      statement:
        'With argmin_{|w|=1} max_{x in B_h} w.x (for the y x) as the direction, Wbar_t the average of Wt_h: |E Wbar_t/|E Wbar_t| - that|^2 = O(1/ln t).',
      reason: definitionSlip,
    },
    -1,
  ),
  direction(
    {
      id: 'thm-4.2/direction@intended',
      reading: 'as-intended',
      source: 'Theorem 4.2',
      statement:
        'L(W) < 1/n, patterns constant from T on and disjoint, Wbar_t the average of Wt_h: |E Wbar_t/|E Wbar_t| - the max-margin direction of the y x over B_h|^2 = O(1/ln t).',
      reason:
        'A draw from B_h moves Wt_h as one of the linear model on its y x with (sum v_k^2) times the step, other draws not at all; see thm-3.4/global@intended.',
    },
    1,
  ),
];
