/** A connection to Redis, and the packages that make one: they are loaded when an engine is asked for, and need not be installed. */

import type { Redis } from 'ioredis';
import { InputError } from '../data/input-error.js';

/** What all keys in Redis begin with. */
export const PREFIX = 'claimcheck';

/** Longest time between two attempts to connect, in milliseconds. */
const LONGEST_PAUSE = 1000;

/** A connection that goes on trying when it is lost: what is asked meanwhile waits. */
export interface Link {
  readonly client: Redis;
  /** The server for messages: without user and password. */
  readonly server: string;
  /** The time of the server, which all machines share, in milliseconds. */
  now(): number;
  /** A time as `Date.now()` has it here, as the server has it; and back. */
  toServer(here: number): number;
  toHere(server: number): number;
  /** Since when there is no connection, as `Date.now()` has it; undefined while there is one. */
  readonly lostSince: number | undefined;
  /** Called when a connection that was lost is there again. */
  onBack(back: () => void): void;
  close(): void;
}

/** BullMQ. @throws InputError where it, or what it connects by, is not installed. */
export async function bullmq(): Promise<typeof import('bullmq')> {
  await ioredis();
  return installed(() => import('bullmq'));
}

/** The class of connections. */
async function ioredis(): Promise<typeof Redis> {
  return (await installed(() => import('ioredis'))).Redis;
}

async function installed<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new InputError('--engine needs the packages bullmq and ioredis, which are not installed: npm install bullmq ioredis');
  }
}

/** The server of a URL for messages. */
function serverOf(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

/** @throws InputError where the packages are missing, or the server cannot be reached. */
export async function connect(url: string): Promise<Link> {
  const Client = await ioredis();
  const server = serverOf(url);
  const client = new Client(url, {
    maxRetriesPerRequest: null,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(50 * times, LONGEST_PAUSE),
  });
  let reason = 'no answer';
  let lostSince: number | undefined;
  const told: (() => void)[] = [];
  client.on('error', (error: NodeJS.ErrnoException) => {
    reason = error.code ?? error.message;
  });
  let ahead: number;
  try {
    await client.connect();
    const asked = Date.now();
    const [seconds, micros] = await client.time();
    ahead = Number(seconds) * 1000 + Number(micros) / 1000 - (asked + Date.now()) / 2;
  } catch (error) {
    client.disconnect();
    if (reason === 'no answer' && error instanceof Error) reason = error.message;
    throw new InputError(`cannot be reached (${reason})`, { file: `--engine ${server}` });
  }
  client.on('close', () => {
    lostSince ??= Date.now();
  });
  client.on('ready', () => {
    lostSince = undefined;
    for (const back of told) back();
  });
  return {
    client,
    server,
    now: () => Date.now() + ahead,
    toServer: (here) => here + ahead,
    toHere: (at) => at - ahead,
    get lostSince() {
      return lostSince;
    },
    onBack: (back) => told.push(back),
    close: () => client.disconnect(),
  };
}
