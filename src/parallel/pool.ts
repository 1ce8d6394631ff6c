/** Where jobs run: worker threads, or this thread for a single one. */

import { Piscina } from 'piscina';

/** Runs jobs, `jobs` at a time. */
export interface Pool<Job, Result> {
  readonly jobs: number;
  run(job: Job): Promise<Result>;
  /** Ends the workers; jobs under way are given up. */
  close(): Promise<void>;
}

/**
 * A pool of worker threads; with one job at a time everything stays in this thread.
 *
 * @param worker - URL of the module whose default export is `work`, without its ending.
 */
export function openPool<Job, Result>(jobs: number, worker: URL, work: (job: Job) => Result): Pool<Job, Result> {
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
  const threads = new Piscina<Job, Result>({
    filename: `${worker.href}${typescript ? '.ts' : '.js'}`,
    minThreads: jobs,
    maxThreads: jobs,
    ...(typescript ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  return { jobs, run: (job) => threads.run(job), close: () => threads.destroy() };
}
