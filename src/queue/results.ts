/**
 * Results by content: the key of a job holds every result that a worker came to, by its hash, so that two that differ are seen and none
 * is chosen.
 */

import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { PREFIX } from './link.js';
import type { StoredResult } from './results-differ.js';

/** Seconds that results are kept after they were stored last. */
export const KEPT_SECONDS = 24 * 3600;

/** Fields of a key: content by its hash, and what goes with it. */
const CONTENT = 'content ';
const BESIDE = 'beside ';

/** The key in Redis of the results of a job. */
export function resultKey(job: string): string {
  return `${PREFIX}:result:${job}`;
}

/** Stores a result, whatever others there are. @returns how many different ones there are now. */
export async function storeResult(
  client: Redis,
  job: string,
  { content, beside }: Pick<StoredResult, 'content' | 'beside'>,
): Promise<number> {
  const key = resultKey(job);
  const hash = hashOf(content);
  const replies = await client
    .multi()
    .hsetnx(key, `${CONTENT}${hash}`, content)
    .hsetnx(key, `${BESIDE}${hash}`, beside)
    .expire(key, KEPT_SECONDS)
    .hlen(key)
    .exec();
  const fault = replies?.find(([error]) => error !== null)?.[0];
  if (fault) throw fault;
  return Number(replies?.at(-1)?.[1]) / 2;
}

/** All results of a job: none, one, or several that differ. @throws Error for one that is not as it was stored. */
export async function resultsOf(client: Redis, job: string): Promise<readonly StoredResult[]> {
  const fields = await client.hgetall(resultKey(job));
  return Object.entries(fields).flatMap(([field, content]) => {
    if (!field.startsWith(CONTENT)) return [];
    const hash = field.slice(CONTENT.length);
    if (hashOf(content) !== hash) throw new Error(`the result of job ${job} in Redis was altered: it does not have the hash ${hash}`);
    return [{ hash, content, beside: fields[`${BESIDE}${hash}`] ?? '{}' }];
  });
}

/** Of some jobs, those that have several results. */
export async function doubtful(client: Redis, jobs: readonly string[]): Promise<string[]> {
  const pipeline = client.pipeline();
  for (const job of jobs) pipeline.hlen(resultKey(job));
  const replies = (await pipeline.exec()) ?? [];
  return jobs.filter((_, at) => Number(replies[at]?.[1]) > 2);
}

function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
