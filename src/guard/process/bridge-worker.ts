/** The thread that talks to processes while the judging thread sleeps. */

import { workerData } from 'node:worker_threads';
import type { BridgeData, BridgeRequest } from './bridge.js';
import { type Answer, type LineProcess, startLineProcess } from './line-process.js';

const { signal, folder, command, port } = workerData as BridgeData;
const flag = new Int32Array(signal);
const processes = new Map<number, LineProcess>();

function reply(answer: Answer): void {
  port.postMessage(answer);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}

function processOf(id: number): LineProcess {
  let found = processes.get(id);
  if (found === undefined) {
    found = startLineProcess(command, folder);
    processes.set(id, found);
  }
  return found;
}

port.on('message', ({ process: id, what }: BridgeRequest) => {
  if (what === 'start') processOf(id);
  else if (what === 'end') {
    processes.get(id)?.end();
    processes.delete(id);
  } else processOf(id).ask(what.line, reply);
});
