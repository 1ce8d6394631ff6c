/** Proposition 2: SGD reaches the separable region in finite time. */

import { certifier } from '../../certify/certifier.js';
import type { Hypothesis } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { holds, method, paper } from '../../claim/hypotheses.js';
import { sample } from '../../data/dataset.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { cosine, dot } from '../../numerics/vector.js';
import type { Combes } from './combes-data.js';
import { combesRuns, type RunJudgement, type SgdCase } from './combes-run.js';
import { prove } from './proposition-2.certificate.js';

const COUNT = 20_000;

/**
 * Starts from which the separable region is some hundreds of moves away, not e^100: no w_0.x_j is more than 16 times the
 * least |x_i.x_k|. Nothing is claimed about others that a run could tell.
 */
function isWithinReach({ least: { data, within, across }, start }: { least: Combes; start: readonly number[] }): Hypothesis {
  const farthest = Math.max(...Array.from({ length: data.n }, (_, i) => Math.abs(dot(start, sample(data, i)))));
  const move = Math.min(within.positive, within.negative, across);
  return {
    ...method('near-kinks', 'w_0.x_j is within 16 times the least |x_i.x_k|'),
    slack: farthest === 0 ? 1 : (16 * move) / farthest - 1,
  };
}

/** Runs until the separable region is reached, or until no sample is active any more. */
function judge({ least: { data }, parts, each }: SgdCase): RunJudgement {
  const { end, w, steps } = each((_, after) => after.k % 16 !== 0 || parts.landscapeRegion(data, after.w).kind !== 'separable');
  if (end === 'diverged') return { undecided: `the run leaves the range of float64 at step ${steps}`, labels: [['end', 'open']] };
  const region = parts.landscapeRegion(data, w);
  const least = Math.min(...Array.from(data.y, (y, i) => y * cosine(w, sample(data, i))));
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
}

const stated = {
  source: 'Proposition 2',
  slack: 'least cosine of w with a y_i x_i once the separable region is reached, or once no sample is active any more',
} as const;

/** From any start that is no such local minimum. */
export const finiteTime = defineClaim({
  ...stated,
  id: 'prop-2',
  kind: 'finite',
  statement:
    'Combes-style data, SGD not started in W_J with J empty: from a finite step on every iterate is in the linearly separable region.',
  reason:
    'If only negatives are active at the start, one step can push w.x_j below 0 for all of them before any positive becomes active; then the gradient of every sample is zero for ever. The proof takes for granted that every draw moves w.',
  required: { 'start:no-positive-active': 0.1 },
  ...combesRuns({ count: COUNT, further: (at) => [isWithinReach(at)], judge }),
  certify: certifier(prove),
});

/** From a start at which a positive is active. */
export const finiteTimeRepaired = defineClaim({
  ...stated,
  id: 'prop-2@repaired',
  reading: 'repaired',
  kind: 'finite',
  statement:
    'Combes-style data, SGD started with at least one positive sample active: from a finite step on (almost surely) every iterate is in the linearly separable region.',
  reason:
    'An active positive sample stays active (prop-2/stays), so w never falls silent; it is drawn infinitely often, w.x_i grows without bound since the step sizes sum to infinity, and each draw moves every other sample by a fixed fraction of that.',
  required: { 'end:separable': 0.5 },
  ...combesRuns({
    count: COUNT,
    starts: ['partial', 'separable', 'random'],
    further: (at) => [
      holds(paper('positive-active', 'a positive sample is active at w_0'), at.region.activePositives.length > 0),
      isWithinReach(at),
    ],
    judge,
  }),
});
