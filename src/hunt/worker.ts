/** What a worker thread does for a hunt: one round, or the shrinking of a violation. */

import { findClaim } from '../claim/registry.js';
import type { Case } from '../data/case.js';
import { huntRound, type RoundJob, type RoundResult } from './round.js';
import { type Shrunk, shrink } from './shrink.js';

/** A violated case to simplify. */
export interface ShrinkJob {
  readonly claim: string;
  readonly shrink: Case;
  readonly budget: number;
}

/** Does one job. */
export default function work(job: RoundJob | ShrinkJob): RoundResult | Shrunk {
  const claim = findClaim(job.claim);
  if (claim === undefined) throw new RangeError(`no claim ${job.claim}`);
  return 'shrink' in job ? shrink(claim, job.shrink, job.budget) : huntRound(claim, job);
}
