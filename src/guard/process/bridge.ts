/** Questions to processes, answered synchronously: a worker thread talks, this thread sleeps until it has the answer. */

import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { SubjectFailure } from '../subject-failure.js';
import type { Answer, Command } from './line-process.js';

/** What the worker is started with. */
export interface BridgeData {
  /** Set to 1 by the worker when it has posted an answer. */
  readonly signal: SharedArrayBuffer;
  readonly folder: string;
  readonly command: Command;
  /** Requests come in and answers go out here. */
  readonly port: MessagePort;
}

/** What the worker is to do with a process: ask it a line, start it ahead of its first line, or end it. */
export interface BridgeRequest {
  readonly process: number;
  readonly what: { readonly line: string } | 'start' | 'end';
}

/** Processes of one command. */
export interface Bridge {
  /**
   * Asks a process, which is started with its first question.
   *
   * @throws ProcessEnded when the process ends instead of answering
   */
  ask(process: number, line: string): string;
  /** Starts a process, so that it is up by its first question. */
  start(process: number): void;
  end(process: number): void;
}

/** The process ended or misbehaved. */
export class ProcessEnded extends SubjectFailure {
  /** @param how - what the process did, as the end of a sentence */
  constructor(readonly how: string) {
    super(`failed: the process ${how}`);
  }
}

/** Opens a bridge to processes of a command; the worker thread does not keep this process alive. */
export function openBridge(command: Command, folder: string): Bridge {
  const signal = new SharedArrayBuffer(4);
  const flag = new Int32Array(signal);
  const { port1: port, port2 } = new MessageChannel();
  const worker = new Worker(new URL('./bridge-worker.js', import.meta.url), {
    workerData: { signal, folder, command, port: port2 } satisfies BridgeData,
    transferList: [port2],
  });
  worker.unref();
  port.unref();
  return {
    ask(process, line) {
      Atomics.store(flag, 0, 0);
      port.postMessage({ process, what: { line } } satisfies BridgeRequest);
      // A wake-up may be late and belong to the answer before: the flag decides.
      while (Atomics.load(flag, 0) === 0) Atomics.wait(flag, 0, 0);
      const answer = receiveMessageOnPort(port)!.message as Answer;
      if ('line' in answer) return answer.line;
      throw new ProcessEnded(answer.ended);
    },
    start: (process) => port.postMessage({ process, what: 'start' } satisfies BridgeRequest),
    end: (process) => port.postMessage({ process, what: 'end' } satisfies BridgeRequest),
  };
}
