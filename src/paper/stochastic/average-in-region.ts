/** Theorem 3.4 in one region: where E wbar_t points. */

import type { ClaimDefinition } from '../../claim/claim.js';
import { allMet } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { sample } from '../../data/dataset.js';
import type { StableRegion } from '../generators/stable-case.js';
import { averageCases, averageClaim, type ClaimedDirection, claimedDirection, judgeAverage } from '../setting/average-claim.js';
import { AVERAGE_GROWTH, averageGrowth } from '../setting/average-growth.js';
import { averageDirection, type Divisor, hasFirstSteps } from '../setting/average-limit.js';
import { isClosed, type StableCase, type StableScope, stableCase } from './stable-case.js';

/** Which runs are judged, and by what. */
interface AverageAim extends Partial<Pick<StableScope, 'anyReach'>> {
  /** The max-margin direction by default. */
  readonly direction?: ClaimedDirection;
  /** The samples whose direction is claimed: the active ones, or all positives wherever the run is; the active ones by default. */
  readonly of?: 'active' | 'positives';
  /** What E wbar_t is divided by; its own length by default. */
  readonly dividedBy?: Divisor;
  /** What is looked at; the direction by default. */
  readonly looksAt?: 'direction' | 'growth';
}

/** Judges runs in the regions by the direction that is claimed. */
export function averageInRegion(
  regions: StableRegion | readonly StableRegion[],
  { direction: claimed = 'max-margin', of = 'active', dividedBy = 'own-length', anyReach = false, looksAt = 'direction' }: AverageAim,
): Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'slack' | 'defaultCases' | 'recipe' | 'cases' | 'evaluate'> {
  const read: Parameters<typeof judgeAverage>[3] =
    looksAt === 'growth' ? averageGrowth : (flow, target, parts) => averageDirection(flow, target, parts, dividedBy);
  return {
    chapter: 'stochastic gradient descent',
    ...averageClaim,
    ...(looksAt === 'growth' ? { slack: AVERAGE_GROWTH } : {}),
    recipe: `averages of SGD ${JSON.stringify(regions)}`,
    cases: averageCases(regions),
    evaluate(input, parts) {
      const { hypotheses: stable, at } = stableCase(input, parts, { regions: typeof regions === 'string' ? [regions] : regions, anyReach });
      const hypotheses = [...stable, isClosed(at), hasFirstSteps(input)];
      if (at === undefined || !allMet(hypotheses)) return { hypotheses, labels: [] };
      const { data, active, gamma, alpha } = at;
      const direction = of === 'active' ? at.direction : directionOf(at, parts);
      const run = {
        hypotheses,
        data,
        model: parts.relu,
        alpha,
        isInside: (w: Float64Array) => parts.landscapeRegion(data, w).activePositives.length === active.length,
        rows: active.map((i) => sample(data, i)),
        gamma,
        target: claimedDirection(claimed, direction),
        noDrawLeads: true,
      };
      const region = typeof regions === 'string' ? [] : [['region', at.region] as const];
      return { ...judgeAverage(run, input, parts, read), labels: [['active', active.length > 1 ? 'several' : 'one'], ...region] };
    },
  };
}

/** w^+ of all positives; a vector of NaN where there is none, which no separable data show. */
function directionOf({ data }: StableCase, parts: Parts): Float64Array {
  const best = parts.maxMargin({ dimension: data.d, atLeastOne: data.positives.map((i) => sample(data, i)) });
  return best.feasible ? best.direction : new Float64Array(data.d).fill(Number.NaN);
}
