/** What the thread of a trace does. */

import { parentPort, workerData } from 'node:worker_threads';
import { follow, type TracedRun } from './follow.js';

follow(workerData as TracedRun, (told) => parentPort?.postMessage(told));
