/** Section 4.1's statement about SGD on leaky ReLU: where E wbar_t points. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import type { ClaimDefinition } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isPaperExponent, isSeparable, method, paper } from '../../claim/hypotheses.js';
import { slopeOf } from '../../claim/read-case.js';
import { alphaOf } from '../../claim/steps.js';
import { dataset, type LabelledData } from '../../data/dataset.js';
import { slope as anySlope } from '../../generator/steps.js';
import { separates, signOfDot } from '../../numerics/exact-dot.js';
import { largest } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';
import {
  averageCases,
  averageClaim,
  type ClaimedDirection,
  claimedDirection,
  HOLDS_FAR_OUT,
  judgeAverage,
} from '../setting/average-claim.js';
import { hasFirstSteps } from '../setting/average-limit.js';
import { ARGMIN } from '../setting/defects.js';
import { definitionSlip } from '../setting/definition-slip.js';
import { prove } from './leaky.sgd.certificate.js';
import { leakyMeanForCoq } from './leaky.sgd.coq.js';

/** The data halved until every |x_i|^2 < 2. */
export function halved({ x, y }: LabelledData): LabelledData {
  let factor = 1;
  while (x.some((row) => dot(row, row) * factor ** 2 >= 2)) factor /= 2;
  return { x: x.map((row) => row.map((value) => value * factor)), y };
}

/** Judges runs in the separable region by the direction that is claimed. */
function averageUnderSgd({
  direction: claimed,
}: {
  readonly direction: ClaimedDirection;
}): Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'slack' | 'defaultCases' | 'cases' | 'evaluate'> {
  return {
    chapter: 'leaky relu',
    ...averageClaim,
    cases: fc.tuple(averageCases('separable'), anySlope()).map(([input, slope]) => ({ ...input, data: halved(input.data), slope })),
    evaluate(input, parts) {
      const data = dataset(input.data);
      const [alpha, slope] = [alphaOf(input), slopeOf(input)];
      const rows = signedRows(data, { slope });
      const hypotheses = [
        isSeparable(data, parts),
        isPaperExponent(alpha),
        holds(paper('slope', '0 < a < 1'), slope > 0 && slope < 1),
        holds(method('start-inside', 'w_0 is in the linearly separable region'), separates(input.start, rows)),
        {
          ...method('B', '|g_i|^2 < 2 for g_i = x_i (positives), -a x_i (negatives)'),
          slack: 2 - largest(rows.map((row) => dot(row, row))),
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
      const run = {
        hypotheses,
        data,
        model: parts.leakyRelu(slope),
        alpha,
        isInside: (w: Float64Array) => rows.every((row) => dot(row, w) > 0),
        rows,
        gamma: best.margin,
        target: claimedDirection(claimed, best.direction),
      };
      return { ...judgeAverage(run, input, parts), labels: [] };
    },
  };
}

/** With the printed definition of w^*. */
export const leakySgd = defineClaim({
  id: 'leaky/sgd',
  defect: ARGMIN,
  source: 'Section 4.1, last statement, with the definition of w^+ before theorem 3.2',
  statement:
    'Leaky ReLU, SGD in the separable region, w^* = argmin_{|w|=1} max_i w.g_i with g_i = x_i for positives and -a x_i for negatives: |E wbar_t/|E wbar_t| - w^*|^2 = O(1/ln t).',
  reason: definitionSlip,
  ...averageUnderSgd({ direction: 'printed' }),
  certify: certifier(prove),
  coq: leakyMeanForCoq,
});

/** With the max-margin direction for w^*. */
export const leakySgdIntended = defineClaim({
  id: 'leaky/sgd@intended',
  reading: 'as-intended',
  source: 'Section 4.1, last statement',
  statement:
    'Leaky ReLU, SGD in the separable region, w^* the max-margin direction of the x_i (positives) and -a x_i (negatives): |E wbar_t/|E wbar_t| - w^*|^2 = O(1/ln t).',
  reason: HOLDS_FAR_OUT,
  ...averageUnderSgd({ direction: 'max-margin' }),
});
