/** What a worker thread does: one burst of a registered claim. */

import { answering } from '../judge/workers.js';
import { findClaim } from '../paper/edition.js';
import { type BurstJob, burst } from './search/burst.js';
import type { BurstResult } from './search/result.js';

/** Does one job. */
export function work(job: BurstJob): BurstResult {
  const claim = findClaim(job.claim);
  if (claim === undefined) throw new RangeError(`no claim ${job.claim}`);
  return burst(claim, job);
}

export default answering(work);
