/** How the combined weights of a partition move in one step of SGD (appendix I, before eq. 36). */

import { labelOf, sample } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { gamma } from '../../numerics/rounding.js';
import { dot, norm, plusMultiple } from '../../numerics/vector.js';
import type { Partition } from '../../oracle/pattern.js';
import { combinedWeights } from '../../trajectory/network-sides.js';
import type { WindowStep } from './judge-windows.js';
import { sumOfSquares } from './pattern-partitions.js';

/** Wt_r at both ends of a step. */
export interface Move {
  readonly h: number;
  readonly partition: Partition;
  readonly now: Float64Array;
  readonly next: Float64Array;
  readonly move: Float64Array;
  /** Whether the drawn sample is in B_r. */
  readonly within: boolean;
}

/** Shows each partition that neurons act on, with its move in a step. */
export function eachPartition(step: WindowStep, judge: (step: WindowStep, move: Move) => void): void {
  const { data, v, window, before, after, label } = step;
  for (const [h, partition] of window.partitions.entries()) {
    if (partition.neurons.length === 0) continue;
    const within = partition.members.includes(before.sample);
    label('draw', within ? 'within' : 'elsewhere');
    const [now, next] = [combinedWeights(before.w, partition.neurons, v, data.d), combinedWeights(after.w, partition.neurons, v, data.d)];
    judge(step, { h, partition, now, next, move: plusMultiple(next, -1, now), within });
  }
}

/** Whether |Wt| grows. Where it stays the neurons are the same to the bit, since nothing is added to them. */
export function judgeEveryStep({ after, slack }: WindowStep, { h, move, now, next }: Move): void {
  if (move.every((entry) => entry === 0)) slack.record(-1, 0, after.k, () => `Wt of partition ${h} stays as it is`);
  else if (norm(next) > norm(now)) slack.record(1, 0, after.k);
}

/** Whether |Wt| grows by as much as is claimed at a draw from the partition, and Wt stays at others. */
export function judgeDraws({ data, v, before, after, eta, slack }: WindowStep, { h, partition, now, next, move, within }: Move): void {
  if (!within) {
    slack.record(move.every((entry) => entry === 0) ? 1 : -1, 0, after.k, () => `a draw from elsewhere moves Wt of partition ${h}`);
    return;
  }
  const u = labelOf(data, before.sample) * dot(now, sample(data, before.sample));
  const length = norm(now);
  const bound = (eta * sumOfSquares(v, partition.neurons) * u * exp(-u)) / length;
  // As u is, the bound is positive or not.
  if (!(bound > 0)) return;
  const moved = norm(move);
  const grown = dot(move, plusMultiple(now, 1, next)) / (length + norm(next));
  const size = before.length * Math.sqrt(sumOfSquares(v, partition.neurons));
  // Of the move by its cancellation, of u by its own.
  const rounding =
    gamma(16 * (data.d + v.length)) * ((size + moved) / bound + 1 + (1 + u) * (1 + (size * norm(sample(data, before.sample))) / u));
  slack.record(grown / bound - 1, rounding, after.k, () => `|Wt| of partition ${h} grows by ${grown}, at least ${bound} is claimed`);
}
