/** Which workers are there: each says so every few seconds, with the queue that it serves. */

import type { Redis } from 'ioredis';
import { PREFIX } from './link.js';

const KEY = `${PREFIX}:workers`;
/** Milliseconds between two signs of life, and after how many without one a worker counts as gone. */
export const SIGN = 2000;
const GONE = 4 * SIGN;

/** A worker. */
export interface Present {
  /** The queue that it takes jobs from. */
  readonly queue: string;
  /** Host and process. */
  readonly name: string;
  /** Jobs that it does at a time. */
  readonly jobs: number;
  readonly node: string;
}

/** A sign of life. @param now - the server's time. */
export async function present(client: Redis, worker: Present, now: number): Promise<void> {
  await client
    .multi()
    .zadd(KEY, now, JSON.stringify(worker))
    .zremrangebyscore(KEY, '-inf', now - GONE)
    .exec();
}

/** Takes a worker off the roster. */
export async function leave(client: Redis, worker: Present): Promise<void> {
  await client.zrem(KEY, JSON.stringify(worker));
}

/** The workers that are there. */
export async function presentAt(client: Redis, now: number): Promise<readonly Present[]> {
  const members = await client.zrangebyscore(KEY, now - GONE, '+inf');
  return members.map((member) => JSON.parse(member) as Present);
}
