/** Where `verify` runs its jobs. */

import type { Case } from '../data/case.js';
import { openWorkers, type Workers } from '../judge/workers.js';
import type { ChunkResult } from './chunk.js';
import { type Job, work } from './worker.js';

/** Workers that judge chunks and shrink violations. */
export type Pool = Workers<Job, ChunkResult | Case>;

/** The pool of `verify`. */
export function openPool(jobs: number): Pool {
  return openWorkers(jobs, new URL('./worker', import.meta.url), work);
}
