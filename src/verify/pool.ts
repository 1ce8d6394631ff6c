import type { Case } from '../data/case.js';
import { openPool, type Pool } from '../parallel/pool.js';
import type { ChunkResult } from './chunk.js';
import work, { type Job } from './worker.js';

/** Runs chunks and shrinkings. */
export type VerifyPool = Pool<Job, ChunkResult | Case>;

/** A pool for `verify`, `jobs` at a time. */
export function openVerifyPool(jobs: number): VerifyPool {
  return openPool(jobs, new URL('./worker', import.meta.url), work);
}
