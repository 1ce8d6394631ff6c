/** A lock that one process of this machine holds at a time, and that outlives no holder: kill -9 leaves it to be taken over. */

import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { statOf } from '../../data/process-stat.js';

/** A lock that comes and goes as often has a broken file in its place, such as a link to nothing. */
const MOST_TRIES = 1000;

/** Takes the lock; released by {@link release}. @returns undefined, or the number of the process that has it. @throws the error of the file system. */
export function acquire(lock: string): number | undefined {
  const own = `${lock}.${process.pid}`;
  try {
    // Linked only when written: a lock is never seen without its holder.
    writeFileSync(own, identity(process.pid));
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (linked(own, lock)) return undefined;
      const holder = holderOf(lock);
      if (holder === undefined) continue;
      if (holder.alive) return holder.pid;
      // Of those who saw the dead holder one at a time may remove it, and looks again: what it removes is no live lock.
      const takeover = `${lock}.takeover`;
      const rival = acquire(takeover);
      if (rival !== undefined) return rival;
      try {
        if (holderOf(lock)?.alive === false) rmSync(lock);
      } finally {
        release(takeover);
      }
    }
    throw Object.assign(new Error('held by nobody and not to be had'), { code: 'EBUSY' });
  } finally {
    rmSync(own, { force: true });
  }
}

/** Gives up a lock that this process holds. */
export function release(lock: string): void {
  rmSync(lock, { force: true });
}

function linked(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Who holds a lock; undefined when nobody does any more. */
function holderOf(lock: string): { readonly pid: number; readonly alive: boolean } | undefined {
  let text: string;
  try {
    text = readFileSync(lock, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const pid = Number.parseInt(text, 10);
  const now = identity(pid);
  // Without a time on either side the number has to do.
  const same = text === now || !text.trim().includes(' ') || !now.includes(' ');
  return { pid, alive: same && isAlive(pid) };
}

/** A process by its number and, where /proc tells it, the time it began: numbers are used again. */
function identity(pid: number): string {
  const began = statOf(pid)?.fields[19];
  return began === undefined ? `${pid}\n` : `${pid} ${began}\n`;
}

function isAlive(pid: number): boolean {
  // A zombie was killed and not yet waited for.
  if (!(pid > 0) || statOf(pid)?.fields[0] === 'Z') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
