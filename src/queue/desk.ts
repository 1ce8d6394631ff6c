/** Where jobs are handed out: each is asked for until it has a result, through deaths of workers and restarts of the server. */

import { InputError } from '../data/input-error.js';
import { Abandoned } from '../judge/workers.js';
import type { NamedData } from '../verify/chunk.js';
import { bullmq, type Link, PREFIX } from './link.js';
import { type Message, packed, sendData } from './message.js';
import { resultsOf } from './results.js';
import type { StoredResult } from './results-differ.js';
import { presentAt } from './roster.js';

/** Milliseconds after which a job without an answer is looked for, in case that the news of it was lost. */
const LOOK_AFTER = 5000;
/** Milliseconds without any job taken after which it is said that no worker is there. */
const SILENCE = 10_000;
/** Milliseconds without a connection after which it is told, and after which the run ends. */
const LOST = { told: 5000, end: 120_000 } as const;
/** Milliseconds that closing may take. */
const CLOSING = 1000;
/** How often a job is tried again whose worker failed as a program. */
const ATTEMPTS = 3;

/** What a job came to: results by content, or what time left of it, which counts for this run alone. */
export type Answer = { readonly stored: readonly StoredResult[] } | { readonly cut: unknown };

/** What a worker says at the end of a job, besides the results that it stores. */
export type Returned = { readonly cut: unknown } | { readonly abandoned: true } | { readonly missing: string } | { readonly stored: true };

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

/** Opens the desk of a queue. */
export async function openDesk(link: Link, queueName: string, tell: (line: string) => void): Promise<Desk> {
  const { Queue, QueueEvents } = await bullmq();
  const { client } = link;
  const queue = new Queue(queueName, { connection: client, prefix: PREFIX });
  const [last] = await client.xrevrange(queue.toKey('events'), '+', '-', 'COUNT', 1);
  const events = new QueueEvents(queueName, { connection: client, prefix: PREFIX, lastEventId: last?.[0] ?? '0-0' });
  // Connections that are lost are made again.
  queue.on('error', () => {});
  events.on('error', () => {});
  const waiting = new Map<string, Waiting>();
  const shared = new Map<NamedData, Promise<void>>();
  let active = Date.now();
  let taken = 0;

  const put = async (id: string, message: Message): Promise<void> => {
    await queue.add(message.task, packed(message) as object, {
      jobId: id,
      attempts: ATTEMPTS,
      removeOnComplete: true,
      removeOnFail: true,
    });
  };
  /** Takes the results that are there, or asks where the job is not under way. */
  const look = async (id: string): Promise<void> => {
    const one = waiting.get(id);
    if (one === undefined) return;
    one.since = Date.now();
    const [stored, known] = await Promise.all([resultsOf(client, one.message.key), client.exists(queue.toKey(id))]);
    if (stored.length > 0) waiting.get(id)?.settle({ stored });
    else if (known === 0 && waiting.has(id)) await put(id, one.message);
  };
  const looked = (id: string): void => {
    look(id).catch((error: Error) => waiting.get(id)?.fail(error));
  };
  events.on('active', ({ jobId }) => {
    if (!waiting.has(jobId)) return;
    active = Date.now();
    taken++;
  });
  events.on('completed', ({ jobId, returnvalue }) => {
    const one = waiting.get(jobId);
    if (one === undefined) return;
    active = Date.now();
    const returned = returnvalue as unknown as Returned;
    if ('abandoned' in returned) one.fail(new Abandoned());
    else if ('cut' in returned) one.settle(returned);
    else if ('missing' in returned) {
      for (const on of shared.keys()) shared.set(on, sendData(client, on));
      looked(jobId);
    } else looked(jobId);
  });
  events.on('failed', ({ jobId, failedReason }) => {
    waiting.get(jobId)?.fail(new Error(`workers failed on job ${jobId}: ${failedReason}`));
  });
  link.onBack(() => {
    active = Date.now();
    for (const id of waiting.keys()) looked(id);
  });
  let silence = SILENCE;
  let lostTold = false;
  const watch = setInterval(() => {
    const now = Date.now();
    if (waiting.size === 0) active = now;
    const { lostSince } = link;
    if (lostSince === undefined) {
      lostTold = false;
      for (const [id, { since }] of waiting) if (now - since > LOOK_AFTER) looked(id);
      if (now - active > silence) {
        const silent = Math.round((now - active) / 1000);
        silence *= 2;
        sayWhoIsThere(link, queueName, { taken, silent }).then(
          (line) => line !== undefined && tell(line),
          () => {},
        );
      }
      return;
    }
    if (now - lostSince > LOST.told && !lostTold) {
      lostTold = true;
      tell(`${link.server} does not answer; the jobs wait for it`);
    }
    if (now - lostSince > LOST.end)
      for (const one of waiting.values()) one.fail(new InputError('does not answer any more', { file: `--engine ${link.server}` }));
  }, 1000);

  return {
    ask: (message, signal) =>
      new Promise((resolve, reject) => {
        // What time may cut is of this run alone.
        const id = message.end === undefined ? message.key : `${message.key}-${process.pid}-${message.end}`;
        const twin = waiting.get(id);
        const ended = (): void => {
          waiting.delete(id);
          signal.removeEventListener('abort', abandon);
        };
        const one: Waiting = {
          message,
          since: Date.now(),
          settle: (answer) => {
            ended();
            twin?.settle(answer);
            resolve(answer);
          },
          fail: (error) => {
            ended();
            twin?.fail(error);
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
        looked(id);
      }),
    share: (on) => {
      const sent = shared.get(on) ?? sendData(client, on);
      shared.set(on, sent);
      return sent;
    },
    close: async () => {
      clearInterval(watch);
      const closed = Promise.allSettled([events.close(), queue.close()]);
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, CLOSING).unref())]);
    },
  };
}

/** Why nothing goes on, where that is for lack of workers. */
async function sayWhoIsThere(
  link: Link,
  queue: string,
  { taken, silent }: { readonly taken: number; readonly silent: number },
): Promise<string | undefined> {
  const all = await presentAt(link.client, link.now());
  if (all.some((one) => one.queue === queue)) return undefined;
  const others =
    all.length === 0
      ? ''
      : `; there are ${all.length} of other code, of another Node than ${process.version}, or on another kind of machine`;
  return `no worker with this code answers at ${link.server}: ${taken} jobs taken, none for ${silent} s${others}; start one with claimcheck worker --engine ${link.server}`;
}
