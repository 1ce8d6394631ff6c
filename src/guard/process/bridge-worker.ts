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

port.on('message', ({ process: id, line }: BridgeRequest) => {
  if (line === undefined) {
    processes.get(id)?.end();
    processes.delete(id);
    return;
  }
  let target = processes.get(id);
  if (target === undefined) {
    target = startLineProcess(command, folder);
    processes.set(id, target);
  }
  target.ask(line, reply);
});
