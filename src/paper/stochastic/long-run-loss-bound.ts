/** Theorem 3.3's bound on the loss of the averaged iterate, as long runs judge it. */

import type { IntervalRecord } from '../../claim/interval-record.js';
import { sample } from '../../data/dataset.js';
import { known } from '../../monte-carlo/estimate.js';
import { exp } from '../../numerics/elementary.js';
import { dot } from '../../numerics/vector.js';
import type { LongRunView } from './long-run-view.js';
import { lossBoundWithoutSum } from './loss-bound.js';
import { meanOf, ROUNDING } from './martingale.js';

/** Shares of false-alarm probability that one step takes. */
export const LOSS_SHARES = (): number => 2;

/** What is judged besides, for the statement. */
export const AND_JENSEN = 'Besides, it is at most the mean of the E L(w_k) less the limit, which is near equality while w hardly moves.';

/** Records E L(wbar_t) - (B^2/(2t)) sum eta_k E L(w_k) against the rest of appendix E's bound. */
export function recordLossBound(at: LongRunView, record: IntervalRecord): void {
  const { columns } = at.runs;
  const weight = at.reach ** 2 / (2 * at.t);
  const [low, high] = at.ceilings.loss;
  const terms = [
    [columns.averageLoss, 1],
    [columns.lossSum, -weight],
  ] as const;
  const mean = at.mean('L(wbar_t) less the sum', terms, 0, [low - weight * at.ceilings.lossSum[1], high]);
  const { value, error } = lossBoundWithoutSum(at, at.t);
  record.order(at.t, [mean], [known(value, error)], 'E L(wbar_t) minus its limit, less (B^2/(2t)) sum eta_k E L(w_k)');
  // exp(-v) over a stretch of length d from v_0 on is below its chord by d^2 exp(-v_0) / 8 at most, and never above it.
  const most = at.active.reduce((sum, i) => {
    const x = sample(at.data, i);
    const begun = dot(at.start, x);
    return sum + (exp(-begun) * (at.ceilings.along(x)[1] - begun) ** 2) / (8 * at.data.n);
  }, 0);
  const wide = ROUNDING * high;
  const gap = at.mean(
    'mean of the losses less the loss of the mean',
    [
      [columns.lossMean, 1],
      [columns.averageLoss, -1],
    ],
    0,
    [-wide, most + wide],
  );
  record.atLeastZero(at.t, gap, 2 * meanOf(at, [[columns.averageLoss, 1]]) + gap.value, 'mean of E L(w_k) less E L(wbar_t)');
}
