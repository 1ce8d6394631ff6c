/** Appendix I, before eq. 36: how the combined weights of a partition grow under SGD. */

import { networkCertifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { labelOf, sample } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { gamma } from '../../numerics/rounding.js';
import { dot, norm, plusMultiple } from '../../numerics/vector.js';
import type { Partition } from '../../oracle/pattern.js';
import { combinedWeights } from '../../trajectory/network-sides.js';
import { IDLE_DRAW } from '../setting/defects.js';
import { prove } from './appendix-i.growth.certificate.js';
import { idleDrawForCoq } from './appendix-i.growth.coq.js';
import { judgeWindows, type WindowStep } from './judge-windows.js';
import { SETTLING, settlingCases } from './network-cases.js';
import { sumOfSquares } from './pattern-partitions.js';

/** What both readings share. */
const growthOfPartitions = {
  chapter: 'networks',
  source: 'Appendix I, before eq. 36',
  required: { 'draw:within': 0.3, 'draw:elsewhere': 0.3 },
  cases: settlingCases({ steps: 1500 }),
  recipe: SETTLING,
} as const;

/** Growth at each step, as printed: refuted, the draws from other partitions leave Wt_r as it is. */
export const growth = defineClaim({
  ...growthOfPartitions,
  id: 'app-i/growth',
  defect: IDLE_DRAW,
  statement:
    'SGD, L(W) < 1/n, patterns constant from T on and disjoint: |Wt_r(t+1)| >= |Wt_r(t)| + eta_t r with some r > 0, so |Wt_r| is strictly increasing at each step.',
  slack: '1 where |Wt_r| grows, -1 where Wt_r stays as it is, smallest over t and r',
  reason:
    'A draw from another partition moves no neuron that acts on B_r. The constant r is asked for under a bound on |Wt_r| that is then contradicted: growth at a draw from B_r falls like exp(-y Wt_r.x).',
  evaluate: judgeWindows({ descent: 'stochastic', smallLoss: true, judge: (step) => eachPartition(step, judgeEveryStep) }),
  certify: networkCertifier(prove),
  coq: idleDrawForCoq,
});

/** Growth at the draws from the partition, with the constant that there is: holds. */
export const growthRepaired = defineClaim({
  ...growthOfPartitions,
  id: 'app-i/growth@repaired',
  reading: 'repaired',
  statement:
    'SGD, L(W) < 1/n, patterns constant from T on and disjoint: a draw of x from B_r makes |Wt_r| grow by at least eta_t (sum v_k^2) u exp(-u) / |Wt_r|, u = y Wt_r.x > 0, and the other draws leave it. So while |Wt_r| <= F and u >= m the growth is at least eta_t times a constant.',
  slack: '(|Wt_r(t+1)| - |Wt_r(t)|) / bound - 1 at the draws from B_r, smallest over t and r; -1 where another draw moves Wt_r',
  reason: '|w + c z| >= (w + c z).w / |w| = |w| + c z.w / |w|, with c = eta_t (sum v_k^2) exp(-u) and z = y x.',
  evaluate: judgeWindows({ descent: 'stochastic', smallLoss: true, judge: (step) => eachPartition(step, judgeDraws) }),
});

/** Wt_r at both ends of a step. */
interface Move {
  readonly h: number;
  readonly partition: Partition;
  readonly now: Float64Array;
  readonly next: Float64Array;
  readonly move: Float64Array;
  /** Whether the drawn sample is in B_r. */
  readonly within: boolean;
}

function eachPartition(step: WindowStep, judge: (step: WindowStep, move: Move) => void): void {
  const { data, v, window, before, after, label } = step;
  for (const [h, partition] of window.partitions.entries()) {
    if (partition.neurons.length === 0) continue;
    const within = partition.members.includes(before.sample);
    label('draw', within ? 'within' : 'elsewhere');
    const [now, next] = [before.w, after.w].map((w) => combinedWeights(w, partition.neurons, v, data.d));
    if (now === undefined || next === undefined) continue;
    judge(step, { h, partition, now, next, move: plusMultiple(next, -1, now), within });
  }
}

/** Whether |Wt| grows. Where it stays the neurons are the same to the bit, since nothing is added to them. */
function judgeEveryStep({ after, slack }: WindowStep, { h, move, now, next }: Move): void {
  if (move.every((entry) => entry === 0)) slack.record(-1, 0, after.k, () => `Wt of partition ${h} stays as it is`);
  else if (norm(next) > norm(now)) slack.record(1, 0, after.k);
}

function judgeDraws({ data, v, before, after, eta, slack }: WindowStep, { h, partition, now, next, move, within }: Move): void {
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
