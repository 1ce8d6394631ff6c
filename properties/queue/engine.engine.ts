/** Work over Redis: the bytes of one machine, and what is said where something is missing. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimcheck, claimcheckIn } from '../support/cli.js';
import { type Running, started, startedWorker, stopped, timeless } from '../support/engine.js';
import { hasRedis, RedisServer } from '../support/redis.js';
import { scratch } from '../support/scratch.js';

const { folder } = scratch();
const path = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(path(name), 'utf8');

/** Claims of every method: refuted with witnesses, surviving, statistical, and followed far out; and data of all kinds. */
const IDS = ['def/sampling', 'thm-3.1/2', 'lem-f2', 'prop-2/eq-25', 'linear/global', 'thm-3.2/1-loss'];
const OWN = ['--claims', 'properties/queue/slow-claims.js'];

describe.skipIf(!hasRedis)('an engine', () => {
  let redis: RedisServer;
  let workers: Running[] = [];

  const start = async (count: number, args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<void> => {
    workers = await Promise.all(Array.from({ length: count }, () => startedWorker(redis.url, args, environment)));
  };
  const stop = async (): Promise<(number | null)[]> => {
    const codes = (await Promise.all(workers.map(stopped))).map(({ code }) => code);
    workers = [];
    return codes;
  };

  beforeAll(async () => {
    redis = await RedisServer.start();
  });

  afterAll(async () => {
    await stop();
    await redis.stop();
  });

  it('gives the table, JSON, JUnit and exit code of one machine, but for the times; results that are there need no worker', async () => {
    const args = ['verify', ...IDS, '--cases', '12', '--seed', '5'];
    const here = claimcheck(...args, '--jobs', '1', '--json', path('here.json'), '--junit', path('here.xml'));
    await start(2);
    const there = await started([...args, '--engine', redis.url, '--json', path('there.json'), '--junit', path('there.xml')]).ended;
    const codes = await stop();
    const again = await started([...args, '--engine', redis.url, '--json', path('again.json')]).ended;

    expect(timeless(read('there.json'))).toBe(timeless(read('here.json')));
    expect(timeless(read('there.xml'))).toBe(timeless(read('here.xml')));
    expect(timeless(there.stdout)).toBe(timeless(here.stdout));
    expect([there.code, codes]).toEqual([here.code, [0, 0]]);
    expect(timeless(read('again.json'))).toBe(timeless(read('here.json')));
    expect(again.code).toBe(here.code);
  });

  it('gives them on data of a user, and with a time that is bounded but not reached', async () => {
    const args = ['verify', 'thm-3.1/1', '--data', 'fixtures/data/iris-petals.csv', '--cases', '25', '--max-time', '100'];
    const here = claimcheck(...args, '--jobs', '1', '--json', path('data-here.json'));
    await start(1);
    const there = await started([...args, '--engine', redis.url, '--json', path('data-there.json')]).ended;
    await stop();

    expect(timeless(read('data-there.json'))).toBe(timeless(read('data-here.json')));
    expect(there.code).toBe(here.code);
  });

  it('hunts to the bytes of one machine, whether the claim is broken or not', async () => {
    await start(2);
    for (const [id, code] of [
      ['thm-3.1/3', 1],
      ['lem-f2', 0],
    ] as const) {
      const args = ['hunt', id, '--max-cases', '600', '--seed', '3'];
      // Witnesses are written where the command runs.
      const here = claimcheckIn(folder, ...args, '--jobs', '1', '--json', '-');
      const there = await started([...args, '--engine', redis.url, '--json', '-'], {}, folder).ended;

      expect(timeless(there.stdout)).toBe(timeless(here.stdout));
      expect([here.code, there.code]).toEqual([code, code]);
    }
    await stop();
  });

  it('judges claims of a module that workers are given too, and tells errors of a claim as one machine does', async () => {
    const args = ['verify', ...OWN, '--cases', '40', '--record', path('no-record')];
    const here = claimcheck(...args, '--jobs', '1', '--json', path('own-here.json'));
    await start(1, OWN);
    const there = await started([...args, '--engine', redis.url, '--json', path('own-there.json')]).ended;
    await stop();
    await start(1, OWN, { CLAIMCHECK_TEST_FAILS: '1' });
    const failing = await started([...args, '--seed', '2', '--engine', redis.url]).ended;
    await stop();

    expect(timeless(read('own-there.json'))).toBe(timeless(read('own-here.json')));
    expect(there.code).toBe(here.code);
    expect(failing.code).toBe(70);
    expect(failing.stderr).toMatch(/error of a claim: claim notes\/[\w-]+: planted; case \{/);
  });

  it('says that no worker with this code is there, gives it no job, and ends at a signal with what it has', async () => {
    await start(1);
    const run = started(['verify', ...OWN, '--cases', '60', '--seed', '9', '--record', path('no-record'), '--engine', redis.url]);
    await run.says('no worker with this code answers');
    const began = performance.now();
    run.process.kill('SIGTERM');
    const { code, stdout, stderr } = await run.ended;
    const seconds = (performance.now() - began) / 1000;
    await stop();
    const client = redis.client();
    const left = await client.keys('claimcheck:*:wait');
    client.disconnect();

    expect(code).toBe(130);
    expect(seconds).toBeLessThan(5);
    // What no worker has taken was taken back.
    expect(left).toEqual([]);
    expect(stderr).toMatch(/answers at \S+ \(1 with other code, .*\): 0 jobs taken, none for 1\d s; start one/);
    expect(stdout).toMatch(/notes\/gd +not-run/);
  });

  it('ends when its time is over, whatever workers there are', async () => {
    const run = await started(['verify', ...OWN, '--seed', '10', '--max-time', '2', '--record', path('no-record'), '--engine', redis.url])
      .ended;

    expect(run.stdout).toMatch(/3 claims: 3 not-run; seed 10, [2-5]\.\d s/);
  });

  it('shares a time that is too short: workers end chunks early', async () => {
    await start(1, OWN, { CLAIMCHECK_TEST_PAUSE: '200' });
    const args = ['verify', 'notes/gd', ...OWN, '--seed', '11', '--max-time', '10', '--record', path('no-record')];
    const run = await started([...args, '--engine', redis.url]).ended;
    await stop();
    const [, cases = '0'] = /notes\/gd +[\w(!?) -]+? +(\d+) /.exec(run.stdout) ?? [];

    expect(Number(cases)).toBeGreaterThan(2);
    // Those that fit into the time, and not the 300 that it would take else.
    expect(Number(cases)).toBeLessThan(60);
  });

  it('lets a worker end its job after SIGTERM, and leaves the others to the next worker', async () => {
    await start(1, OWN, { CLAIMCHECK_TEST_PAUSE: '50' });
    const client = redis.client();
    await client.flushall();
    const run = started(['verify', 'notes/gd', ...OWN, '--cases', '20', '--record', path('no-record'), '--engine', redis.url]);
    await until(async () => (await client.keys('claimcheck:*:active')).length > 0);
    const codes = await stop();
    const stored = await client.keys('claimcheck:result:*');
    const left = await client.keys('claimcheck:*:wait');
    await start(1, OWN);
    const { stdout } = await run.ended;
    await stop();
    client.disconnect();

    expect(codes).toEqual([0]);
    expect(stored).toHaveLength(1);
    expect(left).toHaveLength(1);
    expect(stdout).toMatch(/notes\/gd +survives/);
  });

  it('refuses a server that is not there, and what is no address', async () => {
    const nowhere = claimcheck('verify', 'lem-f2', '--engine', 'redis://someone:secret@127.0.0.1:1');
    const wrong = claimcheck('hunt', 'lem-f2', '--engine', 'http://127.0.0.1');

    expect([nowhere.code, wrong.code]).toEqual([3, 3]);
    expect(nowhere.stderr).toBe('claimcheck: --engine redis://127.0.0.1:1: cannot be reached (ECONNREFUSED)\n');
    expect(wrong.stderr).toContain('It must be redis://HOST:PORT.');
  });
});

/** Waits until something is so. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
