/** Loaded into the process of the tests: ends it where a fault makes it run for ever. */

import { isMainThread, Worker } from 'node:worker_threads';

/** Seconds of the processor's time within which the main thread must come back to its events, unless `watched` says others. */
const LIMIT = 60;

/** The main thread counts as long as it comes to its timers; a thread that it cannot hold up looks on. */
const LOOK = `
  const { workerData: watched } = require('node:worker_threads');
  let [last, began] = [-1, 0];
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    const now = Atomics.load(watched, 0);
    if (now !== last) [last, began] = [now, user + system];
    else if (user + system - began > Atomics.load(watched, 1) * 1e6) process.kill(process.pid, 'SIGKILL');
  }, 500);
`;

if (isMainThread) {
  const watched = new Int32Array(new SharedArrayBuffer(8));
  watched[1] = LIMIT;
  globalThis.watched = watched;
  setInterval(() => Atomics.add(watched, 0, 1), 100).unref();
  new Worker(LOOK, { eval: true, workerData: watched, execArgv: [] }).unref();
}
