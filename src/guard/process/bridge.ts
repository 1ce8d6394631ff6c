/** Questions to a subject's processes, whose answers are waited for: this thread writes and reads, the keeper watches. */

import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Limits } from '../isolation/messages.js';
import { confinement, type Program } from './confine.js';
import { type Ending, failureOf } from './ending.js';
import { subjectEnvironment } from './environment.js';
import { ASKED, CALLS, CHECKS, type Heartbeat, NOBODY, OVERDUE } from './heartbeat.js';
import type { Ended, KeeperData, Order } from './keeper.js';
import { Line, LONGEST_LINE } from './line.js';
import { makeWires } from './wires.js';

/** How to start a process. */
export interface Command {
  readonly program: Program;
  readonly folder: string;
  /** Requests and replies have file descriptors of their own, 3 and 4; else they are standard input and output. */
  readonly apart: boolean;
  /** What it writes to stderr is not passed on. */
  readonly quiet?: boolean;
}

/** A command line for the shell. */
export function shellCommand(line: string, folder: string, quiet = false): Command {
  return { program: ['sh', '-c', line], folder, apart: false, quiet };
}

/** Processes of one command. */
export interface Bridge {
  /**
   * Asks a process, which is started with its first question.
   *
   * @param patient - the answer may take as long as a check, not only as long as a call
   * @throws ProcessEnded when the process ends instead of answering, GuardLimit when the time of the check is over
   */
  ask(process: number, line: string, patient?: boolean): string;
  /** Starts a process, so that it is up by its first question. */
  start(process: number): void;
  end(process: number): void;
  /** Ends all of them. */
  close(): void;
}

/** The thread that starts and watches processes. */
export interface Keeper {
  /** Opens a bridge to processes of a command. */
  bridge(command: Command): Bridge;
  /** How many processes have ended instead of answering so far. */
  endings(): number;
}

/** What the keeper goes by. */
export interface KeeperOptions {
  readonly beat: Heartbeat;
  readonly limits: Limits;
  /** Environment variables that subjects see besides. */
  readonly pass: readonly string[];
  /** Marks the environments of all processes. */
  readonly mark: string;
  /** File descriptor on which process groups are told. */
  readonly leaders: number;
}

/** Starts the thread; it does not keep this process alive. */
export function startKeeper({ beat, limits, pass, mark, leaders }: KeeperOptions): Keeper {
  const { port1: port, port2 } = new MessageChannel();
  const data: KeeperData = {
    beat,
    limits,
    guard: process.ppid,
    environment: subjectEnvironment(pass, mark),
    mark,
    confinement: confinement(),
    leaders,
    port: port2,
  };
  // Options for the subject's process, in NODE_OPTIONS or given to this one, are not for this thread.
  const options = { execArgv: [], env: {}, trackUnmanagedFds: false };
  new Worker(new URL('./keeper.js', import.meta.url), { workerData: data, transferList: [port2], ...options }).unref();
  port.unref();
  const order = (order: Order): void => port.postMessage(order);
  const lines = new Map<number, Line>();
  let started = 0;
  let endings = 0;

  const start = ({ program, folder, apart, quiet = false }: Command): number => {
    const id = started++;
    const wires = makeWires();
    const ended = new Int32Array(new SharedArrayBuffer(4));
    lines.set(id, new Line(wires.judge.requests, wires.judge.replies, () => Atomics.load(ended, 0) === 1));
    order({ start: id, program, folder, apart, quiet, wires, ended });
    return id;
  };
  const close = (id: number): void => {
    lines.get(id)?.close();
    lines.delete(id);
  };
  const giveUp = (id: number, ending: Ending): never => {
    if ('wrote' in ending) order({ end: id, because: ending });
    close(id);
    endings++;
    throw failureOf(ending);
  };
  /** The ending of a process that has posted it. */
  const endingOf = (id: number): Ending => {
    let ending: Ending | undefined;
    for (let posted = receiveMessageOnPort(port); posted !== undefined; posted = receiveMessageOnPort(port)) {
      const one = posted.message as Ended;
      if (one.process === id) ending = one.ending;
    }
    return ending ?? { wrote: 'nothing more' };
  };
  const ask = (id: number, text: string, patient = false): string => {
    const line = lines.get(id);
    if (line === undefined) throw failureOf({ wrote: 'nothing, its process having ended' });
    const early = line.early();
    if (early !== '') giveUp(id, { wrote: `the line ${JSON.stringify(early.slice(0, 80))} that nothing had asked for` });
    const check = Atomics.load(beat, CHECKS);
    if (check % 2 === 1 && Atomics.load(beat, OVERDUE) === check) {
      throw failureOf({ limit: 'check', calls: Atomics.load(beat, CALLS) >> 1, seconds: limits.check });
    }
    Atomics.store(beat, ASKED, id);
    if (!patient) Atomics.add(beat, CALLS, 1);
    line.write(text);
    const read = line.read();
    if (!patient) Atomics.add(beat, CALLS, 1);
    Atomics.store(beat, ASKED, NOBODY);
    if (typeof read === 'object') return read.text;
    return giveUp(id, read === 'ended' ? endingOf(id) : { wrote: `${LONGEST_LINE} bytes without a line end` });
  };
  return {
    bridge(command) {
      const ids = new Map<number, number>();
      const idOf = (process: number): number => {
        const id = ids.get(process) ?? start(command);
        ids.set(process, id);
        return id;
      };
      const end = (id: number | undefined): void => {
        if (id === undefined || !lines.has(id)) return;
        order({ end: id });
        close(id);
      };
      return {
        ask: (process, text, patient) => ask(idOf(process), text, patient),
        start: (process) => void idOf(process),
        end: (process) => end(ids.get(process)),
        close: () => [...ids.values()].forEach(end),
      };
    },
    endings: () => endings,
  };
}
