import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquire, release } from '../../src/hunt/journal/lock.js';

const HERE = fileURLToPath(new URL('../', import.meta.url));
const BUILT = join(HERE, '../dist/hunt/journal/lock.js');
const NAIVE = join(HERE, 'support/naive-lock.mjs');
const CONTENDERS = 6;
/** Seconds within which enough is seen on the busiest machine. */
const LONGEST = 100;
let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimcheck-lock-'));
  lock = join(folder, 'a.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const linesOf = (name: string): string[] =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1) : [];

/** Several processes fight for the lock, until time is up or enough was seen; one that died inside is replaced. */
async function contention(module: string, seconds: number, enough: () => boolean): Promise<{ deaths: number }> {
  const until = Date.now() + 1000 * seconds;
  const living = new Set<ChildProcess>();
  const watch = setInterval(() => {
    if (enough()) for (const child of living) child.kill('SIGKILL');
  }, 20);
  let deaths = 0;
  let seed = 0;
  const contender = async (): Promise<void> => {
    while (Date.now() < until - 300 && !enough()) {
      seed++;
      const args = [join(HERE, 'support/contend.mjs'), module, folder, String(seed), String(until)];
      const child = spawn(process.execPath, args, { stdio: 'ignore' });
      living.add(child);
      const signal = await new Promise((resolve) => child.on('close', (_, by) => resolve(by)));
      living.delete(child);
      if (signal === 'SIGKILL' && !enough()) deaths++;
    }
  };
  await Promise.all(Array.from({ length: CONTENDERS }, contender));
  clearInterval(watch);
  return { deaths };
}

describe('the lock of a journal', () => {
  it('has one holder at a time, though holders are killed and several processes take over at once', async () => {
    const { deaths } = await contention(BUILT, LONGEST, () => linesOf('entries').length >= 300);

    expect(linesOf('overlaps')).toEqual([]);
    expect(deaths).toBeGreaterThan(10);
    expect(linesOf('entries').length).toBeGreaterThanOrEqual(300);
  });

  it('would be seen to have two, with the planted defect of a takeover that is not exclusive', async () => {
    await contention(NAIVE, LONGEST, () => linesOf('overlaps').length > 0);

    expect(linesOf('overlaps').length).toBeGreaterThan(0);
  });

  it('is refused with the number of its live holder, and to be had after its release', () => {
    expect(acquire(lock)).toBeUndefined();
    expect(acquire(lock)).toBe(process.pid);
    release(lock);
    expect(acquire(lock)).toBeUndefined();
    release(lock);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['a process that is gone', '999999999\n'],
    ...(existsSync('/proc/self/stat') ? [['a process whose number was given to another since', `${process.pid} 1\n`]] : []),
    ['nobody, by its text', 'x\n'],
  ])('is taken over from %s', (_, text) => {
    writeFileSync(lock, text);

    expect(acquire(lock)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['a.lock']);
  });

  it('is taken over though one died at a takeover before', () => {
    writeFileSync(lock, '999999999\n');
    writeFileSync(`${lock}.takeover`, '999999998\n');

    expect(acquire(lock)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['a.lock']);
  });

  it('is an error where a broken link lies in its place', () => {
    symlinkSync(join(folder, 'nowhere'), lock);

    expect(() => acquire(lock)).toThrow(/not to be had/);
  });
});
