/** What a worker thread does: one chunk, or the shrinking of a violation. */

import type { Case } from '../data/case.js';
import { answering } from '../judge/workers.js';
import { findClaim } from '../paper/edition.js';
import { type ChunkResult, judgeChunk, type NamedData, shrinkViolation } from './chunk.js';

/** One piece of work, by value. */
export interface Job {
  readonly claim: string;
  readonly seed: number;
  readonly chunk: number;
  readonly size: number;
  readonly on?: NamedData;
  /** With a violated case the job is to shrink it; otherwise to judge the chunk. */
  readonly shrink?: Case;
}

/** Does one job. */
export function work(job: Job): ChunkResult | Case {
  const claim = findClaim(job.claim);
  if (claim === undefined) throw new RangeError(`no claim ${job.claim}`);
  const { seed, chunk, size, on } = job;
  return job.shrink === undefined ? judgeChunk(claim, seed, chunk, size, on) : shrinkViolation(claim, seed, chunk, size, job.shrink, on);
}

export default answering(work);
