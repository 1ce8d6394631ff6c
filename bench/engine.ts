/**
 * Hands jobs of `verify` to 1, 2 and 4 workers over a Redis server of its own, and writes the tables of docs/how-to/many-machines.md.
 *
 * Usage: tsx bench/engine.ts [--write] [--jobs N]. Without --write the tables go to the terminal. Jobs a second are of the wall clock and
 * follow from what else the machine does; times of the processor do so less.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Redis } from 'ioredis';
import { withPart } from '../properties/support/marked-part.js';
import { hasRedis, RedisServer } from '../properties/support/redis.js';
import { openEdition } from '../src/cli/edition.js';
import { openEngine } from '../src/queue/engine.js';
import { VERIFY } from '../src/queue/trade.js';
import { CHUNK } from '../src/verify/chunk.js';
import { inLanes } from '../src/verify/lanes.js';
import { limitsTable } from './engine-limits.js';

const PAGE = 'docs/how-to/many-machines.md';
/** A cheap claim, so that the way there and back is what takes the time. */
const CLAIM = 'lem-f2';
/** Claims that results are weighed of: one of every method. */
const WEIGHED = ['lem-f2', 'thm-3.1/2', 'linear/global', 'def/sampling', 'prop-2/eq-25', 'thm-3.2/1-loss'];
const WEIGHED_JOBS = 5;

const { write, jobs: asked = '1000' } = parseArgs({ options: { write: { type: 'boolean' }, jobs: { type: 'string' } } }).values;
const JOBS = Number(asked);

async function startWorker(url: string): Promise<ChildProcess> {
  const args = ['--import', 'tsx', 'src/cli/main.ts', 'worker', '--engine', url, '--jobs', '1'];
  const worker = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((resolve) => worker.stderr?.on('data', (text) => String(text).includes('takes jobs') && resolve()));
  return worker;
}

/** Seconds of the processor that a process has had. */
function processorOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** A number that INFO has. */
async function infoOf(client: Redis, section: string, ...names: string[]): Promise<number> {
  const text = await client.info(section);
  return names.reduce((sum, name) => sum + Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(text)?.[1]), 0);
}

async function run(url: string, ids: readonly string[], jobs: number, seed: number): Promise<void> {
  const { edition, source } = await openEdition({});
  const claims = edition.claims.filter(({ id }) => ids.includes(id));
  const engine = await openEngine(VERIFY, { url, edition: source, bounded: false, tell: console.error });
  const chunks = claims.flatMap((claim) => Array.from({ length: jobs }, (_, chunk) => ({ claim, chunk })));
  await inLanes(engine.jobs, chunks, async ({ claim, chunk }) => {
    await engine.run(claim, { seed, chunk, size: CHUNK });
  });
  await engine.confirm();
  await engine.close();
}

/** @returns the table, and the jobs a second that the slower of Redis and the one who asks can pass on */
async function speedTable(redis: RedisServer, client: Redis): Promise<{ readonly text: string; readonly most: number }> {
  const rows: string[] = [];
  let most = 0;
  for (const count of [1, 2, 4]) {
    const workers = await Promise.all(Array.from({ length: count }, () => startWorker(redis.url)));
    // Threads load the claims at their first jobs.
    await run(redis.url, [CLAIM], 4 * count, 0);
    const before = workers.map(processorOf);
    const served = await infoOf(client, 'cpu', 'used_cpu_user', 'used_cpu_sys');
    const own = process.cpuUsage();
    const began = performance.now();
    await run(redis.url, [CLAIM], JOBS, count);
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(own);
    const perJob = (spent: number): string => ((spent / JOBS) * 1000).toFixed(2);
    const worked = workers.reduce((sum, worker, at) => sum + processorOf(worker) - (before[at] ?? 0), 0);
    const server = (await infoOf(client, 'cpu', 'used_cpu_user', 'used_cpu_sys')) - served;
    most = JOBS / Math.max(server, (user + system) / 1e6);
    rows.push(
      `| ${count} | ${(JOBS / seconds).toFixed(0)} | ${((JOBS / seconds) * CHUNK).toFixed(0)} | ${perJob(worked)} | ${perJob((user + system) / 1e6)} | ${perJob(server)} |`,
    );
    for (const worker of workers) {
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      worker.kill('SIGTERM');
      await ended;
    }
  }
  const text = [
    `${JOBS} jobs of ${CHUNK} cases of \`${CLAIM}\`, ms of the processor for each job.`,
    '',
    '| workers | jobs/s | cases/s | worker | who asks | Redis |',
    '|--:|--:|--:|--:|--:|--:|',
    ...rows,
  ].join('\n');
  return { text, most };
}

/** What results of each kind of claim take in the server's memory. */
async function memoryTable(redis: RedisServer, client: Redis): Promise<{ readonly text: string; readonly largest: number }> {
  const rows: string[] = [];
  let largest = 0;
  const worker = await startWorker(redis.url);
  for (const id of WEIGHED) {
    await client.flushall();
    await run(redis.url, [id], WEIGHED_JOBS, 1);
    const keys = await client.keys('claimcheck:result:*');
    const sizes = await Promise.all(keys.map(async (key) => Number(await client.memory('USAGE', key))));
    const bytes = sizes.reduce((sum, size) => sum + size, 0) / keys.length;
    largest = Math.max(largest, bytes);
    rows.push(`| \`${id}\` | ${(bytes / 1000).toFixed(1)} | ${((bytes * 1e6) / CHUNK / 1e6).toFixed(0)} |`);
  }
  await client.flushall();
  worker.kill('SIGTERM');
  return { text: ['| claim | kB for each job | MB for 10^6 cases |', '|---|--:|--:|', ...rows].join('\n'), largest };
}

/** Memory of the server that jobs which wait take, and of many results of the cheap claim as the server counts it. */
async function waitingBytes(redis: RedisServer, client: Redis): Promise<number> {
  await client.flushall();
  const { edition, source } = await openEdition({});
  const claim = edition.claims.find(({ id }) => id === CLAIM);
  if (claim === undefined) throw new RangeError(`no claim ${CLAIM}`);
  const before = await infoOf(client, 'memory', 'used_memory');
  const engine = await openEngine(VERIFY, { url: redis.url, edition: source, bounded: false, tell: () => {} });
  const jobs = Array.from({ length: JOBS }, (_, chunk) => engine.run(claim, { seed: 9, chunk, size: CHUNK }).catch(() => {}));
  while (
    (await client.keys('claimcheck:*:wait')).length === 0 ||
    (await client.llen((await client.keys('claimcheck:*:wait'))[0] ?? '')) < JOBS
  )
    await new Promise((resolve) => setTimeout(resolve, 100));
  const after = await infoOf(client, 'memory', 'used_memory');
  await engine.close();
  await Promise.all(jobs);
  return (after - before) / JOBS;
}

if (!hasRedis) throw new Error('needs redis-server');
const redis = await RedisServer.start();
const client = redis.client();
try {
  const waiting = `A job that waits takes ${((await waitingBytes(redis, client)) / 1000).toFixed(1)} kB; at most 2,000 of a run wait.`;
  await client.flushall();
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
