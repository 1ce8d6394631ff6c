/** What can go wrong on many machines, on purpose: the report has the same bytes, or there is an alarm. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandResult, claimcheck } from '../support/cli.js';
import { type Running, started, startedWorker, stopped, timeless } from '../support/engine.js';
import { hasRedis, RedisServer } from '../support/redis.js';
import { scratch } from '../support/scratch.js';

const RUNS = 30;
const WORKERS = 2;
const { folder } = scratch();
const OWN = ['--claims', 'properties/queue/slow-claims.js'];
const PAUSE = { CLAIMCHECK_TEST_PAUSE: '8' };
const ARGS = ['verify', ...OWN, '--cases', '40', '--seed', '4', '--record', join(folder, 'no-record')];

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A hash of the JSON of a run without its times. */
function hashOf(file: string): string {
  return createHash('sha256')
    .update(timeless(readFileSync(file, 'utf8')))
    .digest('hex');
}

describe.skipIf(!hasRedis)('work over a server', () => {
  let redis: RedisServer;
  let client: Redis;
  let workers: Running[] = [];
  /** How often each kind of fault met work under way. */
  const met = { killed: 0, restarted: 0, lost: 0, doubled: 0, late: 0 };

  beforeAll(async () => {
    redis = await RedisServer.start();
    client = redis.client();
    workers = await Promise.all(Array.from({ length: WORKERS }, () => startedWorker(redis.url, OWN, PAUSE)));
  });

  afterAll(async () => {
    client.disconnect();
    for (const { process } of workers) process.kill('SIGKILL');
    await redis.stop();
  });

  /** The queue that jobs are in. */
  const openQueue = async (): Promise<Queue> => {
    const [key = ''] = await client.keys('claimcheck:*:meta');
    const queue = new Queue(key.split(':')[1] ?? '', { connection: client, prefix: 'claimcheck' });
    queue.on('error', () => {});
    return queue;
  };
  /** Waits until jobs are done, or the run has ended. */
  const underWay = async (run: Running): Promise<boolean> => {
    let over = false;
    run.ended.then(() => {
      over = true;
    });
    while (!over && (await client.keys('claimcheck:*:active')).length === 0) await wait(10);
    return !over;
  };

  const FAULTS: Readonly<Record<keyof typeof met, () => Promise<void>>> = {
    /** A worker dies in the middle of a job, and another one comes. */
    async killed() {
      const [victim, ...others] = workers;
      victim?.process.kill('SIGKILL');
      workers = [...others, await startedWorker(redis.url, OWN, PAUSE)];
    },
    /** The server dies and comes back with what it had. */
    async restarted() {
      await redis.kill();
      await wait(300);
      await redis.up();
    },
    /** The server loses all that it had. */
    async lost() {
      await client.flushall();
    },
    /** Every job that waits or is done now is there a second time. */
    async doubled() {
      const queue = await openQueue();
      const jobs: Job[] = await queue.getJobs(['waiting', 'active']);
      for (const { name, data, id } of jobs) await queue.add(name, data, { jobId: `twin-${id}`, removeOnComplete: true });
    },
    /** A worker sleeps beyond its lease, and gives its result when another has given it. */
    async late() {
      const [sleeper] = workers;
      sleeper?.process.kill('SIGSTOP');
      await wait(3500);
      sleeper?.process.kill('SIGCONT');
    },
  };
  const kinds = Object.keys(FAULTS) as (keyof typeof met)[];

  it(`comes to one report in ${RUNS} runs, whatever dies, doubles or comes late`, async () => {
    const here = join(folder, 'here.json');
    const alone = claimcheck(...ARGS, '--jobs', '1', '--json', here);
    const hashes: string[] = [];
    const codes: (number | null)[] = [];
    for (let at = 0; at < RUNS; at++) {
      // No run has results of the one before.
      const kept = await client.keys('claimcheck:result:*');
      if (kept.length > 0) await client.del(kept);
      const file = join(folder, `run-${at}.json`);
      const run = started([...ARGS, '--engine', redis.url, '--json', file]);
      // Every kind alone, then each with the next.
      const one = kinds[at % kinds.length];
      const other = kinds[(at + 1) % kinds.length];
      for (const kind of at < RUNS / 2 ? [one] : [one, other]) {
        if (kind === undefined || !(await underWay(run))) continue;
        met[kind]++;
        await FAULTS[kind]();
      }
      const { code } = await run.ended;
      codes.push(code);
      hashes.push(hashOf(file));
    }

    expect([...new Set(hashes)]).toEqual([hashOf(here)]);
    expect([...new Set(codes)]).toEqual([alone.code]);
    // Most faults have to meet work under way, or nothing was shown.
    expect(Math.min(...Object.values(met))).toBeGreaterThanOrEqual(4);
  }, 1_200_000);

  it('raises an alarm where a worker is not deterministic: job and both results are named, and no verdict is told', async () => {
    await Promise.all(workers.map(stopped));
    workers = [];
    await client.flushall();
    const seen: Job[] = [];
    const run = started([...ARGS, '--engine', redis.url]);
    while (seen.length === 0) {
      await wait(200);
      seen.push(...(await waitingJobs()));
    }
    workers = [await startedWorker(redis.url, OWN)];
    const sound = await run.ended;
    await Promise.all(workers.map(stopped));

    // The same job once more, by a worker whose machine computes otherwise.
    workers = [await startedWorker(redis.url, OWN, { CLAIMCHECK_TEST_ERROR: '1e-9' })];
    const queue = await openQueue();
    for (const { name, data, id } of seen) await queue.add(name, data, { jobId: `twin-${id}`, removeOnComplete: true });
    await workers[0]?.says('ALARM');
    const doubtful = await started([...ARGS, '--engine', redis.url]).ended;

    expect(sound.code).toBe(1);
    expectAlarm(doubtful);
  });

  async function waitingJobs(): Promise<Job[]> {
    const [key] = await client.keys('claimcheck:*:meta');
    return key === undefined ? [] : (await openQueue()).getJobs(['waiting']);
  }

  function expectAlarm({ code, stdout, stderr }: CommandResult): void {
    expect(code).toBe(70);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/ALARM: 2 different results for one job, verify notes\/[\w-]+, (generated )?cases .* of seed 4/);
    expect(stderr.match(/^ {2}[0-9a-f]{12} by \S+:\d+: .*slacks.*$/gm)).toHaveLength(2);
    expect(stderr).toMatch(/redis-cli del claimcheck:result:[0-9a-f]{64}/);
  }
});
