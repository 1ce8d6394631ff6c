/** The engine of a command: its work goes to workers on other machines, by way of Redis, and comes back as if it had been done here. */

import { setMaxListeners } from 'node:events';
import type { Redis } from 'ioredis';
import type { Claim } from '../claim/claim.js';
import type { EditionSource } from '../claim/load-edition.js';
import { parseCompact } from '../data/json-number.js';
import { Clock, type TimeLimit } from '../judge/clock.js';
import { EvaluationError, type EvaluationFault } from '../judge/evaluation-error.js';
import { Abandoned, type Workers } from '../judge/workers.js';
import { unlessAbandoned } from '../verify/lanes.js';
import { queueCode } from './code.js';
import { openDesk } from './desk.js';
import { bullmq, connect, PREFIX } from './link.js';
import { askedOf, type Message, nameOf } from './message.js';
import { doubtful, resultKey, resultsOf } from './results.js';
import { ResultsDiffer, type StoredResult } from './results-differ.js';
import { presentAt } from './roster.js';
import type { Trade } from './trade.js';

/** Jobs that are asked for at a time, where no time is to be shared: enough for all threads of hundreds of machines. */
const WINDOW = 2000;
/** Keys that are looked at in one go. */
const BATCH = 1000;
/** Milliseconds that looking for results that differ may take at the end: of a run, and of one that was interrupted. */
const CONFIRMING = { whole: 30_000, interrupted: 1000 } as const;

/** Workers on other machines. */
export interface Engine<Job, Result> extends Workers<Job, Result> {
  /** Looks once more for results that differ, since some come late. @throws ResultsDiffer */
  confirm(): Promise<void>;
}

/** What an engine is told. */
export interface EngineOptions {
  readonly url: string;
  readonly edition: EditionSource;
  /** True where the time is bounded: claims share it by how many jobs are done at a time. */
  readonly bounded: boolean;
  /** Told what a person waits for. */
  readonly tell: (line: string) => void;
}

/**
 * Opens an engine for one kind of work.
 *
 * @throws InputError where it cannot be reached, the packages for it are missing, or the edition's code has no files.
 */
export async function openEngine<Job extends object, Result>(
  trade: Trade<Job, Result>,
  { url, edition, bounded, tell }: EngineOptions,
): Promise<Engine<Job, Result>> {
  const { Queue } = await bullmq();
  const code = queueCode(edition);
  const link = await connect(url);
  const desk = await openDesk(link, new Queue(code.queue, { connection: link.client, prefix: PREFIX }), tell).catch((error) => {
    link.close();
    throw error;
  });
  const here = (await presentAt(link.client, link.now())).filter(({ queue }) => queue === code.queue);
  const threads = here.reduce((sum, { jobs }) => sum + jobs, 0);
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  /** What was asked, by name. */
  const asked = new Map<string, string>();

  const messageOf = async (claim: Claim, job: Job, limit: TimeLimit | undefined): Promise<Message> => {
    const { asked: what, until, data } = askedOf(job);
    if (data !== undefined) await desk.share(data);
    return {
      task: trade.name,
      claim: claim.id,
      key: nameOf(await code.of(claim), trade.name, claim.id, what),
      asked: what,
      ...(until === undefined ? {} : { until: link.toServer(until) }),
      ...(limit === undefined ? {} : { end: link.now() + limit.within }),
      ...(limit?.working === undefined ? {} : { working: limit.working }),
    };
  };
  return {
    jobs: bounded ? Math.max(1, threads) : WINDOW,
    abandon: () => end.abort(),
    run: async (claim, job, limit) => {
      const clock = new Clock(limit === undefined ? undefined : { within: limit.within }, end.signal);
      const told = `${trade.name} ${claim.id}, ${trade.told(job)}`;
      try {
        const message = await unlessAborted(messageOf(claim, job, limit), clock.signal);
        asked.set(message.key, told);
        const answer = await desk.ask(message, clock.signal);
        if ('cut' in answer) return parseCompact(JSON.stringify(answer.cut)) as Result;
        return resultOf(trade, only(answer.stored, told, message.key));
      } finally {
        clock.stop();
      }
    },
    confirm: async () => {
      const time = AbortSignal.timeout(end.signal.aborted ? CONFIRMING.interrupted : CONFIRMING.whole);
      const done = await unlessAbandoned(unlessAborted(compared(link.client, asked), time));
      if (done === undefined) tell(`${link.server} does not answer: whether results of this run differ was not looked at once more`);
    },
    close: async () => {
      end.abort();
      await desk.close();
      link.close();
    },
  };
}

/** Looks through the results of jobs. @throws ResultsDiffer */
async function compared(client: Redis, asked: ReadonlyMap<string, string>): Promise<true> {
  const keys = [...asked.keys()];
  for (let from = 0; from < keys.length; from += BATCH) {
    for (const key of await doubtful(client, keys.slice(from, from + BATCH)))
      only(await resultsOf(client, key), asked.get(key) ?? key, key);
  }
  return true;
}

/** The one result of a job. @throws ResultsDiffer where there are several. */
function only(stored: readonly StoredResult[], told: string, key: string): StoredResult {
  const [result, ...others] = stored;
  if (result === undefined) throw new RangeError(`job ${key} has no result`);
  if (others.length > 0) throw new ResultsDiffer(told, resultKey(key), stored);
  return result;
}

/** @throws EvaluationError where that is what the work came to. */
function resultOf<Job, Result>(trade: Trade<Job, Result>, { content, beside }: StoredResult): Result {
  const { result, fault } = parseCompact(content) as { readonly result?: unknown; readonly fault?: EvaluationFault };
  const { stack, times = {} } = parseCompact(beside) as { readonly stack?: string; readonly times?: object };
  if (fault === undefined) return trade.together(result, times);
  throw EvaluationError.of({ ...fault, cause: { ...fault.cause, ...(stack === undefined ? {} : { stack }) } });
}

/** What a promise comes to. @throws Abandoned where the signal comes first. */
function unlessAborted<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const give = (): void => reject(new Abandoned());
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}
