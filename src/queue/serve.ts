/** A worker: takes jobs from the queue of its code, does them in threads, and stores what they come to. */

import { hostname } from 'node:os';
import type { Edition } from '../claim/claim.js';
import { claimIn } from '../claim/define.js';
import type { EditionSource } from '../claim/load-edition.js';
import { openWorkers } from '../judge/workers.js';
import { answer, type Bench } from './answer.js';
import { queueCode } from './code.js';
import { bullmq, connect, PREFIX } from './link.js';
import { unpacked } from './message.js';
import { publish } from './news.js';
import { leave, type Present, present, SIGN } from './roster.js';
import { type AnyJob, workOf } from './thread.js';

/** Workers that a job may take down with them before it is given up: it may be the job's own doing. */
const MOST_DEATHS = 20;

/** What a worker is told. */
export interface ServeOptions {
  readonly url: string;
  readonly source: EditionSource;
  readonly edition: Edition;
  readonly jobs: number;
  /** Seconds without a sign of life after which the jobs of a worker go to others. */
  readonly lease: number;
  /** Told what a person wants to know. */
  readonly tell: (line: string) => void;
}

/** A worker at work. */
export interface Serving {
  /** The queue that it serves, by the hash of its code. */
  readonly queue: string;
  readonly server: string;
  /** Ends when the jobs under way are done. */
  stop(): Promise<void>;
}

/** Begins to take jobs. @throws InputError as the engine of a command does. */
export async function serve({ url, source, edition, jobs, lease, tell }: ServeOptions): Promise<Serving> {
  const { Worker } = await bullmq();
  const { queue } = queueCode(source);
  const link = await connect(url);
  const threads = openWorkers<AnyJob, unknown>(jobs, new URL('./thread', import.meta.url), source, workOf, true);
  const self: Present = { queue, name: `${hostname()}:${process.pid}`, jobs, node: process.version };
  const bench: Bench = { link, threads, self, claimOf: (id) => claimIn(edition, id), data: new Map(), tell };
  const work = async ({ id = '', data }: Taken): Promise<void> => {
    await publish(link.client, queue, { id, taken: true });
    await publish(link.client, queue, { id, returned: await answer(bench, unpacked(data)) });
  };
  const worker = new Worker(queue, work, {
    connection: link.client,
    prefix: PREFIX,
    concurrency: jobs,
    lockDuration: lease * 1000,
    stalledInterval: (lease * 1000) / 2,
    maxStalledCount: MOST_DEATHS,
  });
  // Of connections that are lost and made again, and of jobs that others have ended meanwhile.
  worker.on('error', () => {});
  worker.on('failed', (job, { message }) => {
    tell(`job ${job?.id ?? ''}: ${message}`);
    if (job?.id === undefined || job.finishedOn === undefined) return;
    publish(link.client, queue, { id: job.id, failed: message }).catch(() => {});
  });
  worker.on('stalled', (id) => tell(`job ${id}: its worker is gone; it is handed out again`));
  const sign = (): void => {
    if (link.lostSince === undefined) present(link.client, self, link.now()).catch(() => {});
  };
  sign();
  const signs = setInterval(sign, SIGN);
  return {
    queue,
    server: link.server,
    stop: async () => {
      clearInterval(signs);
      await worker.close();
      if (link.lostSince === undefined) await leave(link.client, self);
      await threads.close();
      link.close();
    },
  };
}

/** A job as it was taken from the queue. */
interface Taken {
  readonly id?: string | undefined;
  readonly data: unknown;
}
