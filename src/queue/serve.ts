/** A worker: takes jobs from the queue of its code, does them in threads, and stores what they come to. */

import { hostname } from 'node:os';
import type { Claim, Edition } from '../claim/claim.js';
import { claimIn } from '../claim/define.js';
import type { EditionSource } from '../claim/load-edition.js';
import { stringifyCompact } from '../data/json-number.js';
import { EvaluationError } from '../judge/evaluation-error.js';
import { Abandoned, openWorkers, type Workers } from '../judge/workers.js';
import type { NamedData } from '../verify/chunk.js';
import { queueCode } from './code.js';
import type { Returned } from './desk.js';
import { bullmq, connect, type Link, PREFIX } from './link.js';
import { fetchData, jobOf, type Message, unpacked } from './message.js';
import { storeResult } from './results.js';
import { leave, type Present, present, SIGN } from './roster.js';
import { type AnyJob, workOf } from './thread.js';
import { tradeOf } from './trade.js';

/** Workers that a job may take down with them before it is given up: it may be the job's own doing. */
const MOST_DEATHS = 20;
/** Data sets that are kept at hand. */
const AT_HAND = 16;

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
  const { queue } = queueCode(source);
  const link = await connect(url);
  const { Worker } = await bullmq();
  const threads = openWorkers<AnyJob, unknown>(jobs, new URL('./thread', import.meta.url), source, workOf, true);
  const self: Present = { queue, name: `${hostname()}:${process.pid}`, jobs, node: process.version };
  const bench: Bench = { link, threads, self, claimOf: (id) => claimIn(edition, id), data: new Map(), tell };
  const worker = new Worker(queue, async (job) => answer(bench, unpacked(job.data)), {
    connection: link.client,
    prefix: PREFIX,
    concurrency: jobs,
    lockDuration: lease * 1000,
    stalledInterval: (lease * 1000) / 2,
    maxStalledCount: MOST_DEATHS,
  });
  // Of connections that are lost and made again, and of jobs that others have ended meanwhile.
  worker.on('error', () => {});
  worker.on('failed', (job, error) => tell(`job ${job?.id ?? ''}: ${error.message}`));
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

/** What a job is done with. */
interface Bench {
  readonly link: Link;
  readonly threads: Workers<AnyJob, unknown>;
  readonly self: Present;
  readonly claimOf: (id: string) => Claim | undefined;
  readonly data: Map<string, NamedData['data']>;
  readonly tell: (line: string) => void;
}

/** Does a job, and stores its result unless time cut it. */
async function answer(bench: Bench, message: Message): Promise<Returned> {
  const { link, threads, claimOf } = bench;
  const claim = claimOf(message.claim);
  if (claim === undefined) throw new RangeError(`no claim ${message.claim}`);
  const data = await dataOf(bench, message);
  if (data === undefined && message.asked.on !== undefined) return { missing: message.asked.on.hash };
  const trade = tradeOf(message.task);
  const job = jobOf(message, data, message.until === undefined ? undefined : link.toHere(message.until));
  const { end, working } = message;
  const within = end === undefined ? undefined : end - link.now();
  if (within !== undefined && within <= 0) return { abandoned: true };
  try {
    const limit = within === undefined ? undefined : { within, ...(working === undefined ? {} : { working }) };
    const result = await threads.run(claim, { task: trade.name, job }, limit);
    if (!trade.isWhole(result)) return { cut: JSON.parse(stringifyCompact(result)) };
    const { content, beside } = trade.apart(result);
    return await store(bench, message, { result: content }, { times: beside });
  } catch (error) {
    if (error instanceof Abandoned) return { abandoned: true };
    if (!(error instanceof EvaluationError)) throw error;
    // Paths in stacks are not the same on all machines.
    const { cause, ...fault } = error.fault;
    const { stack, ...thrown } = cause;
    return store(bench, message, { fault: { ...fault, cause: thrown } }, { stack });
  }
}

async function store({ link, self, tell }: Bench, { key, claim }: Message, content: object, beside: object): Promise<Returned> {
  const stored = { content: stringifyCompact(content), beside: stringifyCompact({ by: self.name, ...beside }) };
  const different = await storeResult(link.client, key, stored);
  if (different > 1) tell(`ALARM: ${different} different results for job ${key} of claim ${claim}; mine is one of them`);
  return { stored: true };
}

/** The data set of a job, at hand or from the server; undefined where it has none, or it is not there. */
async function dataOf({ link, data }: Bench, { asked: { on } }: Message): Promise<NamedData['data'] | undefined> {
  if (on === undefined) return undefined;
  const known = data.get(on.hash) ?? (await fetchData(link.client, on.hash));
  if (known === undefined) return undefined;
  const [oldest] = data.keys();
  if (data.size >= AT_HAND && oldest !== undefined && !data.has(on.hash)) data.delete(oldest);
  data.set(on.hash, known);
  return known;
}
