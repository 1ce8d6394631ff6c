/** Proposition 2: SGD reaches the separable region in finite time. */

import type { Claim, Hypothesis } from '../../claim/claim.js';
import { holds, method, paper } from '../../claim/hypotheses.js';
import { sample } from '../../data/dataset.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { cosine, dot } from '../../numerics/vector.js';
import { type Combes, combesClaim } from './combes-setting.js';

/**
 * Starts from which the separable region is some hundreds of moves away, not e^100: no w_0.x_j is more than 16 times the
 * least |x_i.x_k|. Nothing is claimed about others that a run could tell.
 */
function withinReach({ least: { data, within, across }, start }: { least: Combes; start: readonly number[] }): Hypothesis {
  const farthest = Math.max(...Array.from({ length: data.n }, (_, i) => Math.abs(dot(start, sample(data, i)))));
  const move = Math.min(within.positive, within.negative, across);
  return {
    ...method('near-kinks', 'w_0.x_j is within 16 times the least |x_i.x_k|'),
    slack: farthest === 0 ? 1 : (16 * move) / farthest - 1,
  };
}

const reachesSeparable = (fields: Parameters<typeof combesClaim>[0], further: Parameters<typeof combesClaim>[2]): Claim =>
  combesClaim(
    fields,
    20_000,
    (at) => [...further(at), withinReach(at)],
    ({ least: { data }, parts, each }) => {
      const { end, w, steps } = each((_, after) => after.k % 16 !== 0 || parts.landscapeRegion(data, after.w).kind !== 'separable');
      const region = parts.landscapeRegion(data, w);
      const least = Math.min(...Array.from({ length: data.n }, (_, i) => data.y[i]! * cosine(w, sample(data, i))));
      const stuck = end === 'terminated' && region.kind === 'silent';
      if (region.kind !== 'separable' && !stuck)
        return { undecided: `not in the separable region after ${steps} steps`, labels: [['end', 'open']] };
      return {
        conclusion: {
          slack: stuck ? least - UNIT_ROUNDOFF : least,
          rounding: gamma(4 * data.d + 8),
          step: steps,
          note: stuck
            ? `from step ${steps} on no sample is active: SGD stays there for ever, outside the separable region`
            : 'in the separable region',
        },
        labels: [stuck ? ['end', 'silent'] : ['end', 'separable']],
      };
    },
  );

const finite = reachesSeparable(
  {
    id: 'prop-2',
    reading: 'as-printed',
    kind: 'finite',
    method: 'exact',
    source: 'Proposition 2',
    statement:
      'Combes-style data, SGD not started in W_J with J empty: from a finite step on every iterate is in the linearly separable region.',
    slack: 'least cosine of w with a y_i x_i once the separable region is reached, or once no sample is active any more',
    reason:
      'If only negatives are active at the start, one step can push w.x_j below 0 for all of them before any positive becomes active; then the gradient of every sample is zero for ever. The proof takes for granted that every draw moves w.',
    required: { 'start:no-positive-active': 0.1 },
  },
  () => [],
);

const finiteRepaired = reachesSeparable(
  {
    id: 'prop-2@repaired',
    reading: 'repaired',
    kind: 'finite',
    method: 'exact',
    source: 'Proposition 2',
    statement:
      'Combes-style data, SGD started with at least one positive sample active: from a finite step on (almost surely) every iterate is in the linearly separable region.',
    slack: 'least cosine of w with a y_i x_i once the separable region is reached, or once no sample is active any more',
    reason:
      'An active positive sample stays active (prop-2/stays), so w never falls silent; it is drawn infinitely often, w.x_i grows without bound since the step sizes sum to infinity, and each draw moves every other sample by a fixed fraction of that.',
    starts: ['partial', 'separable', 'random'],
    required: { 'end:separable': 0.5 },
  },
  ({ region }) => [holds(paper('positive-active', 'a positive sample is active at w_0'), region.activePositives.length > 0)],
);

/** Claims about the time to the separable region. */
export const finiteClaims: readonly Claim[] = [finite, finiteRepaired];
