/** Where jobs are handed out: each is asked for until it has a result, through deaths of workers and restarts of the server. */

import { randomUUID } from 'node:crypto';
import type { Queue } from 'bullmq';
import { Abandoned } from '../judge/workers.js';
import type { NamedData } from '../verify/chunk.js';
import type { Link } from './link.js';
import { openLookout } from './lookout.js';
import { type Message, packed, sendData } from './message.js';
import { listen, type Returned } from './news.js';
import { resultsOf } from './results.js';
import type { StoredResult } from './results-differ.js';

/** Milliseconds after which a job without an answer is looked for, in case that the news of it was lost. */
const LOOK_AFTER = 5000;
/** Milliseconds that closing may take. */
const CLOSING = 1000;
/** How often a job is tried again whose worker failed as a program. */
const ATTEMPTS = 3;

/** What a job came to: results by content, or what time left of it, which counts for this run alone. */
export type Answer = { readonly stored: readonly StoredResult[] } | { readonly cut: unknown };

/** Hands out jobs. */
export interface Desk {
  /** @throws Abandoned where the signal comes first; Error where workers failed on it. */
  ask(message: Message, signal: AbortSignal): Promise<Answer>;
  /** Puts data where workers find them, once. */
  share(on: NamedData): Promise<void>;
  /** Takes back what no worker has taken. */
  close(): Promise<void>;
}

/** A job that waits for its answer. */
interface Waiting {
  readonly message: Message;
  since: number;
  settle(answer: Answer): void;
  fail(error: Error): void;
}

/** Opens the desk of a queue. @param tell - told what a person waits for. */
export async function openDesk(link: Link, queue: Queue, tell: (line: string) => void): Promise<Desk> {
  const { client } = link;
  // Connections that are lost are made again.
  queue.on('error', () => {});
  const waiting = new Map<string, Waiting>();
  const shared = new Map<NamedData, Promise<void>>();

  /** Takes the results that are there, or asks where the job is not under way. */
  const look = async (id: string, one: Waiting): Promise<void> => {
    one.since = Date.now();
    const [stored, known] = await Promise.all([resultsOf(client, one.message.key), client.exists(queue.toKey(id))]);
    if (!waiting.has(id)) return;
    if (stored.length > 0) return one.settle({ stored });
    if (known === 1) return;
    const options = { jobId: id, attempts: ATTEMPTS, removeOnComplete: true, removeOnFail: true };
    await queue.add(one.message.task, packed(one.message) as object, options);
  };
  const looked = (id: string, one: Waiting): void => {
    look(id, one).catch(one.fail);
  };
  const overdue = (): void => {
    for (const [id, one] of waiting) if (Date.now() - one.since > LOOK_AFTER) looked(id, one);
  };
  const failAll = (error: Error): void => {
    for (const one of waiting.values()) one.fail(error);
  };
  const lookout = openLookout(link, queue.name, { waits: () => waiting.size > 0, look: overdue, fail: failAll }, tell);
  const answered = (id: string, one: Waiting, returned: Returned): void => {
    if ('abandoned' in returned) one.fail(new Abandoned());
    else if ('cut' in returned) one.settle(returned);
    else {
      if ('missing' in returned) for (const on of shared.keys()) shared.set(on, sendData(client, on));
      looked(id, one);
    }
  };
  const deaf = await listen(client, queue.name, (news) => {
    const one = waiting.get(news.id);
    if (one === undefined) return;
    lookout.heard('taken' in news ? 'taken' : 'done');
    if ('returned' in news) answered(news.id, one, news.returned);
    if ('failed' in news) one.fail(new Error(`workers failed on job ${news.id}: ${news.failed}`));
  });
  link.onBack(() => {
    for (const [id, one] of waiting) looked(id, one);
  });

  return {
    ask: (message, signal) => {
      // What time may cut is of this run alone, and what is asked twice at a time is done twice.
      const own = message.end !== undefined || waiting.has(message.key);
      const id = own ? `${message.key}-${randomUUID()}` : message.key;
      return new Promise((resolve, reject) => {
        const ended = (): void => {
          waiting.delete(id);
          signal.removeEventListener('abort', abandon);
        };
        const one: Waiting = {
          message,
          since: Date.now(),
          settle: (answer) => {
            ended();
            resolve(answer);
          },
          fail: (error) => {
            ended();
            reject(error);
          },
        };
        const abandon = (): void => {
          if (link.lostSince === undefined) queue.remove(id).catch(() => {});
          one.fail(new Abandoned());
        };
        if (signal.aborted) return reject(new Abandoned());
        signal.addEventListener('abort', abandon, { once: true });
        waiting.set(id, one);
        looked(id, one);
      });
    },
    share: (on) => {
      const sent = shared.get(on) ?? sendData(client, on);
      shared.set(on, sent);
      return sent;
    },
    close: async () => {
      lookout.stop();
      deaf();
      await Promise.race([queue.close(), new Promise((resolve) => setTimeout(resolve, CLOSING).unref())]);
    },
  };
}
