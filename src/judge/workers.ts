/** Where jobs run: worker threads, or this thread for a single one. */

import { Piscina } from 'piscina';
import { EvaluationError, type EvaluationFault } from './evaluation-error.js';

/** Runs jobs, `jobs` at a time. */
export interface Workers<Work, Result> {
  readonly jobs: number;
  /** Does one job. @throws what the job throws; an EvaluationError as one, from whichever thread it comes. */
  run(job: Work): Promise<Result>;
  /** Ends the workers; jobs under way are given up. */
  close(): Promise<void>;
}

/** What a worker thread answers: messages between threads carry values, not classes of errors. */
export type Answer<Result> = { readonly result: Result } | { readonly fault: EvaluationFault };

/** What a worker's module exports as default, made from what does its jobs. */
export function answering<Work, Result>(work: (job: Work) => Result): (job: Work) => Answer<Result> {
  return (job) => {
    try {
      return { result: work(job) };
    } catch (error) {
      if (error instanceof EvaluationError) return { fault: error.fault };
      throw error;
    }
  };
}

/**
 * A pool of worker threads; with one job at a time everything stays in this thread.
 *
 * @param file - the worker's module without its ending, whose default export is {@link answering} of `work`.
 * @param work - does one job.
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
  const threads = new Piscina<Work, Answer<Result>>({
    filename: `${file.href}${typescript ? '.ts' : '.js'}`,
    minThreads: jobs,
    maxThreads: jobs,
    ...(typescript ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  return {
    jobs,
    run: async (job) => {
      const answer = await threads.run(job);
      if ('fault' in answer) throw EvaluationError.of(answer.fault);
      return answer.result;
    },
    close: () => threads.destroy(),
  };
}
