/** SGD on Combes-style data until it is in the separable region, or has no active sample. */

import type { Hypothesis } from '../../claim/claim.js';
import { method } from '../../claim/hypotheses.js';
import { sample } from '../../data/dataset.js';
import { largest } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';
import type { Combes } from './combes-data.js';
import type { SgdCase } from './combes-run.js';

/** Where such a run ended, and why in a sentence. */
interface Settled {
  readonly kind: 'separable' | 'silent' | 'open';
  readonly w: Float64Array;
  readonly steps: number;
  readonly why: string;
}

/** Runs until the separable region is reached, or until no sample is active any more. */
export function untilSettled({ least: { data }, parts, each }: SgdCase): Settled {
  const { end, w, steps } = each((_, after) => after.k % 16 !== 0 || parts.landscapeRegion(data, after.w).kind !== 'separable');
  if (end === 'diverged') return { kind: 'open', w, steps, why: `the run leaves the range of float64 at step ${steps}` };
  const { kind } = parts.landscapeRegion(data, w);
  if (kind === 'separable') return { kind, w, steps, why: 'in the separable region' };
  if (end === 'terminated' && kind === 'silent') {
    return { kind, w, steps, why: `from step ${steps} on no sample is active: SGD stays there for ever, outside the separable region` };
  }
  return { kind: 'open', w, steps, why: `not in the separable region after ${steps} steps` };
}

/**
 * Starts from which the separable region is some hundreds of moves away, not e^100: no w_0.x_j is more than 16 times the
 * least |x_i.x_k|. Nothing is claimed about others that a run could tell.
 */
export function isWithinReach({ least: { data, within, across }, start }: { least: Combes; start: readonly number[] }): Hypothesis {
  const farthest = largest(Array.from({ length: data.n }, (_, i) => Math.abs(dot(start, sample(data, i)))));
  const move = Math.min(within.positive, within.negative, across);
  return {
    ...method('near-kinks', 'w_0.x_j is within 16 times the least |x_i.x_k|'),
    slack: farthest === 0 ? 1 : (16 * move) / farthest - 1,
  };
}
