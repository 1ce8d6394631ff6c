/**
 * The thread that starts, watches and ends the subject's processes while the judging thread waits for their answers. It
 * ends a process that passes a limit, and everything when the guard is gone.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import { type MessagePort, workerData } from 'node:worker_threads';
import { isSystemError } from '../../data/system-error.js';
import type { Limits } from '../isolation/messages.js';
import { type Confinement, confined, killGroup, killMarked, type Program } from './confine.js';
import type { Breach, Ending } from './ending.js';
import { ASKED, CALLS, CHECKS, type Heartbeat, OVERDUE } from './heartbeat.js';
import { largestOf, type Work, workOf } from './held.js';
import { WAKE } from './line.js';
import { callWatch } from './patience.js';
import { closeAll, type Wires } from './wires.js';

/** What the thread is started with. */
export interface KeeperData {
  readonly beat: Heartbeat;
  readonly limits: Limits;
  /** The guard's process, whose end ends all. */
  readonly guard: number;
  readonly environment: Record<string, string>;
  readonly mark: string;
  readonly confinement: Confinement;
  /** File descriptor on which the leaders of process groups are told, for the guard to end should this process be killed. */
  readonly leaders: number;
  /** Orders come in and endings go out here. */
  readonly port: MessagePort;
}

/** What the thread is to do. */
export type Order =
  | {
      readonly start: number;
      readonly program: Program;
      readonly folder: string;
      /** Requests and replies on file descriptors 3 and 4, so that standard input and output are the subject's own. */
      readonly apart: boolean;
      /** What it writes to stderr is not passed on. */
      readonly quiet: boolean;
      readonly wires: Wires;
      /** Set to 1 once the ending has been posted. */
      readonly ended: Int32Array<SharedArrayBuffer>;
    }
  | { readonly end: number; readonly because?: Ending };

/** An ending as it is posted. */
export interface Ended {
  readonly process: number;
  readonly ending: Ending;
}

interface Kept {
  readonly child: ChildProcess;
  readonly finish: (ending: Ending) => void;
  /** Why it is being ended. */
  because?: Ending;
  stderr: string;
}

const TICK = 50;
/** Ticks between looks at the memory. */
const MEMORY_TICKS = 10;
/** Characters of stderr that are kept for the message about the end. */
const TAIL = 2000;
/** Milliseconds for what is still in the pipes of a process that has ended. */
const DRAIN = 200;

const { beat, limits, guard, environment, mark, confinement, leaders, port } = workerData as KeeperData;
const processes = new Map<number, Kept>();

/** Passes on what a subject prints, past the judging thread, which may be waiting. */
function relay(text: string): void {
  writeSync(2, text);
}

/** The signal that ended a process, which a shell in between tells as 128 + its number, or the exit code. */
function exitOf(code: number | null, signal: string | null): number | string {
  const number = confinement.namespace && code !== null && code > 128 ? code - 128 : undefined;
  const name = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
  return signal ?? name ?? code ?? 'unknown';
}

function start({ start: id, program, folder, apart, quiet, wires, ended }: Extract<Order, { start: number }>): void {
  const { requests, replies } = wires.child;
  const [command, ...args] = confined(confinement, program);
  const child = spawn(command!, args, {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: apart ? ['ignore', 'pipe', 'pipe', requests, replies] : [requests, replies, 'pipe'],
  });
  closeAll(requests, replies);
  let open = true;
  const finish = (ending: Ending): void => {
    if (!open) return;
    open = false;
    processes.delete(id);
    if (child.pid !== undefined) {
      killGroup(child.pid);
      writeSync(leaders, `-${child.pid}\n`);
    }
    if (!confinement.namespace) killMarkedWhenLast();
    port.postMessage({ process: id, ending } satisfies Ended);
    Atomics.store(ended, 0, 1);
    try {
      writeSync(wires.wake, WAKE);
    } catch (error) {
      // The judge has closed its end, or has more to read than the pipe holds, and looks at `ended` then.
      if (!isSystemError(error)) throw error;
    }
    closeAll(wires.wake);
  };
  const kept: Kept = { child, finish, stderr: '' };
  processes.set(id, kept);
  if (child.pid !== undefined) writeSync(leaders, `${child.pid}\n`);
  child.stdout?.setEncoding('utf8').on('data', relay);
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    kept.stderr = (kept.stderr + text).slice(-TAIL);
    if (!quiet) relay(text);
  });
  const gone = (code: number | null, signal: string | null): void =>
    finish(kept.because ?? { exit: exitOf(code, signal), lastWords: kept.stderr });
  child.on('error', ({ message }) => finish({ wrote: `nothing: it cannot be started (${message})` }));
  child.on('exit', (code, signal) => setTimeout(() => gone(code, signal), DRAIN));
  child.on('close', gone);
}

/** Programs may have a process for each instance: what they started elsewhere is looked for once none is left. */
function killMarkedWhenLast(): void {
  if (processes.size === 0) killMarked(mark);
}

function end(id: number, because: Ending): void {
  const kept = processes.get(id);
  if (kept === undefined) return;
  kept.because ??= because;
  if (kept.child.pid !== undefined) killGroup(kept.child.pid);
}

port.on('message', (order: Order) => {
  if ('start' in order) start(order);
  else end(order.end, order.because ?? { wrote: 'nothing more: the guard has ended it' });
});

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

/** What the process that is asked has worked; only Linux tells. */
function asking(): Work {
  const pid = process.platform === 'linux' ? processes.get(Atomics.load(beat, ASKED))?.child.pid : undefined;
  return pid === undefined ? { seconds: 0, ready: false } : workOf([pid]);
}

const callTime = stopwatch(CALLS);
const overdue = callWatch(limits.call, asking);
const checkTime = stopwatch(CHECKS);
let tick = 0;

function everything(): void {
  for (const { child } of processes.values()) if (child.pid !== undefined) killGroup(child.pid);
  if (!confinement.namespace) killMarked(mark);
  killGroup(process.pid);
  process.kill(process.pid, 'SIGKILL');
}

setInterval(() => {
  if (process.ppid !== guard) everything();
  const asked = Atomics.load(beat, ASKED);
  const breach = (limit: Breach): void => end(asked, limit);
  if (overdue(callTime())) breach({ limit: 'call', seconds: limits.call });
  if (checkTime() > limits.check) {
    Atomics.store(beat, OVERDUE, Atomics.load(beat, CHECKS));
    breach({ limit: 'check', calls: Atomics.load(beat, CALLS) >> 1, seconds: limits.check });
  }
  if (process.platform !== 'linux' || ++tick % MEMORY_TICKS !== 0) return;
  const pids = [...processes.values()].flatMap(({ child }) => child.pid ?? []);
  const bytes = pids.length === 0 ? 0 : largestOf(pids);
  if (bytes > limits.memory) for (const id of processes.keys()) end(id, { limit: 'memory', bytes });
}, TICK);
