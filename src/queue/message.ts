/** Jobs as they lie in Redis: named by the hash of what they ask, and data that many of them share lie there once. */

import type { Redis } from 'ioredis';
import { contentHash } from '../data/content-hash.js';
import { parseCompact, stringifyCompact } from '../data/json-number.js';
import type { NamedData } from '../verify/chunk.js';
import { PREFIX } from './link.js';
import { KEPT_SECONDS } from './results.js';
import type { Timed } from './trade.js';

/** A job as a worker gets it. Times are the server's. */
export interface Message {
  readonly task: string;
  readonly claim: string;
  /** The name of what is asked: results are stored by it. */
  readonly key: string;
  readonly asked: Asked;
  /** No evaluation but the first is begun after this time. */
  readonly until?: number;
  /** When it is given up. */
  readonly end?: number;
  /** Milliseconds that it may take from when it is begun. */
  readonly working?: number;
}

/** What is asked, whoever does it and however long it may take. */
interface Asked {
  readonly job: object;
  /** Data set of the job. */
  readonly on?: Omit<NamedData, 'data'> & { readonly hash: string };
}

const hashes = new WeakMap<NamedData, string>();

function hashOf(on: NamedData): string {
  const hash = hashes.get(on) ?? contentHash(on.data);
  hashes.set(on, hash);
  return hash;
}

/** What a job asks, and the data that go with it. */
export function askedOf(given: object): { readonly asked: Asked; readonly until?: number; readonly data?: NamedData } {
  const { until, on, ...job } = given as Timed;
  const timed = until === undefined ? {} : { until };
  if (on === undefined) return { asked: { job }, ...timed };
  const { data: _, ...named } = on;
  return { asked: { job, on: { ...named, hash: hashOf(on) } }, ...timed, data: on };
}

/** The name of a job. @param code - the hash of what its result follows from besides. */
export function nameOf(code: string, task: string, claim: string, asked: Asked): string {
  return contentHash([code, task, claim, asked]);
}

/** A message as values that JSON holds. */
export function packed(message: Message): unknown {
  return JSON.parse(stringifyCompact(message));
}

/** The message again. */
export function unpacked(value: unknown): Message {
  return parseCompact(JSON.stringify(value)) as Message;
}

/** The job of a message, its time as `Date.now()` has it here. */
export function jobOf({ asked: { job, on } }: Message, data: NamedData['data'] | undefined, until: number | undefined): object {
  const timed = until === undefined ? {} : { until };
  if (on === undefined || data === undefined) return { ...job, ...timed };
  const { hash: _, ...named } = on;
  return { ...job, on: { ...named, data }, ...timed };
}

function dataKey(hash: string): string {
  return `${PREFIX}:data:${hash}`;
}

/** Puts data where workers find them. */
export async function sendData(client: Redis, on: NamedData): Promise<void> {
  await client.set(dataKey(hashOf(on)), stringifyCompact(on.data), 'EX', KEPT_SECONDS);
}

/** Data by their hash; undefined where they are gone, or not what they were. */
export async function fetchData(client: Redis, hash: string): Promise<NamedData['data'] | undefined> {
  const text = await client.get(dataKey(hash));
  if (text === null) return undefined;
  const data = parseCompact(text) as NamedData['data'];
  return contentHash(data) === hash ? data : undefined;
}
