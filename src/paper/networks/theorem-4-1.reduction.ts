/** Eq. 34: the combined weights of a partition follow gradient descent on its samples alone. */

import { networkCertifier } from '../../certify/certifier.js';
import type { Claim } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { sample, subset } from '../../data/dataset.js';
import { workspace } from '../../model/model.js';
import { exp } from '../../numerics/elementary.js';
import { gamma } from '../../numerics/rounding.js';
import { norm, plusMultiple } from '../../numerics/vector.js';
import { judgeWindows, type WindowStep } from './judge-windows.js';
import { networkCases } from './network-cases.js';
import { combinedWeights, type Partition, sumOfSquares } from './pattern-partitions.js';
import { prove } from './theorem-4-1.reduction.certificate.js';

/** What both readings share. */
const eq34 = {
  chapter: 'networks',
  source: 'Appendix H, eq. 34',
  slack: '-(|Wt_r(t+1) - claimed| / |Wt_r(t+1) - Wt_r(t)|), smallest over t and r',
  required: { 'partition:moving': 0.5 },
  cases: networkCases({ steps: 300 }),
} as const;

/** Eq. 34 with its gradient term as printed: refuted, the step has the other sign. */
export const reduction = defineClaim({
  ...eq34,
  id: 'thm-4.1/reduction',
  statement: 'Patterns constant and disjoint: Wt_r(t+1) = Wt_r(t) + eta (n_r / n) (sum v_k^2) grad L_r(Wt_r(t)), as eq. 34 prints it.',
  reason: 'The sign of the gradient term is a slip of the pen: the step descends.',
  evaluate: stepsBy({ along: 'gradient' }),
  certify: networkCertifier(prove),
});

/** Eq. 34 as a step of gradient descent: holds. */
export const reductionIntended = defineClaim({
  ...eq34,
  id: 'thm-4.1/reduction@intended',
  reading: 'as-intended',
  statement:
    'Patterns constant and disjoint: Wt_r follows gradient descent on the loss of B_r alone with step size eta (n_r / n) sum v_k^2.',
  reason: 'grad by w_k of L is v_k (n_r / n) grad L_r(Wt_r) for the neurons active on B_r alone.',
  evaluate: stepsBy({ along: 'minus gradient' }),
});

/** Judges eq. 34 with its gradient term as printed or turned around. */
function stepsBy({ along }: { readonly along: 'gradient' | 'minus gradient' }): Claim['evaluate'] {
  const sign = along === 'gradient' ? 1 : -1;
  return judgeWindows({
    descent: 'gradient',
    judge: (step) => {
      for (const [h, partition] of step.window.partitions.entries()) {
        if (partition.neurons.length > 0) judgeStep(step, partition, { h, sign });
      }
    },
  });
}

/** Records how far the step of Wt_h is from `sign` times the step size times the gradient. */
function judgeStep(
  { data, v, before, after, eta, slack, parts, label }: WindowStep,
  { members, neurons }: Partition,
  { h, sign }: { readonly h: number; readonly sign: 1 | -1 },
): void {
  const { d } = data;
  const own = subset(data, members);
  const [now, next] = [combinedWeights(before.w, neurons, v, d), combinedWeights(after.w, neurons, v, d)];
  const into = workspace(parts.linear, own);
  parts.linear.evaluate(own, now, into);
  const size = ((eta * members.length) / data.n) * sumOfSquares(v, neurons) * exp(into.shift);
  const move = plusMultiple(next, -1, now);
  const off = plusMultiple(move, -sign * size, into.gradient);
  const error = off.reduce((sum, entry) => sum + entry ** 2, 0);
  const moved = move.reduce((sum, entry) => sum + entry ** 2, 0);
  if (moved === 0) return;
  label(['partition', 'moving']);
  const length = Math.sqrt(moved);
  const weights = Math.sqrt(sumOfSquares(v, neurons));
  const cancelled = (size * into.loss * Math.max(...members.map((i) => norm(sample(data, i))))) / length;
  const rounding =
    (gamma(8 * (d + v.length)) * (norm(before.w) + norm(after.w)) * weights) / length +
    gamma(16 * (data.n + d)) * (1 + norm(before.w) * weights * 8) * (1 + cancelled);
  slack.record(
    -Math.sqrt(error) / length,
    rounding,
    before.k,
    () => `Wt of partition ${h} moves by ${length}, off the claimed step by ${Math.sqrt(error)}`,
  );
}
