/** Memory that the judging thread writes and the watching thread reads: which call and which check is under way. */

import type { CallWatch } from '../subject.js';

/** Calls begun and ended: odd while one is under way. */
export const CALLS = 0;
/** The step that the call under way is, 0 for a creation. */
export const STEP = 1;
/** Checks begun and ended: odd while one is under way. */
export const CHECKS = 2;

/** The shared words. */
export function heartbeat(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(12));
}

/** Writes calls to the shared words. */
export function beating(beat: Int32Array, asynchronous: () => void): CallWatch {
  return {
    enter(step) {
      beat[STEP] = step;
      Atomics.add(beat, CALLS, 1);
    },
    leave() {
      Atomics.add(beat, CALLS, 1);
    },
    asynchronous,
  };
}
