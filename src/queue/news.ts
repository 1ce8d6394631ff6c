/**
 * News of jobs, from workers to those who wait. What gets lost, with a connection say, is not sent again: who waits looks for the result
 * itself after a while.
 */

import type { Redis } from 'ioredis';
import { PREFIX } from './link.js';

/** What a worker says at the end of a job, besides the result that it stores; cut results count for the run that asked alone. */
export type Returned = { readonly cut: unknown } | { readonly abandoned: true } | { readonly missing: string } | { readonly stored: true };

/** What happened to a job: a worker took it, did it, or failed on it for good. */
export type News = { readonly id: string } & ({ readonly taken: true } | { readonly returned: Returned } | { readonly failed: string });

function channelOf(queue: string): string {
  return `${PREFIX}:news:${queue}`;
}

/** Tells all who wait for jobs of the queue. */
export async function publish(client: Redis, queue: string, news: News): Promise<void> {
  await client.publish(channelOf(queue), JSON.stringify(news));
}

/** Listens, by a connection of its own. @returns what ends it */
export async function listen(client: Redis, queue: string, hear: (news: News) => void): Promise<() => void> {
  const ear = client.duplicate({ lazyConnect: false });
  // Connections that are lost are made again, and subscribe again.
  ear.on('error', () => {});
  ear.on('message', (_, text) => hear(JSON.parse(text) as News));
  await ear.subscribe(channelOf(queue));
  return () => ear.disconnect();
}
