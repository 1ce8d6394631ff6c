/** Theorem 3.3's bound on the loss of the averaged iterate, as long runs judge it. */

import type { IntervalRecord } from '../../claim/interval-record.js';
import { known } from '../../monte-carlo/estimate.js';
import type { LongRunView } from './long-run-view.js';
import { lossBoundWithoutSum } from './loss-bound.js';

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
}
