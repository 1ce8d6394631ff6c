import { openPool } from '../parallel/pool.js';
import type { HuntPool } from './hunt.js';
import work from './worker.js';

/** A pool for `hunt`, `jobs` at a time. */
export function openHuntPool(jobs: number): HuntPool {
  return openPool(jobs, new URL('./worker', import.meta.url), work);
}
