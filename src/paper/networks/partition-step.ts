/** One step of the combined weights of a partition, held against a step of gradient descent on its samples alone (eqs. 34 and 41). */

import type { Claim } from '../../claim/claim.js';
import type { Parts } from '../../claim/parts.js';
import { type Dataset, everySample, sample, subset } from '../../data/dataset.js';
import { type Workspace, workspace } from '../../model/model.js';
import { exp } from '../../numerics/elementary.js';
import { nth } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { dot, norm, plusMultiple } from '../../numerics/vector.js';
import type { Partition } from '../../oracle/pattern.js';
import { combinedWeights } from '../../trajectory/network-sides.js';
import { judgeWindows, type WindowStep } from './judge-windows.js';
import type { Descent } from './network-run.js';
import { sumOfSquares } from './pattern-partitions.js';

/** How {@link stepsBy} forms its slack. */
export const STEP_SLACK = '-(|Wt_r(t+1) - claimed| / |Wt_r(t+1) - Wt_r(t)|), smallest over t and r';

/** What the size of a step may hang on. */
export interface StepParts {
  /** eta_t. */
  readonly eta: number;
  /** sum of v_k^2 over the neurons that act on the partition. */
  readonly squares: number;
  /** n_r / n. */
  readonly share: number;
}

/**
 * Judges that Wt_r moves by `size` times minus the gradient, at each step of a stretch of constant and disjoint patterns: that of the mean
 * loss over B_r under gradient descent, and under SGD that of the drawn sample where it is in B_r.
 *
 * @param size - negative for a step along the gradient.
 */
export function stepsBy(descent: Descent, size: (parts: StepParts) => number): Claim['evaluate'] {
  return judgeWindows({
    descent,
    smallLoss: descent === 'stochastic',
    judge: (step) => {
      const { data, v, window, before, eta, label } = step;
      for (const [h, partition] of window.partitions.entries()) {
        const { members, neurons } = partition;
        if (neurons.length === 0) continue;
        if (descent === 'stochastic' && !members.includes(before.sample)) continue;
        const claimed = size({ eta, squares: sumOfSquares(v, neurons), share: members.length / data.n });
        const pulling = descent === 'gradient' ? members : [before.sample];
        if (judgeStep(step, partition, { h, claimed, pulling })) label('partition', 'moving');
      }
    },
  });
}

/** Loss and gradient of the linear model on some samples. */
function linearLoss(data: Dataset, pulling: readonly number[], w: Float64Array, { linear }: Parts): Workspace {
  if (pulling.length === 1) {
    const into = spare.get(data) ?? workspace(linear, data);
    spare.set(data, into);
    linear.evaluateSample(data, nth(pulling, 0), w, into);
    return into;
  }
  const own = restrictedTo(pulling, data);
  const into = workspace(linear, own);
  linear.evaluate(own, w, into);
  return into;
}

/** The samples of a partition, the same ones at every step of a stretch. */
function restrictedTo(pulling: readonly number[], data: Dataset): Dataset {
  const known = restricted.get(pulling) ?? subset(data, pulling);
  restricted.set(pulling, known);
  return known;
}

/** The largest |x_i| of some samples. */
function longest(pulling: readonly number[], data: Dataset): number {
  const known = lengths.get(data) ?? everySample(data).map((i) => norm(sample(data, i)));
  lengths.set(data, known);
  let most = 0;
  for (const i of pulling) most = Math.max(most, nth(known, i));
  return most;
}

const lengths = new WeakMap<Dataset, readonly number[]>();
const restricted = new WeakMap<readonly number[], Dataset>();
const spare = new WeakMap<Dataset, Workspace>();

/** Records how far the step of Wt_h is from minus `claimed` times the gradient on the samples that pull; false where it does not move. */
function judgeStep(
  { data, v, before, after, slack, parts }: WindowStep,
  { neurons }: Partition,
  { h, claimed, pulling }: { readonly h: number; readonly claimed: number; readonly pulling: readonly number[] },
): boolean {
  const { d } = data;
  const [now, next] = [combinedWeights(before.w, neurons, v, d), combinedWeights(after.w, neurons, v, d)];
  const into = linearLoss(data, pulling, now, parts);
  const size = claimed * exp(into.shift);
  const move = plusMultiple(next, -1, now);
  const off = plusMultiple(move, size, into.gradient);
  const [error, moved] = [dot(off, off), dot(move, move)];
  if (moved === 0) return false;
  const length = Math.sqrt(moved);
  const weights = Math.sqrt(sumOfSquares(v, neurons));
  const cancelled = (Math.abs(size) * into.loss * longest(pulling, data)) / length;
  const rounding =
    (gamma(8 * (d + v.length)) * (before.length + after.length) * weights) / length +
    gamma(16 * (data.n + d)) * (1 + before.length * weights * 8) * (1 + cancelled);
  slack.record(
    -Math.sqrt(error) / length,
    rounding,
    before.k,
    () => `Wt of partition ${h} moves by ${length}, off the claimed step by ${Math.sqrt(error)}`,
  );
  return true;
}
