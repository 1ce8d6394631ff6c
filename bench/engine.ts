/**
 * Hands the chunks of `verify` to 1, 2 and 4 workers over a Redis server of its own, and writes the tables of docs/how-to/many-machines.md.
 *
 * Usage: tsx bench/engine.ts [--write] [--jobs N], after npm run build. Without --write the tables go to the terminal. Jobs a second are of
 * the wall clock and follow from what else the machine does; times of the processor do so less.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Redis } from 'ioredis';
import { type Running, started, stopped } from '../properties/support/engine.js';
import { withPart } from '../properties/support/marked-part.js';
import { hasRedis, RedisServer } from '../properties/support/redis.js';
import { scratch } from '../properties/support/scratch.js';
import { secondsOf, statOf } from '../src/data/process-stat.js';
import { CHUNK } from '../src/verify/chunk.js';
import { limitsTable } from './engine-limits.js';

const PAGE = 'docs/how-to/many-machines.md';
/** A cheap claim, so that the way there and back is what takes the time. */
const CLAIM = 'lem-f2';
/** Claims that results are weighed of: one of every method. */
const WEIGHED = ['lem-f2', 'thm-3.1/2', 'linear/global', 'def/sampling', 'prop-2/eq-25', 'thm-3.2/1-loss'];
/** Cases that weighing takes. */
const FEW = CHUNK;

const { write, jobs = '1000' } = parseArgs({ options: { write: { type: 'boolean' }, jobs: { type: 'string' } } }).values;
const MANY = Number(jobs) * CHUNK;
if (!hasRedis) throw new Error('needs redis-server');
const { folder } = scratch();

/** Seconds of the processor that a process has had; undefined when it has ended. */
function processorOf({ process: { pid } }: Running): number | undefined {
  const stat = pid === undefined ? undefined : statOf(pid);
  return stat === undefined ? undefined : secondsOf(stat);
}

/** A number that INFO has. */
async function infoOf(client: Redis, section: string, ...names: string[]): Promise<number> {
  const text = await client.info(section);
  return names.reduce((sum, name) => sum + Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(text)?.[1]), 0);
}

/** Seconds of the wall clock, and of the processors of workers, of the command, and of Redis. */
interface Spent {
  readonly wall: number;
  readonly workers: number;
  readonly command: number;
  readonly redis: number;
}

/** A verify of the claim on so many cases, from nothing. */
async function spentOn(redis: RedisServer, client: Redis, workers: readonly Running[], id: string, cases: number): Promise<Spent> {
  await client.flushall();
  const worked = (): number => workers.reduce((sum, worker) => sum + (processorOf(worker) ?? 0), 0);
  const served = (): Promise<number> => infoOf(client, 'cpu', 'used_cpu_user', 'used_cpu_sys');
  const [before, servedBefore] = [worked(), await served()];
  const json = join(folder, 'run.json');
  const run = started(['verify', id, '--cases', String(cases), '--engine', redis.url, '--json', json]);
  let command = 0;
  const poll = setInterval(() => {
    command = processorOf(run) ?? command;
  }, 20);
  await run.ended;
  clearInterval(poll);
  const { seconds } = JSON.parse(readFileSync(json, 'utf8')) as { readonly seconds: number };
  return { wall: seconds, workers: worked() - before, command, redis: (await served()) - servedBefore };
}

async function startWorkers(url: string, count: number): Promise<Running[]> {
  const workers = Array.from({ length: count }, () => started(['worker', '--engine', url, '--jobs', '1']));
  await Promise.all(workers.map((worker) => worker.says('takes jobs')));
  return workers;
}

/** @returns the table, and the jobs a second that the slower of Redis and the command can pass on */
async function speedTable(redis: RedisServer, client: Redis): Promise<{ readonly text: string; readonly most: number }> {
  const rows: string[] = [];
  let most = 0;
  for (const count of [1, 2, 4]) {
    const workers = await startWorkers(redis.url, count);
    // Threads load the claims at their first jobs, and commands take a while to begin: both are left out.
    await spentOn(redis, client, workers, CLAIM, 10 * CHUNK * count);
    const few = await spentOn(redis, client, workers, CLAIM, CHUNK);
    const all = await spentOn(redis, client, workers, CLAIM, MANY + CHUNK);
    await Promise.all(workers.map(stopped));
    const more = MANY / CHUNK;
    const perSecond = more / (all.wall - few.wall);
    const perJob = (name: keyof Spent): number => (1000 * (all[name] - few[name])) / more;
    most = 1000 / Math.max(perJob('redis'), perJob('command'));
    const times = (['workers', 'command', 'redis'] as const).map((name) => perJob(name).toFixed(2));
    rows.push(`| ${[count, perSecond.toFixed(0), (perSecond * CHUNK).toFixed(0), ...times].join(' | ')} |`);
  }
  const text = [
    `${MANY / CHUNK} jobs of ${CHUNK} cases of \`${CLAIM}\`; the last three columns are ms of the processor for each job.`,
    '',
    '| workers | jobs/s | cases/s | worker | command | Redis |',
    '|--:|--:|--:|--:|--:|--:|',
    ...rows,
  ].join('\n');
  return { text, most };
}

/** What results of each kind of claim take in the server's memory. */
async function memoryTable(redis: RedisServer, client: Redis): Promise<{ readonly text: string; readonly largest: number }> {
  const rows: string[] = [];
  let largest = 0;
  const workers = await startWorkers(redis.url, 1);
  for (const id of WEIGHED) {
    await spentOn(redis, client, workers, id, FEW);
    const keys = await client.keys('claimcheck:result:*');
    const sizes = await Promise.all(keys.map(async (key) => Number(await client.memory('USAGE', key))));
    const bytes = sizes.reduce((sum, size) => sum + size, 0) / keys.length;
    largest = Math.max(largest, bytes);
    rows.push(`| \`${id}\` | ${(bytes / 1000).toFixed(1)} | ${((bytes * 1e6) / CHUNK / 1e6).toFixed(0)} |`);
  }
  await Promise.all(workers.map(stopped));
  return { text: ['| claim | kB for each job | MB for 10^6 cases |', '|---|--:|--:|', ...rows].join('\n'), largest };
}

/** Memory of the server that a job which waits takes. */
async function waitingBytes(redis: RedisServer, client: Redis): Promise<number> {
  await client.flushall();
  const before = await infoOf(client, 'memory', 'used_memory');
  const run = started(['verify', CLAIM, '--cases', String(MANY), '--engine', redis.url]);
  const waiting = async (): Promise<number> => {
    const [key] = await client.keys('claimcheck:*:wait');
    return key === undefined ? 0 : client.llen(key);
  };
  while ((await waiting()) < MANY / CHUNK) await new Promise((resolve) => setTimeout(resolve, 100));
  const after = await infoOf(client, 'memory', 'used_memory');
  run.process.kill('SIGTERM');
  await run.ended;
  return (after - before) / (await waiting().then((left) => MANY / CHUNK - left));
}

const redis = await RedisServer.start();
const client = redis.client();
try {
  const waiting = `A job that waits takes ${((await waitingBytes(redis, client)) / 1000).toFixed(1)} kB; at most 2,000 of a run wait.`;
  const speed = await speedTable(redis, client);
  const memory = await memoryTable(redis, client);
  const tables = [
    { mark: 'speed', text: speed.text },
    { mark: 'memory', text: `${memory.text}\n\n${waiting}` },
    { mark: 'limits', text: limitsTable(speed.most, memory.largest) },
  ];
  for (const { mark, text } of tables) {
    if (write) writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), mark, text));
    else process.stdout.write(`${text}\n\n`);
  }
} finally {
  client.disconnect();
  await redis.stop();
}
