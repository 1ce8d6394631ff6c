/** Theorem 3.4 in one region: where E wbar_t points. */

import type { ClaimDefinition } from '../../claim/claim.js';
import { allMet } from '../../claim/hypotheses.js';
import { sample } from '../../data/dataset.js';
import type { StableRegion } from '../generators/stable-case.js';
import { averageCases, averageClaim, type ClaimedDirection, claimedDirection, judgeAverage } from '../setting/average-claim.js';
import { hasFirstSteps } from '../setting/average-limit.js';
import { isClosed, stableCase } from './stable-case.js';

/** Judges runs in the region by the direction that is claimed. */
export function averageInRegion(
  region: StableRegion,
  { direction: claimed }: { readonly direction: ClaimedDirection },
): Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'slack' | 'defaultCases' | 'cases' | 'evaluate'> {
  return {
    chapter: 'stochastic gradient descent',
    ...averageClaim,
    cases: averageCases(region),
    evaluate(input, parts) {
      const { hypotheses: stable, at } = stableCase(input, parts, [region]);
      const hypotheses = [...stable, isClosed(at), hasFirstSteps(input)];
      if (at === undefined || !allMet(hypotheses)) return { hypotheses, labels: [] };
      const { data, active, gamma, alpha, direction } = at;
      const run = {
        hypotheses,
        data,
        model: parts.relu,
        alpha,
        isInside: (w: Float64Array) => parts.landscapeRegion(data, w).activePositives.length === active.length,
        rows: active.map((i) => sample(data, i)),
        gamma,
        target: claimedDirection(claimed, direction),
      };
      return { ...judgeAverage(run, input, parts), labels: [['active', active.length > 1 ? 'several' : 'one']] };
    },
  };
}
