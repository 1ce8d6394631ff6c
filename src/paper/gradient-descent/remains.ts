/** Whether a ReLU run that was not seen to enter the separable region or to leave it stays where it is. */

import type { Parts } from '../../claim/parts.js';
import type { Dataset } from '../../data/dataset.js';
import { distance } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';
import { follow } from '../setting/settled-run.js';

/** Whether log time sees a run that is in the region stay there. */
export function remainsInside(data: Dataset, w: Float64Array, rate: number, parts: Parts): boolean {
  const run = follow(data, parts.relu, w, rate, parts);
  return run.kind === 'settled' && run.last.sliding.length === 0 && run.last.active.every((i) => data.y[i] === 1);
}

/**
 * Whether a run has been outside for longer than a run can. There a negative acts at every step, with weight 1 at least, and so u.w rises by
 * (eta/n) margin or more for the max-margin direction u of all samples. A run that has come not half as far for its time stays.
 *
 * @param time - steps times eta.
 */
export function remainsOutside(data: Dataset, from: Float64Array, to: Float64Array, time: number, parts: Parts): boolean {
  const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
  return best.feasible && (time / data.n) * best.margin > 2 * distance(from, to);
}
