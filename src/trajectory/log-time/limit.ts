/** What a trajectory tends to, read off its checkpoints. */

import { exp, log } from '../../numerics/elementary.js';
import { largest } from '../../numerics/lists.js';
import { dot, norm, normalized } from '../../numerics/vector.js';
import type { LogTimeCheckpoint, LogTimeResult } from './report.js';

/** The limit of a trajectory whose mode no longer changes. */
export interface LimitReport {
  /** Limit of w/|w|, extrapolated; zero for a trajectory that came to rest at 0. */
  readonly direction: Float64Array;
  /** ln t of the last change of mode; -Infinity when there was none. */
  readonly settledAt: number;
  /** Units that stay active, and kinks that the trajectory stays on. */
  readonly active: readonly number[];
  readonly sliding: readonly number[];
  /** Limit of the loss. */
  readonly loss: number;
  /**
   * How |w/|w| - direction| falls: like `constant` / ln t, like `constant` ln ln t / ln t (support vectors with zero
   * dual), or not at all because |w| stays bounded.
   */
  readonly rate: { readonly kind: 'log' | 'log-log' | 'bounded'; readonly constant: number };
}

/** Size of the ln ln t term, relative to that of ln t, that counts as one. */
const LOG_LOG = 1e-3;
/** Before ln t = 100 forces that die out still show. */
const LATE = 100;

/**
 * Limit direction, loss and rate from the last two or three checkpoints of a continuation.
 *
 * @returns undefined when the result is unknown, or has not two checkpoints later than ln t = 100, a factor 1.2 apart
 * and with one mode between them. A third one makes it robust where the margin is thin.
 */
export function limitReport(result: LogTimeResult): LimitReport | undefined {
  if (result.kind === 'unknown') return undefined;
  const settledAt = largest(result.modes.map(({ s }) => s));
  const late = result.checkpoints.at(-1)!;
  const { active, sliding } = late;
  if (result.end !== 'horizon') {
    const loss = late.constantLoss + exp(late.logExcess);
    return { direction: normalized(late.w), settledAt, active, sliding, loss, rate: { kind: 'bounded', constant: 0 } };
  }
  const before = (at: LogTimeCheckpoint | undefined): LogTimeCheckpoint | undefined =>
    result.checkpoints.findLast(({ s }) => at !== undefined && s * 1.2 <= at.s && s >= LATE && s >= settledAt);
  const middle = before(late);
  if (middle === undefined) return undefined;
  const early = before(middle);
  const { slope, bend } =
    early !== undefined && sliding.length === 0 ? throughPoints(early, middle, late) : throughVelocities(middle, late);
  const size = norm(slope);
  const across = (vector: Float64Array): number => norm(vector.map((value, j) => value - (dot(vector, slope) / size ** 2) * slope[j]!));
  const kind = norm(bend) > LOG_LOG * size ? 'log-log' : 'log';
  const residual = late.w.map((value, j) => value - late.s * slope[j]!);
  const constant = across(kind === 'log-log' ? bend : residual) / size;
  return { direction: normalized(slope), settledAt, active, sliding, loss: late.constantLoss, rate: { kind, constant } };
}

/** w = p s + q ln s + constant. */
interface Asymptote {
  /** p and q. */
  readonly slope: Float64Array;
  readonly bend: Float64Array;
}

/** Through three iterates. Where the margin is thin their rounding, unlike that of the velocity, is small against their distance. */
function throughPoints(early: LogTimeCheckpoint, middle: LogTimeCheckpoint, late: LogTimeCheckpoint): Asymptote {
  const [before, after] = [middle.s - early.s, late.s - middle.s];
  const [logBefore, logAfter] = [log(middle.s / early.s), log(late.s / middle.s)];
  const bend = late.w.map((value, j) => {
    const [first, second] = [middle.w[j]! - early.w[j]!, value - middle.w[j]!];
    return (first * after - second * before) / (logBefore * after - logAfter * before);
  });
  return { slope: late.w.map((value, j) => (value - middle.w[j]! - bend[j]! * logAfter) / after), bend };
}

/** Through two velocities, which are averages over the chatter on kinks, as the iterates are not. */
function throughVelocities(early: LogTimeCheckpoint, late: LogTimeCheckpoint): Asymptote {
  const bend = late.velocity.map((value, j) => (early.velocity[j]! - value) / (1 / early.s - 1 / late.s));
  return { slope: late.velocity.map((value, j) => value - bend[j]! / late.s), bend };
}
