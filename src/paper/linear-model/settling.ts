/** How near w_t - p ln t comes to its limit, from one checkpoint to the next. */

import { radius } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { dot, norm, plusMultiple } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';
import type { LimitResidual } from '../../oracle/residual.js';
import type { TrajectoryCheckpoint } from '../../trajectory/log-time/index.js';
import type { SettlingRun } from './settling-runs.js';

/** Allowance for the integrator, in units of 1 + |p|: a hundred of its steps at its tolerance. */
const ENGINE_ERROR = 1e-6;

/** A checkpoint with a bound on |delta|, the distance from the limit within the span of the support vectors. */
interface Settled {
  readonly s: number;
  readonly w: Float64Array;
  readonly delta: number;
  /** Infinity where nothing is known. */
  readonly bound: number;
}

/** The integrator's part in a distance from the limit. */
export function allowance({ limit }: SettlingRun): number {
  return ENGINE_ERROR * (1 + norm(limit.p));
}

/**
 * |delta| at each checkpoint but the first, with what the checkpoint before it allows.
 *
 * With u_i = g_i.delta the flow is d delta / ds = -sum_S lambda_i (1 - e^-u_i) g_i + f, where f stands for the samples outside S. As
 * (1 - e^-u) u >= kappa u^2 for u <= U, kappa = (1 - e^-U) / U, the distance obeys d|delta|/ds <= -kappa mu |delta| + |f|, mu the slowest
 * mode. The force of sample i falls at least like exp(-(g_i.p - 1) s), up to a factor for the way of w - p s in between.
 * Intervals in which that way cannot be bounded allow anything.
 */
export function settling(run: SettlingRun): Settled[] {
  const others = signedRows(run.data).filter((_, i) => !run.best.support.includes(i));
  const settled: Settled[] = [];
  let before: TrajectoryCheckpoint | undefined;
  for (const checkpoint of run.checkpoints) {
    const { s, w } = checkpoint;
    if (before !== undefined)
      settled.push({ s, w, delta: distanceWithin(run.limit, checkpoint), bound: boundAfter(run, others, before, s) });
    before = checkpoint;
  }
  return settled;
}

/** What a checkpoint allows |delta| to be at a later moment; `others` are the y_i x_i that are no support vectors. */
function boundAfter(run: SettlingRun, others: readonly Float64Array[], checkpoint: TrajectoryCheckpoint, later: number): number {
  const { data, limit, rate } = run;
  const { s, w } = checkpoint;
  const largest = radius(data);
  const delta = distanceWithin(limit, checkpoint);
  // The way of w - p s: twice delta, and thrice the forces' integral, taken to be at most 1 / (3 B) and checked below.
  const way = 2 * delta + 1 / largest;
  const forces = others.map((row) => ({
    gap: dot(row, limit.p) - 1,
    size: rate * exp(s - dot(row, w) + norm(row) * way) * norm(row),
  }));
  const finite = exp(-s) * (largest * norm(limit.p)) ** 2 * norm(limit.p);
  const integral = forces.reduce((sum, { gap, size }) => sum + size / gap, finite);
  if (!(3 * integral * largest <= 1)) return Number.POSITIVE_INFINITY;
  const farthest = largest * (delta + integral);
  const decay = limit.slowest * (farthest > 1e-9 ? (1 - exp(-farthest)) / farthest : 1);
  const driven = forces.reduce((sum, { gap, size }) => sum + size * (later - s) * exp(-Math.min(gap, decay) * (later - s)), finite);
  return delta * exp(-decay * (later - s)) + driven;
}

/** |P_S (w - p s - rho)|. */
function distanceWithin({ p, rho, basis }: LimitResidual, { s, w }: TrajectoryCheckpoint): number {
  const rest = plusMultiple(plusMultiple(w, -s, p), -1, rho);
  return norm(basis.map((q) => dot(q, rest)));
}
