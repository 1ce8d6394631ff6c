/** Where pieces of work on claims are done: worker threads, or this thread. */

import { Piscina } from 'piscina';
import type { Claim } from '../claim/claim.js';
import { type EditionSource, loadClaim } from '../claim/load-edition.js';
import { EvaluationError, type EvaluationFault } from './evaluation-error.js';

/** Does pieces of work, `jobs` at a time. */
export interface Workers<Job, Result> {
  readonly jobs: number;
  /** Does one piece of work. @throws what the work throws; an EvaluationError as one, from whichever thread it comes. */
  run(claim: Claim, job: Job): Promise<Result>;
  /** Ends the workers; jobs under way are given up. */
  close(): Promise<void>;
}

/** One piece of work, a pure function of claim and job. */
export type Work<Job, Result> = (claim: Claim, job: Job) => Result;

/** What a thread is told: the claim by its id and edition, since functions cannot be sent. */
export interface Errand<Job> {
  readonly edition: EditionSource;
  readonly claim: string;
  readonly job: Job;
}

/** What a thread answers: messages between threads carry values, not classes of errors. */
export type Answer<Result> = { readonly result: Result } | { readonly fault: EvaluationFault };

/** The default export of a worker's module. */
export function inThread<Job, Result>(work: Work<Job, Result>): (errand: Errand<Job>) => Promise<Answer<Result>> {
  return async ({ edition, claim, job }) => {
    try {
      return { result: work(await loadClaim(edition, claim), job) };
    } catch (error) {
      if (error instanceof EvaluationError) return { fault: error.fault };
      throw error;
    }
  };
}

/** Does all work in this thread, on claims that need not be in any module. */
export function inlineWorkers<Job, Result>(work: Work<Job, Result>): Workers<Job, Result> {
  return {
    jobs: 1,
    run: async (claim, job) => {
      // Lets signals and timers in between jobs.
      await new Promise((resolve) => setImmediate(resolve));
      return work(claim, job);
    },
    close: async () => {},
  };
}

/**
 * A pool of worker threads; with one job at a time everything stays in this thread.
 *
 * @param file - the worker's module without its ending; it exports {@link inThread} of the same work as default.
 * @param edition - where threads load the claims from.
 */
export function openWorkers<Job, Result>(jobs: number, file: URL, edition: EditionSource, work: Work<Job, Result>): Workers<Job, Result> {
  if (jobs === 1) return inlineWorkers(work);
  const typescript = import.meta.url.endsWith('.ts');
  const threads = new Piscina<Errand<Job>, Answer<Result>>({
    filename: `${file.href}${typescript ? '.ts' : '.js'}`,
    minThreads: jobs,
    maxThreads: jobs,
    ...(typescript ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  return {
    jobs,
    run: async ({ id }, job) => {
      const answer = await threads.run({ edition, claim: id, job });
      if ('fault' in answer) throw EvaluationError.of(answer.fault);
      return answer.result;
    },
    close: () => threads.destroy(),
  };
}
