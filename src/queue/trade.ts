/** The kinds of work that go over a queue, and what of their results follows from the work alone. */

import { type BurstJob, burst } from '../hunt/search/burst.js';
import type { BurstResult } from '../hunt/search/result.js';
import type { Work } from '../judge/workers.js';
import { CHUNK, type ChunkResult, type Done, done, type Job, type NamedData } from '../verify/chunk.js';

/** What jobs may have that the queue handles: when their time is over, as `Date.now()` has it, and data that many of them share. */
export interface Timed {
  readonly until?: number;
  readonly on?: NamedData;
}

/** A kind of work. */
export interface Trade<Asked, Result> {
  readonly name: string;
  readonly work: Work<Asked, Result>;
  /** What a job asks, for a person. */
  told(job: Asked): string;
  /** False of a result that time cut short: another run of the job would not come to it again. */
  isWhole(result: Result): boolean;
  /** What every run of the job comes to, and what only this one did: the times. */
  apart(result: Result): { readonly content: unknown; readonly beside: object };
  together(content: unknown, beside: object): Result;
}

/** The work of `verify`. */
export const VERIFY: Trade<Job, Done> = {
  name: 'verify',
  work: done,
  told(job) {
    if ('stored' in job) return 'its stored witness';
    const first = job.chunk * CHUNK + 1;
    const where = job.on === undefined ? 'generated cases' : `cases on ${job.on.name}`;
    const cases = `${where} ${first} to ${first + job.size - 1} of seed ${job.seed}`;
    return 'shrink' in job ? `the smallest case that breaks it near one of ${cases}` : cases;
  },
  isWhole: (result) => !(isChunk(result) && result.cut === true),
  apart(result) {
    if (!isChunk(result)) return { content: result, beside: {} };
    const { seconds, slowest, ...content } = result;
    return { content, beside: { seconds, slowest } };
  },
  together: (content, beside) => (isChunk(content as Done) ? { ...(content as ChunkResult), ...beside } : (content as Done)),
};

function isChunk(result: Done): result is ChunkResult {
  return result !== undefined && 'outcomes' in result;
}

/** The work of `hunt`. */
export const HUNT: Trade<BurstJob, BurstResult> = {
  name: 'hunt',
  work: burst,
  told: ({ strategy, seed, evaluations }) => `${evaluations} evaluations of the strategy ${strategy}, stream ${seed}`,
  isWhole: ({ cut }) => cut !== true,
  apart: (content) => ({ content, beside: {} }),
  together: (content) => content as BurstResult,
};

/** The kind of work of a name. @throws RangeError */
export function tradeOf(name: string): Trade<unknown, unknown> {
  const trade = [VERIFY, HUNT].find((one) => one.name === name);
  if (trade === undefined) throw new RangeError(`no work is called ${name}`);
  return trade as Trade<unknown, unknown>;
}
