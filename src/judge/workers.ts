/** Where pieces of work on claims are done: worker threads, or this thread. */

import { setMaxListeners } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { Claim } from '../claim/claim.js';
import { type EditionSource, loadClaim } from '../claim/load-edition.js';
import { Stopped, stoppable } from '../numerics/stopping.js';
import { Clock, type TimeLimit } from './clock.js';
import { EvaluationError, type EvaluationFault } from './evaluation-error.js';
import { openThreads } from './threads.js';

/** Does pieces of work, `jobs` at a time. */
export interface Workers<Job, Result> {
  readonly jobs: number;
  /**
   * Does one piece of work.
   *
   * @param limit - when it is given up, with its thread where it does not end by itself; work in this thread cannot be given up.
   * @throws what the work throws; an EvaluationError as one, from whichever thread it comes; Abandoned.
   */
  run(claim: Claim, job: Job, limit?: TimeLimit): Promise<Result>;
  /** Gives up all work under way, and all that is still asked for. */
  abandon(): void;
  /** Ends the workers; jobs under way are given up. */
  close(): Promise<void>;
}

/** Work that was given up before its end. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

/** One piece of work, a pure function of claim and job. */
export type Work<Job, Result> = (claim: Claim, job: Job) => Result;

/** What a thread is told: the claim by its id and edition, since functions cannot be sent. */
export interface Errand<Job> {
  readonly edition: EditionSource;
  readonly claim: string;
  readonly job: Job;
  /** Told when the claim is loaded and the work begins. */
  readonly begun?: MessagePort;
  /** Not 0 once the work is to end. */
  readonly end?: Int32Array;
}

/** What a thread answers: messages between threads carry values, not classes of errors. */
export type Answer<Result> = { readonly result: Result } | { readonly fault: EvaluationFault } | { readonly stopped: true };

/** The default export of a worker's module. */
export function inThread<Job, Result>(work: Work<Job, Result>): (errand: Errand<Job>) => Promise<Answer<Result>> {
  return async ({ edition, claim, job, begun, end }) => {
    try {
      const loaded = await loadClaim(edition, claim);
      begun?.postMessage('begun');
      begun?.close();
      return { result: end === undefined ? work(loaded, job) : stoppable(end, () => work(loaded, job)) };
    } catch (error) {
      if (error instanceof EvaluationError) return { fault: error.fault };
      if (error instanceof Stopped) return { stopped: true };
      throw error;
    }
  };
}

/** Does all work in this thread, on claims that need not be in any module. */
export function inlineWorkers<Job, Result>(work: Work<Job, Result>): Workers<Job, Result> {
  let abandoned = false;
  return {
    jobs: 1,
    abandon: () => {
      abandoned = true;
    },
    run: async (claim, job) => {
      // Lets signals and timers in between jobs.
      await new Promise((resolve) => setImmediate(resolve));
      if (abandoned) throw new Abandoned();
      return work(claim, job);
    },
    close: async () => {},
  };
}

/**
 * A pool of worker threads. With one job at a time everything stays in this thread, unless work has to be given up where it takes too long.
 *
 * @param file - the worker's module without its ending; it exports {@link inThread} of the same work as default.
 * @param edition - where threads load the claims from.
 * @param bounded - true where no piece of work may hold up this thread.
 */
export function openWorkers<Job, Result>(
  jobs: number,
  file: URL,
  edition: EditionSource,
  work: Work<Job, Result>,
  bounded = false,
): Workers<Job, Result> {
  if (jobs === 1 && !bounded) return inlineWorkers(work);
  let threads: Piscina<Errand<Job>, Answer<Result>> | undefined;
  /** Begun with the first piece of work: where there is none, nothing is loaded. */
  const pool = (): Piscina<Errand<Job>, Answer<Result>> => {
    threads ??= openThreads<Errand<Job>, Answer<Result>>(file, jobs);
    return threads;
  };
  const end = new AbortController();
  // Every piece of work under way listens.
  setMaxListeners(0, end.signal);
  return {
    jobs,
    abandon: () => end.abort(),
    run: async ({ id }, job, limit) => {
      const clock = new Clock(limit, end.signal);
      const { signal } = clock;
      const answer = await pool()
        .run({ edition, claim: id, job, ...clock.errand }, { signal, transferList: clock.transfers })
        .catch((error: unknown) => {
          throw signal.aborted ? new Abandoned() : error;
        })
        .finally(() => clock.stop());
      if ('stopped' in answer) throw new Abandoned();
      if ('fault' in answer) throw EvaluationError.of(answer.fault);
      return answer.result;
    },
    close: async () => threads?.destroy(),
  };
}
