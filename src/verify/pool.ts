/** Where jobs run: worker threads, or this thread for a single one. */

import { Piscina } from 'piscina';
import type { Case } from '../data/case.js';
import type { ChunkResult } from './chunk.js';
import work, { type Job } from './worker.js';

/** Runs jobs, `jobs` at a time. */
export interface Pool {
  readonly jobs: number;
  run(job: Job): Promise<ChunkResult | Case>;
  /** Ends the workers; jobs under way are given up. */
  close(): Promise<void>;
}

/** A pool of worker threads; with one job at a time everything stays in this thread. */
export function openPool(jobs: number): Pool {
  if (jobs === 1) {
    return {
      jobs,
      run: async (job) => {
        // Lets signals and timers in between jobs.
        await new Promise((resolve) => setImmediate(resolve));
        return work(job);
      },
      close: async () => {},
    };
  }
  const typescript = import.meta.url.endsWith('.ts');
  const threads = new Piscina<Job, ChunkResult | Case>({
    filename: new URL(typescript ? './worker.ts' : './worker.js', import.meta.url).href,
    minThreads: jobs,
    maxThreads: jobs,
    ...(typescript ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  return { jobs, run: (job) => threads.run(job), close: () => threads.destroy() };
}
