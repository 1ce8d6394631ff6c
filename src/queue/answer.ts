/** One job done: its data fetched, its work done in a thread, its result stored. */

import type { Claim } from '../claim/claim.js';
import { stringifyCompact } from '../data/json-number.js';
import { EvaluationError } from '../judge/evaluation-error.js';
import { Abandoned, type Workers } from '../judge/workers.js';
import type { NamedData } from '../verify/chunk.js';
import type { Link } from './link.js';
import { fetchData, jobOf, type Message } from './message.js';
import type { Returned } from './news.js';
import { storeResult } from './results.js';
import type { Present } from './roster.js';
import type { AnyJob } from './thread.js';
import { tradeOf } from './trade.js';

/** Data sets that are kept at hand. */
const AT_HAND = 16;

/** What a job is done with. */
export interface Bench {
  readonly link: Link;
  readonly threads: Workers<AnyJob, unknown>;
  readonly self: Present;
  readonly claimOf: (id: string) => Claim | undefined;
  readonly data: Map<string, NamedData['data']>;
  readonly tell: (line: string) => void;
}

/** Does a job, and stores its result unless time cut it. */
export async function answer(bench: Bench, message: Message): Promise<Returned> {
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
