/** Where jobs run: worker threads, or this thread for a single one. */

import { Piscina } from 'piscina';
import type { Case } from '../data/case.js';
import type { ChunkResult } from './chunk.js';
import work, { type Job } from './worker.js';

/** Runs jobs, `jobs` at a time. */
export interface Workers<Work, Result> {
  readonly jobs: number;
  run(job: Work): Promise<Result>;
  /** Ends the workers; jobs under way are given up. */
  close(): Promise<void>;
}

/** Where `verify` runs its jobs. */
export type Pool = Workers<Job, ChunkResult | Case>;

/** The pool of `verify`. */
export function openPool(jobs: number): Pool {
  return openWorkers<Job, ChunkResult | Case>(jobs, new URL('./worker', import.meta.url), work);
}

/**
 * A pool of worker threads; with one job at a time everything stays in this thread.
 *
 * @param file - the worker's module without its ending.
 * @param work - what that module exports as default.
 */
export function openWorkers<Work, Result>(jobs: number, file: URL, work: (job: Work) => Result): Workers<Work, Result> {
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
  const threads = new Piscina<Work, Result>({
    filename: `${file.href}${typescript ? '.ts' : '.js'}`,
    minThreads: jobs,
    maxThreads: jobs,
    ...(typescript ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  return { jobs, run: (job) => threads.run(job), close: () => threads.destroy() };
}
