/** What a worker thread does: one burst of a registered claim. */

import { findClaim } from '../paper/edition.js';
import { type BurstJob, burst } from './search/burst.js';
import type { BurstResult } from './search/session.js';

/** Does one job. */
export default function work(job: BurstJob): BurstResult {
  const claim = findClaim(job.claim);
  if (claim === undefined) throw new RangeError(`no claim ${job.claim}`);
  return burst(claim, job);
}
