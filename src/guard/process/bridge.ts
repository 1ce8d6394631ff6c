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

/** A line for a process, which is started when new; without a line the process is ended. */
export interface BridgeRequest {
  readonly process: number;
  readonly line?: string;
}

/** Processes of one command. */
export interface Bridge {
  /**
   * Asks a process, which is started with its first question.
   *
   * @throws ProcessEnded when the process ends instead of answering
   */
  ask(process: number, line: string): string;
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
      port.postMessage({ process, line } satisfies BridgeRequest);
      // A wake-up may be late and belong to the answer before: the flag decides.
      while (Atomics.load(flag, 0) === 0) Atomics.wait(flag, 0, 0);
      const answer = receiveMessageOnPort(port)!.message as Answer;
      if ('line' in answer) return answer.line;
      throw new ProcessEnded(answer.ended);
    },
    end: (process) => port.postMessage({ process } satisfies BridgeRequest),
  };
}
