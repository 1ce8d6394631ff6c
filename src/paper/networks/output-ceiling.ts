/** How large an output can become while neurons of the wrong sign have to stay active (appendix H, up to eq. 33). */

import { labelOf, sample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { norm } from '../../numerics/vector.js';
import { cancellation, driftBound, type WindowStep } from './judge-windows.js';
import type { Iterate } from './network-run.js';
import { sumOfSquares } from './pattern-partitions.js';
import type { Window } from './pattern-window.js';

/** f(x_i) = Wt_h.x_i from the stored preactivations. */
export function outputAt(at: Iterate, i: number, v: readonly number[]): number {
  let f = 0;
  v.forEach((weight, k) => {
    f += weight * Math.max(0, nth(at.preactivation, i * v.length + k));
  });
  return f;
}

/**
 * How large y f(x_i) can still become while the patterns stay as they are, when neurons of the wrong sign act on x_i:
 * each of those has w_k.x_i = w_k(T).x_i - |v_k| g > 0 with g = (y f(x_i) - y f_T(x_i)) / sum v^2.
 */
function ceilingOfOutput({ from }: Window, i: number, y: number, v: readonly number[], neurons: readonly number[]): number {
  let room = Number.POSITIVE_INFINITY;
  for (const k of neurons) {
    const weight = nth(v, k);
    if (weight * y < 0) room = Math.min(room, nth(from.preactivation, i * v.length + k) / Math.abs(weight));
  }
  return y * outputAt(from, i, v) + sumOfSquares(v, neurons) * room;
}

/** Records how far y f_t(x_i) is below its ceiling, on a partition that `neurons` act on. */
export function judgeCeiling(step: WindowStep, neurons: readonly number[], i: number): void {
  const { data, v, window, after, slack } = step;
  const y = labelOf(data, i);
  const ceiling = ceilingOfOutput(window, i, y, v, neurons);
  const f = y * outputAt(after, i, v);
  const x = norm(sample(data, i));
  const scale = 1 + Math.abs(ceiling);
  const size = norm(after.w) * norm(v) * x + Math.abs(ceiling);
  const drift = driftBound(step) * (1 + size) + 2 * cancellation(step) * sumOfSquares(v, neurons) * x;
  slack.record(
    (ceiling - f) / scale,
    drift / scale,
    after.k,
    () => `y f(x_${i}) = ${f} exceeds what the activation of every neuron allows, ${ceiling}`,
  );
}
