/**
 * The thread that watches the judging process from within. It runs whatever the judging thread is caught in, and ends
 * the whole process group when a limit is passed or the guard is gone.
 */

import { readdirSync, readFileSync, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { CALLS, CHECKS, STEP } from './heartbeat.js';
import type { Breach, Limits } from './messages.js';
import { REPORT } from './report-pipe.js';

/** What the thread is started with. */
export interface WatchData {
  readonly beat: Int32Array<SharedArrayBuffer>;
  readonly limits: Limits;
  /** The guard's process, whose end ends this one. */
  readonly guard: number;
}

const TICK = 50;
/** Ticks between looks at the other processes of the group. */
const GROUP_TICKS = 10;

const { beat, limits, guard } = workerData as WatchData;

function end(breach?: Breach): void {
  if (breach !== undefined) writeSync(REPORT, `${JSON.stringify(breach)}\n`);
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}

/**
 * How long a shared word has been at the same odd value, in seconds: counted in ticks of this thread, not by the clock,
 * so that time in which the machine was too busy to run this process is not held against the subject.
 */
function stopwatch(word: number): () => number {
  let seen = 0;
  let ticks = 0;
  return () => {
    const value = Atomics.load(beat, word);
    ticks = value === seen ? ticks + 1 : 0;
    seen = value;
    return value % 2 === 0 ? 0 : (ticks * TICK) / 1000;
  };
}

/** Largest resident memory in the process group, in bytes; of this process alone where there is no /proc. */
function groupMemory(): number {
  let most = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const fields = readFileSync(`/proc/${entry}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      // Fields 5 (process group) and 24 (resident pages) of proc(5), counted behind the name.
      if (Number(fields[2]) === process.pid) most = Math.max(most, Number(fields[21]) * 4096);
    } catch {
      // It has ended meanwhile.
    }
  }
  return most;
}

const callTime = stopwatch(CALLS);
const checkTime = stopwatch(CHECKS);
let tick = 0;

setInterval(() => {
  if (process.ppid !== guard) end();
  const call = callTime();
  if (call > limits.call) end({ limit: 'call', step: beat[STEP]!, seconds: limits.call });
  if (checkTime() > limits.check) end({ limit: 'check', calls: Atomics.load(beat, CALLS) >> 1, seconds: limits.check });
  let memory = process.memoryUsage.rss();
  if (process.platform === 'linux' && ++tick % GROUP_TICKS === 0) memory = Math.max(memory, groupMemory());
  if (memory > limits.memory) end({ limit: 'memory', bytes: memory });
}, TICK);
