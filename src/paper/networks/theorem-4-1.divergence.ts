/** Appendix H, after eq. 30: the combined weights and every neuron that acts grow without bound. */

import type { Conclusion } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { leastOf } from '../../claim/outcome.js';
import { norm, rowOf } from '../../numerics/vector.js';
import { combinedWeights } from '../../trajectory/network-sides.js';
import { inBothWindows, type SettledRun } from '../setting/settled-run.js';
import { TRAINED, trainedCases } from './network-cases.js';
import { SETTLED_LABELS } from './network-labels.js';
import { judgeSettled } from './settled-network.js';

/** Every Wt_r, and every w_k that acts on a partition, diverges: holds. */
export const divergence = defineClaim({
  id: 'thm-4.1/divergence',
  chapter: 'networks',
  kind: 'asymptotic',
  source: 'Appendix H, before and after eq. 30',
  statement:
    'L(W) -> 0, patterns constant from some T on and disjoint: |Wt_r| -> infinity for every partition, and |w_k| -> infinity for every neuron that acts on one.',
  slack: '1 - 2 |u(ln t = 10^5)| / |u(ln t = 10^6)|, smallest over the Wt_r and the w_k that act',
  reason: 'y Wt_r.x -> infinity on B_r as L(W) -> 0. By eq. 29 the neurons of B_r share that move in proportion to v_k.',
  required: SETTLED_LABELS,
  cases: trainedCases({ steps: 0 }),
  recipe: TRAINED,
  evaluate: judgeSettled({ disjoint: true }, ({ data: { d }, v, run, partitions }) => {
    const slacks = partitions.flatMap(({ neurons }, h) => [
      growth(run, `Wt of partition ${h}`, (w) => combinedWeights(w, neurons, v, d)),
      ...neurons.map((k) => growth(run, `neuron ${k}`, (w) => rowOf(w, k, d))),
    ]);
    return leastOf(slacks);
  }),
});

/** How much a part of the parameters has grown over the last tenfold of ln t. */
function growth(run: SettledRun, name: string, partOf: (w: Float64Array) => Float64Array): Conclusion {
  return inBothWindows(run, ({ middle, last, late }) => {
    const [half, end] = [norm(partOf(middle.w)), norm(partOf(last.w))];
    return {
      slack: 1 - (2 * half) / end,
      rounding: 1e-6,
      step: 0,
      note: `|${name}| goes from ${half} at ln t = ${middle.s} to ${end} at ${last.s}`,
      horizons: { quantity: `|${name}|`, readings: late.map(({ s, w }) => ({ lnT: s, value: norm(partOf(w)) })) },
    };
  });
}
